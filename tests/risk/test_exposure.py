import numpy as np
import pandas as pd
import pytest

from lib.risk.exposure import CREDIBILITY_CLASSES, estimate_delay_shares, gather_evidence, tally_reports
from lib.risk.settings import RiskSettings
from tests.risk.cities import CATEGORIES, START, make_areas, make_coverage, make_reports, on_day

SETTINGS = RiskSettings()


def gather(reports, coverage, *, wards=3, day=9):
    areas, days = make_areas(wards), {"as_of": on_day(day), "start": START}
    return gather_evidence(tally_reports(reports, areas, CATEGORIES, **days), coverage, areas, **days,
                           settings=SETTINGS)


def by_delay(ages, delays, *, days, reports=1):
    """How many reports there are of each age and delay."""
    table = np.zeros((days, days), dtype=int)
    np.add.at(table, (ages, delays), reports)
    return table


@pytest.mark.parametrize(("verification", "reporter", "believed"), [
    ("terverifikasi", None, 1.0), ("terkuatkan", None, 0.8), ("baru", "a", 0.5), ("diperiksa", "a", 0.5),
    ("baru", None, 0.3), ("diperiksa", None, 0.3), ("dibantah", "a", 0.0), ("arsip", "a", 0.0),
])
def test_report_counts_by_its_credibility(verification, reporter, believed):
    evidence = gather(make_reports({"verification": verification, "reporter_key": reporter}), make_coverage(3, 10))
    assert evidence.believed(SETTINGS).sum() == believed


def test_refuted_report_is_seen_but_archived_one_is_not():
    evidence = gather(make_reports({"verification": "dibantah"}, {"verification": "arsip"}), make_coverage(3, 10))
    assert evidence.counts[:, :, CREDIBILITY_CLASSES.index("refuted")].sum() == 1
    assert evidence.counts.sum() == 1
    assert evidence.left_out == {"archived": 1, "no_ward": 0, "no_day": 0, "before_start": 0}


def test_nuisance_is_counted_apart():
    evidence = gather(make_reports({"category": "pelanggaran_lokasi"}, {"category": None}), make_coverage(3, 10))
    assert evidence.nuisance.tolist() == [1, 0, 0]
    assert evidence.counts.sum() == 1


def test_rows_that_cannot_count_are_told_by_reason():
    reports = make_reports({"ward": None}, {"ward": 77}, {"day": -1}, {"day": 12, "late": -5}, {})
    assert gather(reports, make_coverage(3, 10)).left_out == {
        "archived": 0, "no_ward": 2, "no_day": 1, "before_start": 1,
    }


def test_report_received_after_the_day_is_not_known():
    evidence = gather(make_reports({"day": 5, "late": 4}, {"day": 5, "late": 5}), make_coverage(3, 10))
    assert evidence.counts.sum() == 1


def test_exposure_counts_uncovered_days_of_a_known_ward_a_little():
    days = [on_day(0), on_day(3), on_day(3), on_day(9)]
    coverage = pd.DataFrame({"area_code": ["K00", "K00", "K00", "K01"], "day": days})
    evidence = gather(make_reports().astype({"severity": float}), coverage)
    assert evidence.exposure == pytest.approx([2 + 8 * 0.05, 1 + 9 * 0.05, 0])
    assert evidence.covered_days.tolist() == [2, 1, 0]
    assert evidence.last_covered[:2].tolist() == [pd.Timestamp(on_day(3)), pd.Timestamp(on_day(9))]
    assert evidence.last_covered[2] is pd.NaT


def test_coverage_of_other_days_and_wards_is_ignored():
    coverage = pd.DataFrame({"area_code": ["K00", "K00", "K99"], "day": [on_day(-1), on_day(10), on_day(2)]})
    assert gather(make_reports({}), coverage).covered_days.tolist() == [0, 0, 0]


def test_coverage_told_later_is_not_known_yet():
    coverage = pd.DataFrame({"area_code": "K00", "day": [on_day(1), on_day(2)], "received": [on_day(9), on_day(10)]})
    assert gather(make_reports({}), coverage).covered_days.tolist() == [1, 0, 0]


def test_delay_shares_recover_a_known_delay_despite_truncation():
    rng = np.random.default_rng(5)
    occurred, delays = rng.integers(0, 60, 20_000), rng.choice([0, 1, 2, 5], p=[0.4, 0.3, 0.2, 0.1], size=20_000)
    ages = 59 - occurred
    seen = delays <= ages
    shares = estimate_delay_shares(by_delay(ages[seen], delays[seen], days=60), horizon=28, prompt_reports=5)
    assert shares[:7] == pytest.approx([0.4, 0.7, 0.9, 0.9, 0.9, 1, 1], abs=0.02)


def test_delay_is_not_corrected_before_anything_is_known():
    none = np.zeros((4, 4), dtype=int)
    assert estimate_delay_shares(none, horizon=28, prompt_reports=5).tolist() == [1, 1, 1, 1]


def test_delay_shares_never_fall_with_time():
    rng = np.random.default_rng(3)
    ages = rng.integers(0, 20, 50)
    delays = rng.integers(0, 20, 50) % (ages + 1)
    shares = estimate_delay_shares(by_delay(ages, delays, days=20, reports=rng.integers(1, 9, 50)), horizon=28,
                                   prompt_reports=5)
    assert (np.diff(shares) >= 0).all()


def test_level_follows_reports_of_late():
    quiet_then_busy = make_reports(*({"day": day} for day in (0, 20, 38, 38, 39, 39, 39)))
    busy_then_quiet = make_reports(*({"day": day} for day in (0, 0, 0, 1, 1, 19, 39)))
    assert gather(quiet_then_busy, make_coverage(3, 40), day=39).level > 1.5
    assert gather(busy_then_quiet, make_coverage(3, 40), day=39).level < 1


def test_level_of_a_steady_city_is_one_although_its_coverage_grows():
    """Two wards listened to, then three: more reports, no more unrest."""
    coverage = pd.concat([make_coverage(2, 30), make_coverage(3, 60)]).drop_duplicates()
    coverage = coverage[(coverage["area_code"] != "K02") | (coverage["day"] >= on_day(30))]
    reports = make_reports(*({"ward": int(row["area_code"][1:]), "day": (row["day"] - START).days}
                             for _index, row in coverage.iterrows()))
    assert gather(reports, coverage, day=59).level == pytest.approx(1, abs=0.03)


def test_level_does_not_depend_on_verification():
    rows = [{"day": day} for day in (1, 5, 8, 9, 9)]
    new = [row | {"verification": "baru"} for row in rows]
    coverage = make_coverage(3, 10)
    assert gather(make_reports(*rows), coverage).level == gather(make_reports(*new), coverage).level


def test_day_before_the_start_knows_nothing():
    evidence = gather(make_reports({}), make_coverage(3, 10), day=-3)
    assert (evidence.days, evidence.counts.sum(), evidence.exposure.tolist(), evidence.level) == (0, 0, [0, 0, 0], 1.0)
