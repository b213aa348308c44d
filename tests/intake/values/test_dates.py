"""Days in every spelling offices use; what can be read in two ways, or not at all, is held."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.intake.cells import CellError
from lib.intake.readings import Held
from lib.intake.values.date_rules import DateRules, Days
from lib.intake.values.date_words import read_weekday
from lib.intake.values.dates import read_days
from lib.text import say, using

RULES = DateRules(date(2023, 11, 28), date(2024, 2, 14))
DECEMBER = DateRules(date(2023, 11, 28), date(2024, 2, 14), month=12, year=2023)
AMERICAN = DateRules(date(2023, 11, 28), date(2024, 2, 14), month_first=True)

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")
OLD = (
    "Djanuari",
    "Pebruari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "Nopember",
    "Desember",
)
ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
OTHER_DAYS = ("Sen", "Sel.", "Rab", "Kam", "Jumat", "Sab", "Ahad")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PASARAN = ("Legi", "Pahing", "Pon", "Wage", "Kliwon")

# Every way to write one day. The last letter of a name says whether a year stands in it.
SPELLINGS = {
    "long": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "short": lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year}",
    "short dot": lambda d: f"{d.day} {SHORT[d.month - 1]}. {d.year}",
    "old": lambda d: f"{d.day} {OLD[d.month - 1]} {d.year}",
    "capitals": lambda d: f"{d.day} {MONTHS[d.month - 1].upper()} {d.year}",
    "dashes": lambda d: f"{d.day}-{SHORT[d.month - 1]}-{d.year % 100}",
    "slashes": lambda d: f"{d.day:02d}/{d.month:02d}/{d.year}",
    "short year": lambda d: f"{d.day}-{d.month}-{d.year % 100}",
    "dots": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "iso": lambda d: d.isoformat(),
    "iso time": lambda d: f"{d.isoformat()} 09:30:00",
    "roman": lambda d: f"{d.day}-{ROMAN[d.month - 1]}-{d.year}",
    "english": lambda d: f"{ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "english day": lambda d: f"{ENGLISH_DAYS[d.weekday()]}, {ENGLISH[d.month - 1]} {d.day}, {d.year}",
    "weekday": lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "weekday slash": lambda d: f"{DAYS[d.weekday()]}/{d.day} {SHORT[d.month - 1]} {d.year}",
    "weekday numeric": lambda d: f"{OTHER_DAYS[d.weekday()]}, {d.day}/{d.month}/{d.year}",
    "weekday behind": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year} ({DAYS[d.weekday()]})",
    "pasaran": lambda d: f"{DAYS[d.weekday()]} {PASARAN[d.toordinal() % 5]}, {d.day} {MONTHS[d.month - 1]} {d.year}",
    "no year": lambda d: f"{d.day} {SHORT[d.month - 1]}",
    "weekday no year": lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1]}",
    "slashes no year": lambda d: f"{d.day}/{d.month}",
    "serial": lambda d: str((d - date(1899, 12, 30)).days),
    "number": lambda d: (d - date(1899, 12, 30)).days,
    "cell": lambda d: d,
    "moment": lambda d: datetime(d.year, d.month, d.day, 9, 30),
    "spaces": lambda d: f"  {d.day}  {MONTHS[d.month - 1]}   {d.year} ",
}

campaign_days = st.integers(0, 74).map(lambda step: date(2023, 11, 28) + timedelta(days=step))


@given(campaign_days, st.sampled_from(sorted(SPELLINGS)))
@settings(max_examples=200, deadline=None)
def test_a_day_in_any_spelling_reads_back(day: date, spelling: str) -> None:
    read = read_days(SPELLINGS[spelling](day), RULES)
    if isinstance(read, Held):
        # A spelling may be too rare to know ("Djanuari"), never misread.
        assert spelling == "old"
        assert day.month == 1
    else:
        assert read is not None
        assert read.days == (day,)


@given(campaign_days, st.sampled_from(sorted(SPELLINGS)), st.integers(1, 6))
@settings(max_examples=100, deadline=None)
def test_a_day_with_the_wrong_weekday_is_held(day: date, spelling: str, off: int) -> None:
    wrong = DAYS[(day.weekday() + off) % 7]
    text = SPELLINGS["long"](day)
    assert isinstance(read_days(f"{wrong}, {text}", RULES), Held)
    assert isinstance(read_days(f"{text} ({wrong})", RULES), Held)


@given(campaign_days, st.integers(1, 9), st.sampled_from(("-", " - ", " s/d ", " s.d. ", " sampai ", " sd ")))
@settings(max_examples=100, deadline=None)
def test_a_span_reads_as_each_of_its_days_or_is_held(first: date, length: int, joiner: str) -> None:
    last = first + timedelta(days=length)
    expected = tuple(first + timedelta(days=step) for step in range(length + 1))
    texts = [
        f"{SPELLINGS['long'](first)}{joiner}{SPELLINGS['long'](last)}",
        f"{SPELLINGS['no year'](first)}{joiner}{SPELLINGS['short'](last)}",
        f"{SPELLINGS['no year'](first)}{joiner}{SPELLINGS['no year'](last)}",
    ]
    if first.month == last.month:
        texts.append(f"{first.day}{joiner}{SPELLINGS['long'](last)}")
    for text in texts:
        read = read_days(text, RULES)
        assert isinstance(read, Held) or read == Days(expected)
        assert isinstance(read_days(f"{SPELLINGS['long'](last)}{joiner}{SPELLINGS['long'](first)}", RULES), Held)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("24 s/d 26 Januari 2024", ["2024-01-24", "2024-01-25", "2024-01-26"]),
        ("31 Jan s/d 1 Feb", ["2024-01-31", "2024-02-01"]),
        ("30 Des s/d 2 Jan 2024", ["2023-12-30", "2023-12-31", "2024-01-01", "2024-01-02"]),
        ("3 & 4 Pebruari", ["2024-02-03", "2024-02-04"]),
        ("10, 11 dan 13 Desember", ["2023-12-10", "2023-12-11", "2023-12-13"]),
        ("1-3 dan 5 Desember 2023", ["2023-12-01", "2023-12-02", "2023-12-03", "2023-12-05"]),
        ("Sabtu-Minggu, 3-4 Februari 2024", ["2024-02-03", "2024-02-04"]),
        ("Sabtu 3 s/d Minggu 4 Februari 2024", ["2024-02-03", "2024-02-04"]),
        ("Minggu, 14 Januari 2024 dan Minggu, 21 Januari 2024", ["2024-01-14", "2024-01-21"]),
        ("1/12 s/d 3/12/2023", ["2023-12-01", "2023-12-02", "2023-12-03"]),
    ],
)
def test_spans_and_lists_read_as_their_days(text: str, days: list[str]) -> None:
    read = read_days(text, RULES)
    assert isinstance(read, Days)
    assert [day.isoformat() for day in read.days] == days


@pytest.mark.parametrize(
    "text",
    [
        "30 Februari 2024",
        "31/11/2023",
        "30/14/2023",
        "0/12/2023",
        "9 s/d 8 Februari 2024",
        "akhir Januari",
        "menyusul",
        "tentatif",
        "setiap Jumat",
        "Minggu kedua Januari",
        "Januari 2024",
        "5 Desember 2033",
        "14 Januari 2023",
        "47138",
        "5 Des 2023 atau 6 Des 2023",
        "± 5 Desember 2023",
        "4 Des 203",
        "Sabtu 3 s/d Senin 4 Februari 2024",
        "5",
        "12 April 2023",
    ],
)
def test_what_is_no_clear_day_of_the_campaign_is_held(text: str) -> None:
    assert isinstance(read_days(text, RULES), Held)


@pytest.mark.parametrize(
    "cell",
    [
        31.5,
        0.5,
        30.11,
        time(9),
        timedelta(hours=2),
        True,
        date(2033, 12, 9),
        date(2023, 4, 12),
        47138,
        CellError("#REF!"),
        CellError(""),
    ],
)
def test_a_cell_that_is_no_day_of_the_campaign_is_held(cell: object) -> None:
    assert isinstance(read_days(cell, RULES), Held)  # type: ignore[arg-type]


@pytest.mark.parametrize("cell", [None, "-", "--", "…", "tidak ada"])
def test_a_blank_date_says_nothing(cell: object) -> None:
    assert read_days(cell, RULES) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        (3, ["2023-12-03"]),
        (31.0, ["2023-12-31"]),
        ("9", ["2023-12-09"]),
        ("9-11", ["2023-12-09", "2023-12-10", "2023-12-11"]),
        ("9 & 10", ["2023-12-09", "2023-12-10"]),
        (45297, ["2024-01-06"]),
        ("Senin, 4", ["2023-12-04"]),
    ],
)
def test_a_day_number_takes_its_month_from_the_title(cell: object, days: list[str]) -> None:
    read = read_days(cell, DECEMBER)  # type: ignore[arg-type]
    assert isinstance(read, Days)
    assert [day.isoformat() for day in read.days] == days


@pytest.mark.parametrize("cell", [31.5, "32", "0", "Selasa, 4", "1-12"])
def test_a_day_number_that_does_not_fit_its_month_is_held(cell: object) -> None:
    assert isinstance(read_days(cell, DECEMBER), Held)  # type: ignore[arg-type]


def test_an_american_column_reads_month_first() -> None:
    read = read_days("12/3/2023", AMERICAN)
    assert isinstance(read, Days)
    assert read.days == (date(2023, 12, 3),)
    assert isinstance(read_days("11/31/2023", AMERICAN), Held)


def test_a_column_of_both_orders_reads_only_what_is_clearly_the_usual_one() -> None:
    both = DateRules(RULES.starts, RULES.ends, month_first=None)
    assert read_days("13/12/2023", both) == Days((date(2023, 12, 13),))
    assert isinstance(read_days("12/14/2023", both), Held)
    assert isinstance(read_days("1/2/2024", both), Held)


def test_a_moment_of_another_zone_is_held() -> None:
    here = DateRules(RULES.starts, RULES.ends, offsets=("+07:00", "+0700"))
    assert read_days("2023-12-07T06:40:00+07:00", here) == Days((date(2023, 12, 7),), "06:40:00")
    assert isinstance(read_days("2023-12-07T23:40:00Z", here), Held)
    assert isinstance(read_days("2023-12-07 23:40 +08:00", here), Held)


def test_a_part_of_the_day_behind_a_date_is_its_clock() -> None:
    assert read_days("5 Januari 2024 malam", RULES) == Days((date(2024, 1, 5),), "malam")


def test_a_date_cell_that_may_be_turned_around_is_held_with_what_was_meant() -> None:
    swapped = DateRules(RULES.starts, RULES.ends, swapped=True)
    held = read_days(date(2024, 1, 2), swapped)
    assert isinstance(held, Held)
    assert held.hint is not None
    with using("id"):
        assert say(held.hint) == "Jika yang dimaksud Kamis, 1 Februari 2024, tulis tanggal lengkapnya."
    assert isinstance(read_days(date(2024, 1, 25), swapped), Days)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("2023-12-07 06:40:00", "06:40:00"),
        ("2023-12-07T06:40", "06:40"),
        ("Sabtu, 2 Desember 2023 pukul 09.00", "09.00"),
        ("2 Desember 2023, 09.00 - 11.00", "09.00 - 11.00"),
    ],
)
def test_the_clock_behind_a_date_is_kept(text: str, clock: str) -> None:
    read = read_days(text, RULES)
    assert isinstance(read, Days)
    assert read.clock == clock


def test_serial_numbers_count_from_the_workbooks_zero() -> None:
    old = DateRules(RULES.starts, RULES.ends, starts_1904=True)
    read = read_days(43867, old)
    assert isinstance(read, Days)
    assert read.days == (date(2024, 2, 7),)
    assert isinstance(read_days(43867, RULES), Held)


@pytest.mark.parametrize(
    ("cell", "weekday"),
    [
        ("Senin", 0),
        ("Jum'at", 4),
        ("ahad", 6),
        ("Selasa Pon", 1),
        ("Sabtu-Minggu", None),
        ("", None),
        (3, None),
        ("Senin, 4", None),
    ],
)
def test_a_weekday_cell_names_one_weekday(cell: object, weekday: int | None) -> None:
    assert read_weekday(cell) == weekday  # type: ignore[arg-type]
