"""The packs as readable tables: every row in words, and what stands on memory or on nothing says so."""

import pandas as pd
import pytest

from lib.reference.labels import Labels
from lib.reference.packs import DATA, available, read_table
from lib.schedule.rules.kinds import KINDS
from lib.schedule.rules.limits import UNSOURCED, say_confidence, say_sureness, word_limits
from lib.schedule.rules.rule import SURENESS, first_word
from lib.schedule.rules.sentences import _SENTENCES
from lib.text import using

LABELS = Labels({}, {}, {}, {}, {}, {})


def rows_of(election: str) -> list[dict]:
    return read_table(DATA / "election" / election / "rules.csv")


@pytest.mark.parametrize("election", available()["election"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_row_is_worded(election: str, language: str) -> None:
    rows = rows_of(election)
    with using(language):
        worded = word_limits(pd.DataFrame(rows), LABELS)

    assert worded["rule_id"].tolist() == [row["rule_id"] for row in rows]
    assert worded[["about", "says", "methods", "legal_ref", "sureness"]].map(bool).all(axis=None)
    assert not worded["says"].str.contains("{", regex=False).any()


@pytest.mark.parametrize("election", available()["election"])
def test_every_row_says_how_sure_it_is_and_memory_has_no_source(election: str) -> None:
    rows = rows_of(election)

    assert [row["rule_id"] for row in rows if first_word(row["verification"]) not in SURENESS] == []
    assert {row["rule_id"] for row in rows if row["source"] == "-"} == {
        row["rule_id"] for row in rows if first_word(row["verification"]) == "memory"}


def test_every_kind_of_rule_has_a_sentence() -> None:
    assert _SENTENCES.keys() == KINDS.keys()


@pytest.mark.parametrize(("verification", "words"), [
    ("verified", "dibaca di sumber yang disebut"),
    ("verified (satu Polres)", "dibaca di sumber yang disebut (satu Polres)"),
    ("partly verified (aturan 2015)", "sebagian dibaca di sumber yang disebut (aturan 2015)"),
    ("memory: high", "! dari ingatan, belum diperiksa"),
    ("memory: high; tidak ada di sumber", "! dari ingatan, belum diperiksa (tidak ada di sumber)"),
    ("derived: dari hari yang tersisa", "disimpulkan (dari hari yang tersisa)"), ("lain", "lain"), (None, "")])
def test_sureness_in_words(verification: str | None, words: str) -> None:
    assert say_sureness(verification) == words


def test_holidays_stand_on_memory_and_those_of_no_source_say_so() -> None:
    holidays = [row for row in read_table(DATA / "city" / "malang" / "calendar_days.csv") if row["kind"] == "holiday"]

    assert {str(row["day"]) for row in holidays if row["confidence"] == UNSOURCED} == {
        "2024-02-14", "2024-09-16", "2024-11-27"}
    assert {say_confidence(row["confidence"]).split(",")[0] for row in holidays} == {"! dari ingatan"}
