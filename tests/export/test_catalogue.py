"""The summary tables and their columns."""

from datetime import date, datetime

import pandas as pd
import pytest

from lib.export.about import about_columns
from lib.export.catalogue import DEFINITIONS, table
from lib.export.dialects import STANDARD, to_csv
from lib.export.tables import Column
from lib.risk.scores import score_wards
from lib.text import using

CONTEXT = {
    "as_of": date(2024, 1, 24), "made_at": datetime(2024, 1, 24, 9, 0), "data_version": 3,
    "viewer_name": "Siti", "viewer_role": "Analis",
}


def _empty(name: str, *more: str) -> pd.DataFrame:
    """A frame with the columns that are no extras, in another order than they are written."""
    return pd.DataFrame(columns=[*more, *reversed([column.name for column in DEFINITIONS[name].columns])])


@pytest.mark.parametrize("name", DEFINITIONS)
def test_table_keeps_exactly_the_columns_known_in_their_order(name: str) -> None:
    built = table(name, _empty(name, "reporter_key", "x"), **CONTEXT)
    names = [column.name for column in DEFINITIONS[name].columns]
    assert built.frame.columns.tolist() == names
    assert to_csv(built, STANDARD).decode() == ",".join(names) + "\n"


@pytest.mark.parametrize("name", DEFINITIONS)
def test_frame_that_lacks_a_column_is_refused_by_name(name: str) -> None:
    missing = DEFINITIONS[name].columns[1].name
    with pytest.raises(ValueError, match=f"{name}: the frame lacks the columns {missing}"):
        table(name, _empty(name).drop(columns=missing), **CONTEXT)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_extras_are_kept_where_the_frame_has_them(name: str) -> None:
    extras = [column.name for column in DEFINITIONS[name].extras]
    built = table(name, _empty(name, *reversed(extras)), **CONTEXT)
    names = [column.name for column in DEFINITIONS[name].columns]
    assert [column.name for column in built.columns] == names + extras
    assert built.frame.columns.tolist() == names + extras


def test_unknown_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        table("secrets", pd.DataFrame(), **CONTEXT)


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_column_has_a_meaning_in_both_languages(name: str) -> None:
    built = table(name, _empty(name, *(column.name for column in DEFINITIONS[name].extras)), **CONTEXT)
    with using("id"):
        indonesian = about_columns(built)
    with using("en"):
        english = about_columns(built)
    assert [column[1] for column in indonesian] == [column.name for column in built.columns]
    assert [column.name for column in built.columns if not (column.label and column.meaning)] == []
    # A meaning that reads alike in both languages was not translated.
    assert [one for one, other in zip(indonesian, english, strict=True) if one[3] == other[3]] == []


@pytest.mark.parametrize("name", DEFINITIONS)
def test_no_two_columns_share_a_name_or_a_label(name: str) -> None:
    columns = DEFINITIONS[name].columns + DEFINITIONS[name].extras
    assert len({column.name for column in columns}) == len(columns)
    assert len({column.label for column in columns}) == len(columns)


def test_downloads_never_hold_the_key_of_a_reporter() -> None:
    held = {column.name for each in DEFINITIONS.values() for column in each.columns + each.extras}
    assert held & {"reporter_key", "import_id", "import_row_id"} == set()


def test_column_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown kind 'money'"):
        Column("price", "Price", "Price", "money")


def test_ward_scores_are_a_table_as_they_are() -> None:
    """What the risk room returns goes into a download without renaming, a silent ward included."""
    areas = pd.DataFrame({"area_code": ["35.73.01.1001", "35.73.01.1002"], "name": ["Balearjosari", "Arjosari"],
                          "district_code": "35.73.01"})
    coverage = pd.DataFrame({"area_code": ["35.73.01.1001"] * 2, "day": pd.to_datetime(["2024-01-02", "2024-01-03"])})
    reports = pd.DataFrame({
        "occurred": [datetime(2024, 1, 2, 9)], "received": [datetime(2024, 1, 2)], "area_code": ["35.73.01.1001"],
        "category": ["intimidasi"], "severity": [3], "verification": ["terverifikasi"], "reporter_key": ["k"],
    })
    categories = pd.DataFrame({"code": ["intimidasi"], "nuisance": [False]})
    scores = score_wards(reports, coverage, areas, categories, as_of=date(2024, 1, 24), start=date(2024, 1, 1))
    lines = to_csv(table("risk_by_ward", scores.wards, **CONTEXT), STANDARD).decode().splitlines()
    heads, heard, silent = [line.split(",") for line in lines]
    assert heads == [column.name for column in DEFINITIONS["risk_by_ward"].columns]
    heard, silent = dict(zip(heads, heard, strict=True)), dict(zip(heads, silent, strict=True))
    assert [heard[name] for name in ("name", "reports", "covered_days", "last_covered", "rank")] == [
        "Balearjosari", "1", "2", "2024-01-03", "1"]
    assert [silent[name] for name in ("name", "state", "score", "rank")] == ["Arjosari", "belum_ada_data", "", ""]
