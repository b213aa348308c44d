"""What the codes of a report mean in words, and what to do about it now."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.reports.counts import SEVERE, UNVERIFIED
from lib.text import N_, Message, _, ngettext, number

SEVERITIES = {1: N_("very low"), 2: N_("low"), 3: N_("medium"), 4: N_("high"), 5: N_("very high")}
# The source grade of intelligence offices (the "Admiralty code"): who says it, and how well it fits the rest.
SOURCES = {
    "A": N_("completely reliable source"), "B": N_("usually reliable source"), "C": N_("fairly reliable source"),
    "D": N_("not usually reliable source"), "E": N_("unreliable source"), "F": N_("reliability cannot be judged"),
}
CREDIBILITIES = {
    "1": N_("confirmed by others"), "2": N_("probably true"), "3": N_("possibly true"), "4": N_("doubtful"),
    "5": N_("improbable"), "6": N_("truth cannot be judged"),
}

REPORTING = {
    "on_time": N_("every day, in time"), "late": N_("every day, some late"), "partly": N_("not every day"),
    "silent": N_("silent this week"), "never": N_("never reported"),
}
REPORTING_MARKS = {"on_time": "●", "late": "◕", "partly": "◑", "silent": "○", "never": "–"}
"""How much of its week a ward reported, for those who see no colour."""


def severity_name(severity: Any) -> str:
    """"4 · tinggi"; a report without one says so."""
    return f"{int(severity)} · {_(SEVERITIES[int(severity)])}" if severity in SEVERITIES else _("not graded")


def grade_name(grade: Any) -> str:
    """"B3: sumber biasanya dapat dipercaya, mungkin benar"; half a grade says half, none says so."""
    signs = grade if isinstance(grade, str) else ""
    words = [_(SOURCES[sign]) if sign in SOURCES else _(CREDIBILITIES[sign])
             for sign in signs if sign in SOURCES or sign in CREDIBILITIES]
    return f"{signs}: {', '.join(words)}" if words else signs or _("source not graded")


def reporting_name(state: Any) -> str:
    """"◑ tidak setiap hari": a state of ``lib.reports.completeness``; without one no day was due yet."""
    return f"{REPORTING_MARKS[state]} {_(REPORTING[state])}" if state in REPORTING else _("no day due yet")


def say_completeness(completeness: pd.DataFrame) -> str:
    """The week in a sentence or two: how many wards reported every day, how many not at all (so far, or ever)."""
    if completeness.empty:
        return _("No ward's reporting can be shown here.")
    if completeness["days_expected"].sum() == 0:
        return _("This week has not begun yet.")
    counts = completeness["state"].value_counts()
    every_day = int(counts.get("on_time", 0) + counts.get("late", 0))
    silent, never = int(counts.get("silent", 0)), int(counts.get("never", 0))
    sentences = [_("{n} of {wards} wards reported every day.", n=number(every_day), wards=number(len(completeness)))]
    if silent:
        sentences.append(ngettext("{silent} was silent this week.", "{silent} were silent this week.", silent,
                                  silent=number(silent)))
    if never:
        sentences.append(ngettext("{never} has never reported: nothing is known of it.",
                                  "{never} have never reported: nothing is known of them.", never,
                                  never=number(never)))
    return " ".join(sentences)


def advise(report: Mapping[str, Any], *, bawaslu: bool) -> Message:
    """What to do now about a report (verification, severity); `bawaslu`: its category is for Bawaslu to judge."""
    if report["verification"] not in UNVERIFIED:
        return Message(N_("Checked. Watch whether more of the kind comes from this ward."))
    if report["severity"] in SEVERITIES and report["severity"] >= SEVERE:
        return Message(N_("Ask a second source today, and tell the police liaison that it is not verified yet."))
    if bawaslu:
        return Message(N_("Ask a second source. Whether it is a breach is for Bawaslu to judge."))
    return Message(N_("Ask a second source, then note whether it is confirmed."))
