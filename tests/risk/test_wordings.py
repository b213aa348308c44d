"""The wards' scores in words."""

from datetime import date, datetime

import pytest

from lib.risk.loading import load_scores
from lib.risk.wordings import word_wards
from lib.store import SYSTEM, Store, Viewer
from lib.text import percent, using
from tests.store.conftest import report

DAY, START = date(2024, 1, 24), date(2023, 11, 28)
WARM, MILD = "35.73.02.1007", "35.73.05.1001"


@pytest.fixture
def reported(store: Store) -> Store:
    """Two wards with reports, one of them more and graver; the others never reported."""
    with store.writing(SYSTEM, "report") as tx:
        tx.insert("reports", [report(number, WARM, "kekerasan", occurred=datetime(2024, 1, 10 + number, 20), severity=5)
                              for number in range(1, 5)] + [report(9, MILD, "hoaks", severity=1)])
        tx.insert("coverage", [{"area_code": code, "day": date(2024, 1, day), "source": "report", "import_id": 1,
                                "received": date(2024, 1, day)} for code in (WARM, MILD) for day in range(8, 20)])
    return store


def worded(store: Store):
    with store.reader(Viewer("anna", "analyst")) as read:
        wards = load_scores(read, DAY, START).wards
    return wards, word_wards(wards)


def test_highest_score_stands_first_and_wards_without_data_last(reported: Store) -> None:
    _wards, words = worded(reported)

    assert words["area_code"].tolist()[:2] == [WARM, MILD]
    assert words["rank"].tolist() == ["1", "2"] + ["–"] * 55
    assert words["name"].tolist()[2:4] == ["Balearjosari", "Arjosari"]  # then by code


def test_ward_without_data_has_no_number_and_says_so(reported: Store) -> None:
    silent = worded(reported)[1].iloc[2:]

    assert set(silent["likelihood"]) == {"belum ada data"}
    assert {tuple(row) for row in silent[["chance", "score", "top", "strength"]].to_numpy()} == {("", "", "", "")}
    assert set(silent["covered"]) == {"0 dari 58"}


def test_numbers_are_those_of_the_score(reported: Store) -> None:
    wards, words = worded(reported)
    row = wards.set_index("area_code").loc[WARM]

    assert words.loc[0, "chance"] == percent(row["chance"])
    assert words.loc[0, ["reports", "covered", "district"]].tolist() == ["4", "12 dari 58", "Klojen"]
    assert words.loc[0, "likelihood"] in ("sedang", "tinggi", "sangat tinggi")
    assert words.loc[0, "score"].count(",") == 3


def test_words_follow_the_language(reported: Store) -> None:
    with using("en"):
        words = worded(reported)[1]

    assert words.loc[2, "likelihood"] == "no data yet"
    assert words.loc[0, "covered"] == "12 of 58"
