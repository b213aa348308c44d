"""Why a ward has its score, and what to do about it, in words.

Numbers are written as the reader of the moment writes them, so these are called when a page is drawn, not before.
"""

import math
from collections.abc import Mapping
from typing import Any

from lib.risk.settings import NO_DATA
from lib.text import N_, Message, decimal, percent

SILENT_DAYS = 7
"""After so many days without a reporter a ward is asked to check in."""
_CLEARLY = 0.05


def explain(row: Mapping[str, Any]) -> list[Message]:
    """The reasons of one row of `score_wards`, the factors first, then how far to trust them."""
    if row["state"] == NO_DATA:
        no_number = N_("No reporter has been active here yet, so there is no number. No report does not mean safe.")
        return [Message(no_number), *_describe_reports(row)]
    listened = {"n": int(row["reports"]), "days": int(row["covered_days"])}
    return [
        _compare(row["reason_own_reports"], listened, {
            1: N_("×{factor}: more reports than the city's average ward ({n} on {days} covered days)."),
            0: N_("×{factor}: about as many reports as the city's average ward ({n} on {days} covered days)."),
            -1: N_("×{factor}: fewer reports than the city's average ward ({n} on {days} covered days)."),
        }),
        _compare(row["reason_severity"], {}, {
            1: N_("×{factor}: more severe than is usual in the city."),
            0: N_("×{factor}: as severe as is usual in the city."),
            -1: N_("×{factor}: milder than is usual in the city."),
        }),
        _describe_strength(row),
        *_describe_reports(row),
    ]


def advise(row: Mapping[str, Any]) -> Message:
    """What to do now about one row of `score_wards`."""
    if row["state"] == NO_DATA:
        return Message(N_("Ask the ward's reporters to check in, even if nothing happened."))
    if (silent := int(row["silent_days"])) >= SILENT_DAYS:
        return Message(N_("No reporter for {n} days: ask for a check-in before relying on this number."), {"n": silent})
    if row["likelihood_class"] >= 4 or (row["likelihood_class"] == 3 and row["impact_class"] >= 4):
        return Message(N_("Put it before the next coordination meeting and name who watches it."))
    if row["likelihood_class"] == 3:
        return Message(N_("Ask the ward's reporters for details and look at its events of the coming week."))
    return Message(N_("Nothing now; keep listening."))


def describe_city(model: Mapping[str, Any]) -> list[Message]:
    """What holds for the whole city, from the model of `score_wards`: its level, its silence, what was not counted."""
    silent = model["wards"] - model["wards_with_data"]
    messages = []
    if model["wards_with_data"]:
        messages.append(_compare(math.log(model["level"]), {}, {
            1: N_("Of late the city reports ×{factor} as much as its mean since the start."),
            0: N_("Of late the city reports as much as its mean since the start (×{factor})."),
            -1: N_("Of late the city reports only ×{factor} of its mean since the start."),
        }))
    if silent:
        messages.append(Message(N_("{n} of {total} wards have no data yet; they are not counted as safe."),
                                {"n": silent, "total": model["wards"]}))
    if unknown := model["unknown_severity"]:
        told = N_("{n} of {total} reports do not tell their severity; the city's usual mix stands in.")
        messages.append(Message(told, {"n": unknown, "total": model["reports"]}))
    if nuisance := model["nuisance"]:
        messages.append(Message(N_("{n} nuisance reports (such as misplaced banners) are counted apart, "
                                   "not in the score."), {"n": nuisance}))
    if unplaced := model["left_out"]["no_ward"]:
        messages.append(Message(N_("{n} reports name no ward and are in no ward's score."), {"n": unplaced}))
    return messages


def _compare(log_factor: float, values: Mapping[str, Any], wordings: Mapping[int, str]) -> Message:
    factor = math.exp(log_factor)
    way = 0 if abs(factor - 1) < _CLEARLY else 1 if factor > 1 else -1
    return Message(wordings[way], {"factor": decimal(factor, 1 if factor >= 0.3 else 2), **values})


def _describe_strength(row: Mapping[str, Any]) -> Message:
    wording = {
        "lemah": N_("Weak: {share} rests on this ward's own data, the rest on the city's average "
                    "({covered} of {days} days covered)."),
        "sedang": N_("Fair: {share} rests on this ward's own data, the rest on the city's average "
                     "({covered} of {days} days covered)."),
        "kuat": N_("Strong: {share} rests on this ward's own data, the rest on the city's average "
                   "({covered} of {days} days covered)."),
    }[row["strength"]]
    return Message(wording, {"share": percent(row["data_weight"]), "covered": int(row["covered_days"]),
                             "days": int(row["days"])})


def _describe_reports(row: Mapping[str, Any]) -> list[Message]:
    remarks = {
        "unknown_severity": N_("Reports that do not tell their severity: {n}; the city's usual mix stands in."),
        "refuted": N_("Refuted reports, which count nothing: {n}."),
        "nuisance": N_("Nuisance reports, counted apart from the score: {n}."),
    }
    return [Message(text, {"n": int(row[column])}) for column, text in remarks.items() if row[column]]
