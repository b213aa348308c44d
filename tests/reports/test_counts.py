"""Counting listed reports."""

from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.reports.counts import (
    GROUPS,
    ReportCounts,
    change_of,
    count_days,
    count_reports,
    last_days,
    say_counts,
    span_before,
)

NUISANCES = ("pelanggaran_lokasi",)
FIRST, LAST = date(2024, 1, 11), date(2024, 1, 24)


def reports(*rows: tuple[int, int | None, str | None, str]) -> pd.DataFrame:
    """Single reports of January: day, severity, category, verification."""
    frame = pd.DataFrame(rows, columns=["day", "severity", "category", "verification"])
    return frame.assign(occurred=pd.to_datetime([datetime(2024, 1, day, 20, 30) for day in frame["day"]]),
                        severity=frame["severity"].astype("Int32"), reports=1)


def test_counts_say_how_many_are_unverified_severe_and_nuisance() -> None:
    listed = reports((11, 4, "kekerasan", "baru"), (12, 3, "hoaks", "diperiksa"), (12, None, None, "terverifikasi"),
                     (13, 5, "pelanggaran_lokasi", "dibantah"))

    assert count_reports(listed, NUISANCES) == ReportCounts(total=4, unverified=2, severe=2, nuisance=1)


def test_nothing_listed_counts_nothing() -> None:
    assert count_reports(reports(), NUISANCES) == ReportCounts(0, 0, 0, 0)
    assert count_days(reports(), NUISANCES, FIRST, FIRST).to_dict("records") == [
        {"day": pd.Timestamp(FIRST), "severe": 0, "lesser": 0, "ungraded": 0, "nuisance": 0}]


def test_days_without_a_report_have_a_row() -> None:
    listed = reports((12, 4, "kekerasan", "baru"), (12, 2, "hoaks", "baru"), (12, None, "hoaks", "baru"),
                     (14, 5, "pelanggaran_lokasi", "baru"))

    assert count_days(listed, NUISANCES, date(2024, 1, 11), date(2024, 1, 14)).to_numpy().tolist() == [
        [pd.Timestamp(2024, 1, 11), 0, 0, 0, 0], [pd.Timestamp(2024, 1, 12), 1, 1, 1, 0],
        [pd.Timestamp(2024, 1, 13), 0, 0, 0, 0], [pd.Timestamp(2024, 1, 14), 0, 0, 0, 1]]


ROW = st.tuples(st.integers(11, 24), st.none() | st.integers(1, 5),
                st.sampled_from([None, "hoaks", "pelanggaran_lokasi"]), st.sampled_from(["baru", "dibantah"]))


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, max_size=12))
def test_every_report_stands_in_one_group_of_one_day(rows: list) -> None:
    listed = reports(*rows)
    counted = count_days(listed, NUISANCES, FIRST, LAST)

    assert int(counted[list(GROUPS)].to_numpy().sum()) == len(listed)
    assert counted["nuisance"].sum() == count_reports(listed, NUISANCES).nuisance
    assert len(counted) == 14


@pytest.mark.parametrize(("first", "last", "before"), [
    (date(2024, 1, 11), date(2024, 1, 24), (date(2023, 12, 28), date(2024, 1, 10))),
    (date(2024, 1, 24), date(2024, 1, 24), (date(2024, 1, 23), date(2024, 1, 23))),
    (date(2023, 12, 5), date(2023, 12, 11), (date(2023, 11, 28), date(2023, 12, 4))),
    (date(2023, 12, 4), date(2023, 12, 11), None),
], ids=["fortnight", "one-day", "from-the-first-day", "before-the-first-day"])
def test_span_before_is_as_long_and_never_before_the_start(first: date, last: date, before: object) -> None:
    assert span_before(first, last, date(2023, 11, 28)) == before


def test_last_days_end_with_the_day() -> None:
    assert last_days(LAST, 14) == (FIRST, LAST)


def test_change_is_not_known_without_a_before() -> None:
    now, before = ReportCounts(5, 1, 1, 0), ReportCounts(8, 1, 0, 0)

    assert [change_of(now, before, "total"), change_of(now, before, "severe"), change_of(now, None, "total")] == [
        -3, 1, None]


@pytest.mark.parametrize(("counts", "sentence"), [
    (ReportCounts(0, 0, 0, 0), "Tidak ada laporan dari hari-hari ini."),
    (ReportCounts(1200, 30, 0, 5), "1.200 laporan dari hari-hari ini. 30 belum diverifikasi. "
                                   "Tidak ada yang berkeparahan 4 atau lebih."),
    (ReportCounts(3, 2, 1, 0), "3 laporan dari hari-hari ini. 2 belum diverifikasi. 1 berkeparahan 4 atau lebih."),
])
def test_sentence_says_the_counts(counts: ReportCounts, sentence: str) -> None:
    assert say_counts(counts) == sentence


def test_reports_of_one_moment_count_on_their_day() -> None:
    listed = reports((11, 2, "hoaks", "baru")).assign(occurred=pd.Timestamp(datetime(2024, 1, 11, 23, 59, 59)))

    assert count_days(listed, (), FIRST, date(2024, 1, 12))["lesser"].tolist() == [1, 0]
