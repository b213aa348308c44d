"""Due notices at a glance: the chosen ones, how many are how late, one sentence, and what to do now about each."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.notices.due import OPEN, PAST_ISSUE, PAST_NOTICE
from lib.schedule.rules.answers import Late, name_fields
from lib.text import N_, Message, _, day_short, ngettext, number

_OFFICES = {"polsek": "Polsek", "polres": "Polres", "polda": "Polda", "mabes": "Mabes Polri"}
SOON = 3
"""Working days within which a notice that is still open is said to be near."""


def narrow_notices(notices: pd.DataFrame, first: date, last: date, districts: Collection[str] = (),
                   organisers: Collection[str] = ()) -> pd.DataFrame:
    """The notices of events that start on the days `first` to `last`; an empty choice means all."""
    kept = notices["starts"].dt.date.between(first, last)
    for column, chosen in (("district_code", districts), ("organiser", organisers)):
        if chosen:
            kept &= notices[column].isin(list(chosen))
    return notices[kept].reset_index(drop=True)


def count_notices(notices: pd.DataFrame) -> Mapping[str, int]:
    """How many are past the day of the receipt, past the last day, near it (SOON), and later."""
    is_open = notices["state"] == OPEN
    near = is_open & (notices["days_left"] <= SOON).fillna(False).astype(bool)
    return {PAST_ISSUE: int((notices["state"] == PAST_ISSUE).sum()),
            PAST_NOTICE: int((notices["state"] == PAST_NOTICE).sum()),
            "dekat": int(near.sum()), "nanti": int((is_open & ~near).sum())}


def say_notices(notices: pd.DataFrame) -> Message:
    """How many notices are due, how many of them late, and which comes next, in one sentence."""
    if notices.empty:
        return Message(N_("No notice is due: each coming activity has one recorded or needs none."))
    counts = count_notices(notices)
    late = counts[PAST_ISSUE] + counts[PAST_NOTICE]
    values = {"n": Late(number, len(notices)), "late": Late(number, late)}
    coming = notices[notices["state"] == OPEN]
    if coming.empty:
        return Message(N_("{n} notices to the police are not recorded; the last day of all of them has passed."),
                       values)
    values["day"] = Late(day_short, coming["notice_by"].iloc[0])
    if not late:
        return Message(N_("{n} notices to the police are not recorded yet; the first must be there by {day}."), values)
    return Message(N_("{n} notices to the police are not recorded; for {late} the last day has passed, the next one "
                      "is {day}."), values)


def advise_notice(notice: Mapping[str, Any], labels: Labels, *, own: bool = False) -> Message:
    """What to do now about a due notice, for the office or, with `own`, for the party itself."""
    office = notice["addressee"]
    values = {"organiser": labels.organiser(notice["organiser"]), "fields": Late(name_fields, tuple(notice["missing"])),
              "office": _OFFICES.get(office) if isinstance(office, str) else Message(N_("police")),
              "day": Late(day_short, notice["notice_by"])}
    return Message(_ADVICE[own, notice["state"], bool(notice["missing"]) and notice["state"] == OPEN], values)


_ADVICE = {
    (False, OPEN, True): N_("Ask {organiser} for: {fields}; the letter must be with the {office} by {day}."),
    (False, OPEN, False): N_("Remind {organiser}: the letter must be with the {office} by {day}."),
    (False, PAST_NOTICE, False): N_("Ask {organiser} today whether the {office} has the letter, and record its date."),
    (False, PAST_ISSUE, False): N_("Ask the {office} whether a receipt was issued; if not, take it to the coordination "
                                   "meeting."),
    (True, OPEN, True): N_("Complete the letter ({fields}) and hand it to the {office} by {day}."),
    (True, OPEN, False): N_("Hand the letter to the {office} by {day}."),
    (True, PAST_NOTICE, False): N_("Tell the office the date of your letter, or call the {office} today."),
    (True, PAST_ISSUE, False): N_("Send the office the number of the receipt, or ask the {office} what can still be "
                                  "done."),
}


def countdown(days: int | None) -> str:
    """"3 hari kerja lagi", "hari ini", "lewat 4 hari kerja"; nothing where no day is known."""
    if days is None or pd.isna(days):
        return ""
    days = int(days)
    if days == 0:
        return _("due today")
    if days > 0:
        return ngettext("{n} working day left", "{n} working days left", days)
    return ngettext("{n} working day late", "{n} working days late", -days)


def say_deadline(day: pd.Timestamp | None, before: int | None, left: int | None, as_of: date) -> str:
    """"H-7, Kam 18 Jan: lewat 4 hari kerja"; nothing where no rule tells a day.

    On a weekend after the day no working day has passed yet, and still it is over.
    """
    if day is None or pd.isna(day):
        return ""
    words = _("just passed") if left == 0 and day.date() < as_of else countdown(left)
    return _("H-{n}, {day}: {left}", n=int(before), day=day_short(day), left=words)
