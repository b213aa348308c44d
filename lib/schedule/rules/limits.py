"""The election's pack as a table that people can read: every rule with its article, its source and how sure it is."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.rules.kinds import KINDS, TOLD_ONLY, kind_of, read_rules
from lib.schedule.rules.rule import SURENESS, first_word
from lib.schedule.rules.sentences import say_rule
from lib.store import Reader
from lib.text import N_, _, day_short, say

RULES = "SELECT * FROM rules ORDER BY rule_id"
HOLIDAYS = "SELECT day, label_id, label_en, confidence FROM calendar_days WHERE kind = 'holiday' ORDER BY day"
UNSOURCED = "unsourced"
"""The confidence of a day of the calendar that stands in none of the sources that were read."""

# What a verification begins with: the word that says how sure, and of memory how sure one is of it.
_SURE = re.compile(r"^(partly verified|verified|partly|derived|memory)[:,;]?\s*(high|med|low)?[;]?\s*")


def load_limits(read: Reader) -> pd.DataFrame:
    """Every row of the pack's rules, in the pack's columns; raises CannotRun for one nobody can read."""
    rows = read.rows(RULES)
    read_rules(rows)
    return pd.DataFrame(rows)


def load_holidays(read: Reader) -> pd.DataFrame:
    """The days that are no working days beside weekends: day, label_id, label_en, confidence."""
    return read.frame(HOLIDAYS)


def word_limits(rows: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Rules as people read them: rule_id, about, methods, says, days, legal_ref, sureness, source, unchecked (bool).

    A rule that is checked on schedules is worded from its value; of the others the pack's own words are given.
    """
    return pd.DataFrame([_word(row, labels) for row in rows.astype("object").where(rows.notna(), None).to_dict(
        "records")], columns=["rule_id", "about", "methods", "says", "days", "legal_ref", "sureness", "source",
                              "unchecked", "checked_on_schedules"])


def say_sureness(verification: str | None) -> str:
    """"! dari ingatan, belum diperiksa": the sureness, with the pack's remark where it has one."""
    sureness = first_word(verification)
    remark = _SURE.sub("", verification or "").strip(" ()")
    unchecked = f"! {_('from memory, not checked yet')}"
    words = unchecked if sureness == "memory" else _(SURENESS[sureness]) if sureness in SURENESS else ""
    return f"{words} ({remark})" if words and remark else words or remark


def say_confidence(confidence: str | None) -> str:
    """How sure a holiday is; all are from memory, those of no source say so."""
    if confidence == UNSOURCED:
        return f"! {_('from memory, in none of the sources read; not checked yet')}"
    return f"! {_('from memory, not checked yet')}"


def _word(row: Mapping[str, Any], labels: Labels) -> Mapping[str, Any]:
    key = (row["category"], row["param"])
    methods = [each for each in (row["method"] or "*").split("|") if each]
    checked = key in KINDS
    days = [day_short(row[name]) + f" {row[name].year}" for name in ("valid_from", "valid_to") if row[name]]
    (rule,) = read_rules([row]) or (None,)
    return {
        "rule_id": row["rule_id"], "about": _(kind_of(rule).label) if checked else _(_told_label(key)),
        "methods": _("all") if "*" in methods or not methods else ", ".join(map(labels.activity, methods)),
        "says": say(say_rule(rule)) if checked else row["rule"], "days": " – ".join(days),
        "legal_ref": row["legal_ref"] or "", "sureness": say_sureness(row["verification"]),
        "source": "" if row["source"] == "-" else row["source"] or "",
        "unchecked": first_word(row["verification"]) == "memory", "checked_on_schedules": checked}


_TOLD_LABELS = {
    "phase": N_("Day of the election"), "notification": N_("Practice of the police"),
    "person_ban": N_("Persons who may not campaign"), "sanction": N_("Sanction in law"),
    "reporting": N_("Reports to Bawaslu"), "venue": N_("Venues offered"),
    "count_limit": N_("Limit of another election"),
}


def _told_label(key: tuple[str, str]) -> str:
    return _TOLD_LABELS[key[0]] if key in TOLD_ONLY else key[0]
