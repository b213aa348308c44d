"""Events held together without the office having linked them: one place, one hour, and each names the other."""

import re
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from lib.schedule.events import venue_key

_LEAST_LETTERS = 3  # shorter names stand in too many other words
_COMPARED = ["event_id", "organiser", "starts", "ends_or_estimate", "venue_id", "venue_key", "area_code"]


def find_joint_events(events: pd.DataFrame, organisers: pd.DataFrame) -> pd.DataFrame:
    """The pairs of events that are one: at one venue, beginning within the same hour and on at one time.

    events: timed events that count, with title. organisers: code, short_name, full_name, aliases (lists). Each title
    must name the other's organiser; where one is not told, the other's is enough. That only one says so is not: who
    names a rival has not agreed with it.

    Columns: event_a < event_b.
    """
    pattern, codes = _names_pattern(organisers)
    begins = {name.split()[0] for name in codes}
    words = events["title"] if "title" in events else pd.Series(None, index=events.index, dtype="object")
    titled = {event_id: key for event_id, title in zip(events["event_id"], words, strict=True)
              if (key := venue_key(title))}
    whose = dict(zip(events["event_id"], events["organiser"], strict=True))
    named = {event_id: codes_named for event_id, key in titled.items()
             if not begins.isdisjoint(key.split())
             and (codes_named := {codes[match] for match in pattern.findall(key)} - {whose[event_id]})}
    if not named:
        return pd.DataFrame(columns=["event_a", "event_b"], dtype="int64")
    wanted = {code for codes_named in named.values() for code in codes_named}
    concerned = events.loc[events["organiser"].isin(wanted) | events["event_id"].isin(named), _COMPARED]
    by_day: dict[tuple, list] = defaultdict(list)
    for row in concerned.itertuples():
        by_day[row.organiser, row.starts.date()].append(row)
    pairs = {tuple(sorted((row.event_id, other.event_id)))
             for row in concerned.itertuples() for code in named.get(row.event_id, ())
             for other in by_day.get((code, row.starts.date()), ())
             if _are_together(row, other)
             and (row.organiser in named.get(other.event_id, ()) or other.event_id not in titled)}
    return pd.DataFrame(sorted(pairs), columns=["event_a", "event_b"]).astype("int64")


def _are_together(one: tuple, other: tuple) -> bool:
    ids = not pd.isna(one.venue_id) and one.venue_id == other.venue_id
    words = not pd.isna(one.venue_key) and one.venue_key == other.venue_key and (
        one.area_code == other.area_code or (pd.isna(one.area_code) and pd.isna(other.area_code)))
    return (ids or words) and abs(one.starts - other.starts) < pd.Timedelta(hours=1) \
        and one.starts < other.ends_or_estimate and other.starts < one.ends_or_estimate


def _names_pattern(organisers: pd.DataFrame) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern for all names of organisers, and whose each is; a name that several have is nobody's."""
    having: dict[str, set[str]] = defaultdict(set)
    for row in organisers.to_dict("records"):
        aliases = row.get("aliases")
        for name in (row["code"], row["short_name"], row["full_name"],
                     *(() if aliases is None or isinstance(aliases, float) else aliases)):
            having[venue_key(name) or ""].add(row["code"])
    codes = {name: code for name, (code, *others) in having.items() if len(name) >= _LEAST_LETTERS and not others}
    longest_first = sorted(codes, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if codes else r"(?!)"), codes
