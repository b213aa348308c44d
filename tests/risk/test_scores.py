import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from lib.risk.scores import REASONS, score_wards
from lib.risk.settings import RiskSettings
from tests.risk.cities import CATEGORIES, START, make_areas, make_city, make_coverage, make_reports, on_day

LADDER = ["dibantah", "baru", "terkuatkan", "terverifikasi"]
FAST = RiskSettings(draws=4)


def score(reports, coverage, *, wards=12, day=39, **options):
    return score_wards(reports, coverage, make_areas(wards), CATEGORIES, as_of=on_day(day), start=START, **options)


def assert_same(first, second):
    pd.testing.assert_frame_equal(first.wards, second.wards, check_exact=True)
    assert first.model == second.model


def test_every_ward_has_one_row_in_order_of_code():
    reports, coverage = make_city(1)
    wards = score(reports, coverage).wards
    assert wards["area_code"].tolist() == make_areas(12)["area_code"].tolist()


def test_ward_without_coverage_has_no_numbers_even_with_reports():
    reports, coverage = make_city(1)
    reports = pd.concat([reports, make_reports({"ward": 11, "severity": 5.0})])
    row = score(reports, coverage).wards.iloc[11]
    assert (row["state"], row["reports"]) == ("belum_ada_data", 1)
    assert row.loc["incidents":].isna().all()


def test_city_without_any_coverage_has_no_model():
    result = score(*(frame.head(0) for frame in make_city(1)))
    assert set(result.wards["state"]) == {"belum_ada_data"}
    assert (result.model["kappa"], result.model["wards_with_data"]) == (None, 0)


def test_covered_city_without_reports_is_calm_everywhere():
    result = score(make_reports({}).head(0), make_coverage(12, 40))
    assert result.wards["likelihood_class"].tolist() == [1] * 12
    assert result.model["level"] == 1.0


def test_reasons_add_up_to_the_log_of_the_score():
    wards = score(*make_city(2)).wards.dropna(subset="score")
    assert wards[list(REASONS)].sum(axis=1).to_numpy() == pytest.approx(np.log(wards["score"].to_numpy()), abs=1e-9)


def test_score_is_expected_times_impact_and_index_follows():
    wards = score(*make_city(2)).wards.dropna(subset="score")
    assert (wards["expected"] * wards["impact"]).to_numpy() == pytest.approx(wards["score"].to_numpy())
    assert (100 * wards["score"] / (wards["score"] + 2)).to_numpy() == pytest.approx(wards["index"].to_numpy())


def test_chance_is_that_of_the_posterior_predictive():
    result = score(*make_city(4))
    wards, model = result.wards.dropna(subset="score"), result.model
    shape = model["kappa"] + wards["incidents"]
    rate = model["kappa"] / (model["usual"] / 7) + wards["exposure"]
    ahead = 7 * model["level"]
    assert wards["chance"].to_numpy() == pytest.approx(nbinom.sf(0, shape, rate / (rate + ahead)))
    assert wards["expected"].to_numpy() == pytest.approx(nbinom.mean(shape, rate / (rate + ahead)))
    assert wards["likelihood_class"].tolist() == [1 + sum(p >= cut for cut in (0.05, 0.15, 0.35, 0.6))
                                                  for p in wards["chance"]]


def test_same_input_gives_the_same_bits():
    assert_same(score(*make_city(3)), score(*make_city(3)))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 39), st.randoms(use_true_random=False))
def test_rows_received_later_and_the_order_of_rows_change_nothing(seed, day, random):
    """No leak: cutting the data off at the day, or shuffling what comes after it, gives bit-identical results."""
    reports, coverage = make_city(seed)
    now = pd.Timestamp(on_day(day))
    known = score(reports[reports["received"] <= now], coverage[pd.to_datetime(coverage["day"]) <= now], day=day)
    future = reports["received"] > now
    shuffled = reports.copy()
    shuffled.loc[future, "area_code"] = random.choices(reports["area_code"].tolist(), k=int(future.sum()))
    shuffled.loc[future, "severity"] = 5.0
    shuffled = shuffled.sample(frac=1, random_state=seed, ignore_index=True)
    assert_same(known, score(reports, coverage, day=day))
    assert_same(known, score(shuffled, coverage.sample(frac=1, random_state=seed), day=day))


def test_order_of_areas_changes_nothing():
    reports, coverage = make_city(6)
    backwards = make_areas(12).iloc[::-1]
    result = score_wards(reports, coverage, backwards, CATEGORIES, as_of=on_day(39), start=START)
    assert_same(result, score(reports, coverage))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 3, 12]), st.sampled_from([0.01, 0.06, 0.3]), st.data())
def test_more_severe_or_more_credible_report_never_lowers_its_ward(seed, wards, rate, data):
    reports, coverage = make_city(seed, wards=wards, rate=rate, silent=0)
    reports = reports[reports["verification"].isin(LADDER)].reset_index(drop=True)
    if reports.empty:
        return
    chosen = data.draw(st.integers(0, len(reports) - 1))
    worse = reports.copy()
    if data.draw(st.booleans()) and reports["severity"].notna()[chosen]:
        worse.loc[chosen, "severity"] = data.draw(st.integers(int(reports["severity"][chosen]), 5))
    else:
        place = LADDER.index(reports["verification"][chosen])
        worse.loc[chosen, "verification"] = LADDER[data.draw(st.integers(place, 3))]
    before, after = (score(frame, coverage, wards=wards, settings=FAST).wards.set_index("area_code")["score"]
                     for frame in (reports, worse))
    ward = reports["area_code"][chosen]
    assert after[ward] >= before[ward] * (1 - 1e-9)


def test_named_report_weighs_more_than_an_anonymous_one():
    named = make_reports({"verification": "baru"})
    anonymous = named.assign(reporter_key=None)
    coverage = make_coverage(12, 40)
    assert score(named, coverage).wards["score"][0] > score(anonymous, coverage).wards["score"][0]


def test_untold_severity_stands_at_the_citys_mix():
    """Neither milder nor more severe than what is usual, and counted on the screen."""
    reports = make_reports({"ward": 1, "severity": 4.0}, {"ward": 2, "severity": 1.0}, *[{"severity": None}] * 6)
    result = score(reports, make_coverage(12, 40))
    assert result.wards["impact"][0] == pytest.approx(result.model["city_impact"])
    assert result.wards["unknown_severity"].tolist() == [6] + [0] * 11


def test_untold_severity_does_not_thin_nor_thicken_the_citys_mix():
    told = make_reports({"ward": 1, "severity": 4.0}, {"ward": 2, "severity": 1.0})
    untold = pd.concat([told, make_reports({"severity": None})])
    first, second = (score(reports, make_coverage(12, 40)).model["city_impact"] for reports in (told, untold))
    assert first == second


def test_nuisance_and_archived_reports_do_not_touch_the_score():
    reports, coverage = make_city(8)
    apart = make_reports({"category": "pelanggaran_lokasi", "severity": 5.0}, {"verification": "arsip"})
    more = pd.concat([reports, apart])
    plain, with_more = score(reports, coverage), score(more, coverage)
    pd.testing.assert_frame_equal(plain.wards.drop(columns="nuisance"), with_more.wards.drop(columns="nuisance"))
    assert with_more.wards["nuisance"][0] == plain.wards["nuisance"][0] + 1


def test_ward_with_many_reports_is_surely_in_the_top():
    result = score(make_reports(*[{"ward": 4, "day": day} for day in range(0, 40, 2)]), make_coverage(12, 40))
    row = result.wards.iloc[4]
    assert (row["rank"], row["rank_low"], row["rank_high"], row["chance_top"]) == (1, 1, 1, 1.0)
    assert row["score_low"] < row["score"] < row["score_high"]


def test_chances_of_the_top_add_up_to_its_places():
    wards = score(*make_city(9)).wards.dropna(subset="score")
    assert wards["chance_top"].sum() == pytest.approx(np.ceil(0.2 * len(wards)))
    assert (wards["rank_low"] <= wards["rank_high"]).all()


def test_interval_of_the_score_covers_what_the_model_draws():
    """Simulated from the posterior with another seed, 80 % of draws fall inside."""
    result = score(*make_city(10))
    other = score(*make_city(10), settings=RiskSettings(seed=1, draws=20_000)).wards
    assert result.wards["score_low"].to_numpy() == pytest.approx(other["score_low"].to_numpy(), rel=0.12, nan_ok=True)
    assert result.wards["score_high"].to_numpy() == pytest.approx(other["score_high"].to_numpy(), rel=0.12, nan_ok=True)


def test_strength_of_data_follows_the_weight_of_own_data():
    coverage = pd.concat([make_coverage(1, 40), make_coverage(12, 2)])
    wards = score(make_reports(*[{"day": day} for day in range(0, 40, 3)], {"ward": 1}), coverage).wards
    assert wards["strength"].tolist() == ["kuat" if w > 0.7 else "lemah" if w < 0.3 else "sedang"
                                          for w in wards["data_weight"]]
    assert wards["data_weight"][0] > wards["data_weight"][2]


def test_hash_changes_with_the_facts_and_the_settings_only():
    reports, coverage = make_city(12)
    base = score(reports, coverage).model["input_hash"]
    assert score(reports.iloc[::-1], coverage).model["input_hash"] == base
    assert score(reports.iloc[1:], coverage).model["input_hash"] != base
    assert score(reports, coverage, settings=RiskSettings(seed=9)).model["input_hash"] != base


def test_silent_days_are_counted_to_the_day_itself():
    coverage = make_coverage(2, 30)
    wards = score(make_reports({}), coverage, wards=3, day=39).wards
    assert wards["silent_days"].tolist()[:2] == [10, 10]
    assert wards["silent_days"].isna().tolist() == [False, False, True]
