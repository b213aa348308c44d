"""Due notices at a glance: numbers, sentence, advice, countdown."""

from datetime import date

import pandas as pd
import pytest

from lib.reference.labels import Labels
from lib.schedule.notices.overviews import advise_notice, count_notices, narrow_notices, say_deadline, say_notices
from lib.text import say, using
from tests.schedule.notices.test_due import due
from tests.schedule.rules.planned import planned

AS_OF = date(2024, 1, 24)
LABELS = Labels({"PDIP": "3 PDIP"}, {}, {}, {}, {}, {})


@pytest.fixture(scope="module")
def notices() -> pd.DataFrame:
    """Past the receipt's day, past the letter's, due in two working days, due later."""
    return due(planned("2024-01-26"), planned("2024-01-30"), planned("2024-02-06"),
               planned("2024-02-10", district_code=None), as_of=AS_OF)


def test_numbers_add_up_to_the_list(notices: pd.DataFrame) -> None:
    assert dict(count_notices(notices)) == {"lewat_terbit": 1, "lewat_batas": 1, "dekat": 1, "nanti": 1}


def test_days_left_to_both_deadlines(notices: pd.DataFrame) -> None:
    assert notices[["lead_days", "days_left", "issue_days", "issue_days_left"]].to_numpy().tolist() == [
        [7, -5, 3, -1], [7, -3, 3, 1], [7, 2, 3, 6], [7, 4, 3, 8]]


def test_sentence_says_how_many_are_late_and_what_comes_next(notices: pd.DataFrame) -> None:
    assert [say(say_notices(rows)) for rows in (notices, notices.iloc[2:], notices.iloc[:2], notices.iloc[:0])] == [
        "4 pemberitahuan kepada polisi belum tercatat; 2 sudah lewat batas akhir, berikutnya paling lambat Jum 26 Jan.",
        "2 pemberitahuan kepada polisi belum tercatat; yang pertama paling lambat Jum 26 Jan.",
        "2 pemberitahuan kepada polisi belum tercatat; batas akhir semuanya sudah lewat.",
        "Tidak ada pemberitahuan yang jatuh tempo: setiap kegiatan mendatang sudah tercatat atau tidak memerlukannya."]


def test_advice_by_state_for_the_office_and_for_the_party(notices: pd.DataFrame) -> None:
    rows = notices.to_dict("records")

    assert say(advise_notice(rows[1], LABELS)) == (
        "Tanyakan kepada 3 PDIP hari ini apakah suratnya sudah diterima Polres, lalu catat tanggalnya.")
    assert say(advise_notice(rows[2], LABELS)).startswith("Mintakan kepada 3 PDIP: pembicara, ")
    assert ["PDIP" in say(advise_notice(row, LABELS, own=True)) for row in rows] == [False] * 4
    with using("en"):
        assert len({say(advise_notice(row, LABELS)) for row in rows}) == 4


@pytest.mark.parametrize(("left", "words"), [
    (3, "H-7, Kam 18 Jan: 3 hari kerja lagi"), (0, "H-7, Kam 18 Jan: hari ini"),
    (-4, "H-7, Kam 18 Jan: lewat 4 hari kerja")])
def test_deadline_in_words(left: int, words: str) -> None:
    assert say_deadline(pd.Timestamp(2024, 1, 18), 7, left, date(2024, 1, 18)) == words


def test_deadline_of_friday_has_passed_on_saturday() -> None:
    assert say_deadline(pd.Timestamp(2024, 1, 19), 7, 0, date(2024, 1, 20)) == "H-7, Jum 19 Jan: baru lewat"
    assert say_deadline(pd.NaT, 3, None, AS_OF) == ""


def test_narrowing_by_days_district_and_organiser(notices: pd.DataFrame) -> None:
    span = (date(2024, 1, 1), date(2024, 2, 6))

    assert len(narrow_notices(notices, *span)) == 3
    assert narrow_notices(notices, *span, districts=("35.73.05",)).empty
    assert len(narrow_notices(notices, *span, districts=("35.73.02",), organisers=("PDIP",))) == 3
    assert narrow_notices(notices, *span, organisers=("PKB",)).empty
