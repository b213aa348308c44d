"""The ratio table as an office edits it: defaults, own rows, what cannot be read, two at once."""

import pytest

from lib.errors import Refusal
from lib.schedule.load_ratio_edits import (
    TypedRow,
    change_ratios,
    list_ratios,
    load_own_ratios,
    read_typed_rows,
    write_number,
)
from lib.schedule.load_ratios import default_ratios, load_ratios
from lib.store import SYSTEM, Store, Viewer
from lib.text import say, using

ANNA = Viewer("anna", "admin")
RALLY = ("ratio", "rapat_umum", 0)
OWN = {"kind": "ratio", "code": "rapat_umum", "above": 0, "low": 20.0, "high": 30.0, "source": "Rapat 3 Januari"}
LARGE = {"kind": "ratio", "code": "rapat_umum", "above": 5000, "low": 60.0, "high": 60.0, "source": None}


def typed(own: list, **changes: tuple) -> list[TypedRow]:
    """The table as it is shown, with the given texts in rows named kind_code_above."""
    lines = []
    for row in list_ratios(own):
        kind, code, above = row.key
        shown = (write_number(kind, row.in_force.low), write_number(kind, row.in_force.high), row.in_force.source)
        lines.append(TypedRow(row.key, f"{kind} {code}", *changes.get(f"{kind}_{code}_{above}", shown)))
    return lines


def read(own: list, **changes: tuple) -> tuple[list, list[str]]:
    rows, problems = read_typed_rows(list_ratios(own), typed(own, **changes))
    return rows, [say(problem) for problem in problems]


@pytest.mark.parametrize("own", [[], [OWN], [LARGE], [OWN, LARGE]])
@pytest.mark.parametrize("language", ["id", "en"])
def test_table_that_nobody_touched_is_read_as_it_was(own: list, language: str) -> None:
    with using(language):
        assert read(own) == (own, [])


def test_every_default_is_listed_with_its_source_and_own_rows_follow() -> None:
    rows = list_ratios([LARGE, OWN])
    assert len(rows) == len(default_ratios()) + 1
    assert rows[-1].key == ("ratio", "rapat_umum", 5000)
    assert (rows[-1].default, rows[-1].own.low) == (None, 60.0)
    (rally,) = [row for row in rows if row.key == RALLY]
    assert (rally.default.low, rally.in_force.low, rally.in_force.source) == (45, 20, "Rapat 3 Januari")


def test_typed_numbers_make_own_rows_and_empty_ones_are_the_default_again() -> None:
    assert read([], ratio_rapat_umum_0=("20", "30", "Rapat 3 Januari")) == ([OWN], [])
    assert read([OWN], ratio_rapat_umum_0=("", None, "x")) == ([], [])
    assert read([OWN, LARGE], ratio_rapat_umum_5000=("", "", "")) == ([OWN], [])
    assert read([OWN], ratio_rapat_umum_0=("45", "80", "")) == ([], [])


def test_factors_take_comma_or_point_and_crowds_thousands() -> None:
    rows, problems = read([], level_5_0=("1,5", "1.75", ""), crowd_pawai_0=("1.500", "2,000", ""))
    assert [(row["code"], row["low"], row["high"]) for row in rows] == [("pawai", 1500, 2000), ("5", 1.5, 1.75)]
    assert problems == []


@pytest.mark.parametrize(("row", "low", "high", "told"), [
    ("ratio_rapat_umum_0", "banyak", "80", "ratio rapat_umum: 'banyak' bukan bilangan bulat di atas 0."),
    ("ratio_rapat_umum_0", "0", "80", "ratio rapat_umum: '0' bukan bilangan bulat di atas 0."),
    ("ratio_rapat_umum_0", "12,5", "80", "ratio rapat_umum: '12,5' bukan bilangan bulat di atas 0."),
    ("ratio_rapat_umum_0", "90", "80", "ratio rapat_umum: batas rendah 90 melebihi batas tinggi 80."),
    ("ratio_rapat_umum_0", "90", "", "ratio rapat_umum: kedua angka harus diisi; bila keduanya kosong, kembali ke "
                                     "bawaan."),
    ("level_5_0", "-1", "2", "level 5: '-1' bukan faktor di atas 0, misalnya 1,25."),
    ("level_5_0", "nan", "2", "level 5: 'nan' bukan faktor di atas 0, misalnya 1,25."),
])
def test_what_cannot_be_read_is_said_with_its_row(row: str, low: str, high: str, told: str) -> None:
    assert read([], **{row: (low, high, "")}) == ([], [told])


def test_own_ratios_are_kept_and_reckoned_with(store: Store) -> None:
    change_ratios(store, ANNA, [], [OWN])
    with store.reader(SYSTEM) as reader:
        assert load_own_ratios(reader) == [OWN]
        assert load_ratios(reader).find("ratio", "rapat_umum").low == 20


def test_the_second_of_two_at_once_is_refused(store: Store) -> None:
    change_ratios(store, ANNA, [], [OWN])
    with pytest.raises(Refusal, match="orang lain mengubah rasio"):
        change_ratios(store, Viewer("budi", "admin"), [], [LARGE])
    with store.reader(SYSTEM) as reader:
        assert load_own_ratios(reader) == [OWN]
