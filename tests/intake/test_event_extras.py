"""What a notice must state beside the schedule: read, stored by part or as a whole, or left empty with a warning."""

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.intake.reader import read_file
from lib.intake.readings import Reading
from lib.reference.vocabularies import Reference
from tests.intake.test_plain_events import read_both

HEADS = ["No", "Tanggal", "Jam", "Bentuk Kegiatan", "Partai", "Tempat"]
TOLD = {
    "Kendaraan": "50 motor, 10 mobil", "Rute": "Jl. Ijen - Jl. Kawi", "Jurkam": "Fulan, S.H.; Fulanah",
    "Titik kumpul": "Perempatan", "Link Zoom": "https://meet.example/1", "Izin tempat": "sudah ada",
    "Tgl surat pemberitahuan": date(2024, 1, 15), "Tgl. STTP": "18 Januari 2024",
}  # fmt: skip
READ = {
    "vehicles": 60, "route": "Jl. Ijen - Jl. Kawi", "speakers": ("Fulan, S.H.", "Fulanah"),
    "gathering_point": "Perempatan", "link": "https://meet.example/1", "place_permission": True,
    "notified": datetime(2024, 1, 15), "permit_date": datetime(2024, 1, 18),
}  # fmt: skip


def rows_of(*told: dict[str, Any], **changes: Any) -> list[list[Any]]:
    plain = {"Tanggal": date(2024, 1, 27), "Bentuk Kegiatan": "Tatap muka", "Partai": "PKB",
             "Tempat": "Balai RW 05", **changes}
    heads = [*HEADS, *told[0]]
    return [heads, *([at, *({**plain, "Jam": f"{at:02d}.30 WIB"}[name] for name in HEADS[1:]), *each.values()]
                    for at, each in enumerate(told, 7))]


def read(office: SimpleNamespace, reference: Reference, rows: list[list[Any]]) -> Reading:
    return read_file("jadwal.xlsx", office.xlsx({"Sheet1": rows}), "schedule", reference)


def extras_of(reading: Reading) -> list[dict[str, Any]]:
    assert reading.held == []
    return [{name: row.values[name] for name in READ if name in row.values} for row in reading.rows]


def warnings_of(reading: Reading) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.field, problem.text) for problem in reading.problems if problem.level == "warning"]


def test_everything_a_notice_states_is_read(office: SimpleNamespace, reference: Reference) -> None:
    reading = read(office, reference, rows_of(TOLD, dict.fromkeys(TOLD, ""), dict.fromkeys(TOLD, "-")))

    assert (extras_of(reading), reading.problems) == ([READ, {}, {}], [])


@pytest.mark.parametrize(("head", "cell", "field"), [
    ("Kendaraan", "motor dan mobil", "vehicles"), ("Jurkam", "menyusul", "speakers"), ("Rute", "TBA", "route"),
    ("Titik kumpul", "belum ditentukan", "gathering_point"), ("Link Zoom", "Balai RW", "link"),
    ("Izin tempat", "Takmir", "place_permission"), ("Tgl. STTP", "Januari", "permit_date"),
    ("Tgl surat pemberitahuan", "15", "notified"), ("Tgl surat pemberitahuan", "15-16 Januari 2024", "notified"),
    ("Tgl surat pemberitahuan", "28 Januari 2024", "notified"),
    ("Tgl surat pemberitahuan", "15 Januari 2022", "notified"),
    ("Tgl surat pemberitahuan", "19 Januari 2024", "notified"),
], ids=["no number", "no name", "route put off", "place put off", "no link", "no answer", "no day", "a day number",
        "two days", "after the event", "years before", "after the receipt"])
def test_what_cannot_be_read_leaves_its_field_empty_with_a_warning(
    office: SimpleNamespace, reference: Reference, head: str, cell: str, field: str
) -> None:
    reading = read(office, reference, rows_of({**TOLD, head: cell}))

    assert extras_of(reading) == [{name: value for name, value in READ.items() if name != field}]
    assert warnings_of(reading) == [(2, field, cell)]


def test_a_notice_may_be_given_before_the_campaign(office: SimpleNamespace, reference: Reference) -> None:
    rows = rows_of({"Tgl surat pemberitahuan": date(2023, 11, 7)}, Tanggal=date(2023, 11, 28))

    assert extras_of(read(office, reference, rows)) == [{"notified": datetime(2023, 11, 7)}]


def test_american_days_are_read_as_the_column_shows(office: SimpleNamespace, reference: Reference) -> None:
    rows = rows_of({"Tgl surat pemberitahuan": "01/15/2024"}, {"Tgl surat pemberitahuan": "01/05/2024"})

    assert extras_of(read(office, reference, rows)) == [
        {"notified": datetime(2024, 1, 15)}, {"notified": datetime(2024, 1, 5)}]


def test_two_columns_that_contradict_tell_nothing(office: SimpleNamespace, reference: Reference) -> None:
    two = {"Tgl surat pemberitahuan": date(2024, 1, 15), "Tgl diterima Polresta": date(2024, 1, 16)}
    reading = read(office, reference, rows_of(two, {**two, "Tgl diterima Polresta": date(2024, 1, 15)},
                                              {**two, "Tgl diterima Polresta": ""}))

    assert extras_of(reading) == [{}, {"notified": datetime(2024, 1, 15)}, {"notified": datetime(2024, 1, 15)}]
    assert [(row, field) for row, field, _text in warnings_of(reading)] == [(2, "notified")]


def test_speakers_stand_in_several_columns_and_rows(office: SimpleNamespace, reference: Reference) -> None:
    rows = rows_of({"Jurkam": "Fulan", "Pembicara": "Fulani"})
    rows.append(["", "", "", "", "", "", "Fulanah"])

    assert extras_of(read(office, reference, rows)) == [{"speakers": ("Fulan", "Fulani", "Fulanah")}]


def test_lists_of_several_events_are_shared_out(office: SimpleNamespace, reference: Reference) -> None:
    listed = {"Jurkam": "1. Fulan\n2. Fulanah", "Kendaraan": 12, "Izin tempat": "ya"}
    reading = read(office, reference, rows_of(listed, Tempat="1. Balai RW 05\n2. Balai RW 06"))

    assert extras_of(reading) == [
        {"speakers": ("Fulan",), "place_permission": True}, {"speakers": ("Fulanah",), "place_permission": True}]
    assert warnings_of(reading) == [(2, "vehicles", "12")]


def test_a_list_of_another_length_is_nobody_s(office: SimpleNamespace, reference: Reference) -> None:
    listed = {"Jurkam": "1. Fulan\n2. Fulanah\n3. Fulani"}
    reading = read(office, reference, rows_of(listed, Tempat="1. Balai RW 05\n2. Balai RW 06"))

    assert extras_of(reading) == [{}, {}]


def test_where_no_other_place_is_told_the_crowd_meets_at_the_venue(
    office: SimpleNamespace, reference: Reference
) -> None:
    rows = [[*HEADS[:-1], "Titik kumpul"], [1, date(2024, 1, 27), "09.00", "Tatap muka", "PKB", "Balai RW 05"]]
    reading = read(office, reference, rows)

    assert [row.values["venue"] for row in reading.rows] == ["Balai RW 05"]
    assert extras_of(reading) == [{}]


@pytest.mark.parametrize("head", ["Link dokumentasi", "Tanggal pemberitahuan ke KPU", "No. izin tempat"])
def test_heads_of_other_things_are_not_taken(office: SimpleNamespace, reference: Reference, head: str) -> None:
    reading = read(office, reference, rows_of({head: "https://meet.example/1"}))

    assert (extras_of(reading), reading.problems) == ([{}], [])


CELLS = st.fixed_dictionaries({
    "Kendaraan": st.sampled_from(["5 bus", 5, 5.0, True, "", "banyak", "tidak ada", '"']),
    "Jurkam": st.sampled_from(["Fulan", "Fulan; Fulanah", "menyusul", ""]),
    "Izin tempat": st.sampled_from(["ya", True, 1, "belum", ""]),
    "Tgl surat pemberitahuan": st.sampled_from([date(2024, 1, 15), 45306, "28/01/2024", "15/1/2024", ""]),
    "Tgl diterima Polresta": st.sampled_from([date(2024, 1, 15), "", ""]),
    "Tgl. STTP": st.sampled_from([date(2024, 1, 14), "18 Januari 2024", ""]),
})  # fmt: skip


@given(st.lists(CELLS, min_size=1, max_size=12))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_same_from_parts_and_as_a_whole(
    office: SimpleNamespace, reference: Reference, cells: list[dict[str, Any]]
) -> None:
    quick, whole = read_both(office.xlsx({"Sheet1": rows_of(*cells, *cells[:2])}), reference)
    assert quick == whole
