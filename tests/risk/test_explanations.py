import pytest

from lib.risk import advise, describe_city, explain, score_wards
from lib.text import say, using
from tests.risk.cities import CATEGORIES, START, make_areas, make_city, make_coverage, make_reports, on_day

ROW = {
    "state": "ada_data", "reports": 5, "days": 40, "covered_days": 31, "silent_days": 0, "unknown_severity": 0,
    "refuted": 0, "nuisance": 0, "reason_own_reports": 0.47, "reason_severity": -0.105, "data_weight": 0.62,
    "strength": "sedang", "likelihood_class": 2, "impact_class": 2,
}
EMPTY = ROW | {"state": "belum_ada_data", "reports": 0, "covered_days": 0}


def english(messages):
    with using("en"):
        return [say(message) for message in messages]


def test_explain_gives_the_factors_in_words():
    with using("en"):
        assert english(explain(ROW)) == [
            "×1.6: more reports than the city's average ward (5 on 31 covered days).",
            "×0.9: milder than is usual in the city.",
            "Fair: 62% rests on this ward's own data, the rest on the city's average (31 of 40 days covered).",
        ]


def test_explain_speaks_indonesian():
    assert say(explain(ROW)[0]) == (
        "×1,6: laporan lebih banyak daripada rata-rata kelurahan di kota ini (5 laporan dalam 31 hari terpantau)."
    )


def test_explain_tells_what_was_not_counted():
    told = english(explain(ROW | {"unknown_severity": 2, "refuted": 1, "nuisance": 4}))[3:]
    assert [sentence.split(":")[0] for sentence in told] == [
        "Reports that do not tell their severity", "Refuted reports, which count nothing",
        "Nuisance reports, counted apart from the score",
    ]


def test_explain_never_calls_silence_safe():
    assert english(explain(EMPTY)) == [
        "No reporter has been active here yet, so there is no number. No report does not mean safe."
    ]


@pytest.mark.parametrize(("change", "beginning"), [
    ({"state": "belum_ada_data"}, "Ask the ward's reporters to check in"),
    ({"silent_days": 9, "likelihood_class": 5}, "No reporter for 9 days"),
    ({"likelihood_class": 4}, "Put it before the next coordination meeting"),
    ({"likelihood_class": 3, "impact_class": 4}, "Put it before the next coordination meeting"),
    ({"likelihood_class": 3}, "Ask the ward's reporters for details"),
    ({}, "Nothing now"),
], ids=["no data", "silent", "likely", "grave", "watch", "calm"])
def test_advice_follows_the_row(change, beginning):
    assert english([advise(ROW | change)])[0].startswith(beginning)


def test_every_row_of_a_score_can_be_explained():
    reports, coverage = make_city(5)
    result = score_wards(reports, coverage, make_areas(12), CATEGORIES, as_of=on_day(39), start=START)
    rows = result.wards.to_dict("records")
    assert all(say(message) for row in rows for message in [*explain(row), advise(row)])


def test_city_is_described_with_its_silence_and_its_level():
    reports = make_reports(*[{"day": 39}] * 4, {"ward": None}, {"category": "pelanggaran_lokasi"}, {"severity": None})
    result = score_wards(reports, make_coverage(3, 40), make_areas(5), CATEGORIES, as_of=on_day(39), start=START)
    with using("en"):
        assert english(describe_city(result.model)) == [
            "Of late the city reports ×3.1 as much as its mean since the start.",
            "2 of 5 wards have no data yet; they are not counted as safe.",
            "1 of 5 reports do not tell their severity; the city's usual mix stands in.",
            "1 nuisance reports (such as misplaced banners) are counted apart, not in the score.",
            "1 reports name no ward and are in no ward's score.",
        ]
