"""The limits of one upload: stated before, named with the file's number after."""

import json
import tomllib
from pathlib import Path

import pytest

from lib.errors import CannotRun, Refusal
from lib.intake.limits import DEFAULT_LIMITS, SETTING, Limits, Tally, limits_of, load_limits
from lib.store import SYSTEM
from lib.text import say, using


def test_limits_are_stated_in_one_sentence() -> None:
    assert say(DEFAULT_LIMITS.stated()) == "Paling besar 25 MB, 100.000 baris, 200 kolom, dan 20 lembar per berkas."
    with using("en"):
        assert say(DEFAULT_LIMITS.stated()) == "Up to 25 MB, 100,000 rows, 200 columns and 20 sheets a file."


def test_the_server_takes_as_many_megabytes_as_the_limit_says() -> None:
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["maxUploadSize"] == DEFAULT_LIMITS.megabytes


def test_a_limit_itself_is_within_it() -> None:
    limits = Limits(megabytes=1, rows=2, columns=3, sheets=4)
    limits.check_bytes(1024 * 1024)
    limits.check_rows(2)
    limits.check_columns(3)
    limits.check_sheets(4)
    for check, found in ((limits.check_bytes, 1024 * 1024 + 1), (limits.check_rows, 3), (limits.check_columns, 4),
                         (limits.check_sheets, 5)):  # fmt: skip
        with pytest.raises(Refusal):
            check(found)


def test_rows_above_the_limit_are_counted_and_not_kept() -> None:
    tally = Tally(Limits(rows=2))
    rows = [(number, [number, None]) for number in range(1, 6)]
    assert list(tally.passing("A", rows)) == rows[:2]
    assert list(tally.passing("B", [(1, [None]), (2, ["x"])])) == []
    assert tally.rows == 6
    with pytest.raises(Refusal, match="Berkas memuat 6 baris; paling banyak 2 yang dapat dibaca"):
        tally.check()


def test_blank_cells_past_the_limit_are_no_columns() -> None:
    tally = Tally(Limits(columns=2))
    assert list(tally.passing("A", [(1, ["a", "b", None, None]), (2, [None, "c"])])) == [
        (1, ["a", "b"]), (2, [None, "c"])]  # fmt: skip
    with pytest.raises(Refusal, match="Lembar B memuat 3 kolom; paling banyak 2"):
        list(tally.passing("B", [(1, ["a", None, "b"])]))


def test_limits_come_from_the_settings(store) -> None:
    with store.reader(SYSTEM) as read:
        assert load_limits(read) == DEFAULT_LIMITS
    with store.writing(SYSTEM, "set limits") as tx:
        tx.upsert("settings", {"key": SETTING}, value=json.dumps({"rows": 500}), is_secret=False)
    with store.reader(SYSTEM) as read:
        assert load_limits(read) == Limits(rows=500)


@pytest.mark.parametrize("values", [[], 5, {"lines": 5}, {"rows": 0}, {"rows": "5"}, {"rows": True}, {"rows": 1.5}])
def test_a_setting_that_is_no_limit_is_told(values) -> None:
    with pytest.raises(CannotRun, match="upload_limits"):
        limits_of(values)
