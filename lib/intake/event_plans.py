"""A schedule beside the stored one: new, changed, moved, the same, out of date; and what it no longer lists."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from lib.intake.cells import compact
from lib.intake.decisions import CANCELLED, KEPT, LEFT_OUT, NEW, Decisions
from lib.intake.event_pairing import pair_events, titles_agree
from lib.intake.moves import NEAR, SAME_NIGHT, agreement, find_moves, likeness_of, title_likeness
from lib.intake.pairing import event_key, pair_off
from lib.intake.plans import Alike, MissingEvent, OlderRow, PlannedRow, event_values, place_of
from lib.intake.readings import Problem, Reading, Row
from lib.store import Reader, Writing
from lib.text import N_, Message

# `received` is the day of the file that says what the event is now, though an older one may have said so before.
EVENTS_BETWEEN = """
    SELECT event_id, version, greatest(e.received, i.received) AS received, e.state, organiser, activity, title,
           starts, ends, venue, area_code, lat, lon, attendance, vehicles, route, speakers, gathering_point, link,
           place_permission, notified, permit_no, permit_date, contact
    FROM main.events AS e LEFT JOIN main.imports AS i USING (import_id)
    WHERE starts BETWEEN $first AND $last AND organiser IN (SELECT unnest($organisers))
    ORDER BY event_id
"""
# What a file already told of that this one sends again only in part: its own rows and those of the files it mends.
TOLD_BY = """
    WITH RECURSIVE chain AS (
        SELECT CAST($import_id AS BIGINT) AS import_id
        UNION SELECT i.continues FROM main.imports AS i JOIN chain USING (import_id) WHERE i.continues IS NOT NULL)
    SELECT DISTINCT item_id FROM main.import_rows WHERE import_id IN (FROM chain) AND item_id IS NOT NULL
"""
# The days each newer whole schedule covers, by organiser.
NEWER_SCHEDULES = """
    SELECT i.received, v.organiser, min(CAST(v.starts AS DATE)) AS first, max(CAST(v.starts AS DATE)) AS last
    FROM main.imports AS i JOIN main.import_rows AS r USING (import_id)
    JOIN main.event_versions AS v ON v.import_row_id = coalesce(r.same_as, r.import_row_id)
    WHERE i.kind = 'schedule' AND i.state = 'stored' AND i.received > $received AND i.continues IS NULL
      AND r.outcome IN ('new', 'changed', 'moved', 'same') AND v.organiser IN (SELECT unnest($organisers))
    GROUP BY i.import_id, i.received, v.organiser ORDER BY i.received DESC
"""
COMPARED = ("activity", "title", "ends", "area_code", "attendance", "vehicles", "route", "speakers", "gathering_point",
            "link", "place_permission", "notified", "permit_no", "permit_date", "contact")
"""Event fields whose change makes a new version. A field the file leaves empty is not a change."""
SHOWN = ("organiser", "activity", "title", "starts", "ends", "venue", "area_code", "attendance", "permit_no", "contact")
_OVER = ("cancelled", "held")
_POINT = ("lat", "lon")
_A_METRE = 1e-5  # in degrees

Event = dict[str, Any]


def compare_events(
    read: Reader | Writing, reading: Reading, rows: list[Row], off: list[Row], received: date, decisions: Decisions,
    continues: int | None,
) -> tuple[list[PlannedRow], list[Problem], list[MissingEvent], list[OlderRow]]:
    """The plan of a schedule: its rows, those that a newer file contradicts, the events it no longer lists, and what
    a newer schedule had dropped.

    An event is missing when a file received no earlier covers its day, from the first to the last day of the
    organiser's rows, and no row speaks of it, a row that waits for a person included; what is past is left alone.
    So is one that a row of `off` says is cancelled: then it is cancelled unless somebody keeps it.
    """
    stored = _stored_around(read, [*rows, *off])
    if not stored:
        planned, older = _part_older(read, [PlannedRow(row, "new") for row in rows], received, decisions)
        return planned, [_dropped(line) for line in older if line.verdict == LEFT_OUT], [], older
    sent = [event_values(row.values) for row in rows]
    told = set() if continues is None else {line["item_id"] for line in read.rows(TOLD_BY, import_id=continues)}
    span = _spans(sent)
    found, moved = _find(sent, stored, told, span, received)
    spoken = told | {event["event_id"] for row, event in enumerate(found) if event and row not in moved}
    unspoken = [event for event in stored if event["event_id"] not in spoken and event["state"] not in _OVER]
    planned, outdated = [], []
    for number, (row, values, event) in enumerate(zip(rows, sent, found, strict=True)):
        alike = moved.get(number)
        if alike and decisions.moved.get(place_of(row)) == NEW:
            resembles = Alike(alike[0]["event_id"], alike[1], _shown(alike[0]))
            planned.append(PlannedRow(row, "new", resembles=resembles))
            continue
        if alike:
            spoken.add(event["event_id"])
        planned_row = _plan_row(row, values, event, alike)
        if event and planned_row.outcome != "same" and received < event["received"]:
            outdated.append(_outdated(row, event["received"]))
        else:
            planned.append(planned_row)
    planned, older = _part_older(read, planned, received, decisions)
    outdated += [_dropped(line) for line in older if line.verdict == LEFT_OUT]
    waiting = _Waiting(row for row in reading.held if row.values.get("state") != CANCELLED)
    left = [event for event in unspoken if event["event_id"] not in spoken]
    missing = _cancelled(off, left, received, decisions)
    spoken |= {event.event_id for event in missing}
    missing += [
        MissingEvent(event["event_id"], decisions.missing.get(event["event_id"], KEPT), _shown(event))
        for event in unspoken
        if event["event_id"] not in spoken and _covers(span, event) and event["received"] <= received
        and event["starts"].date() >= received and not waiting.may_speak_of(event)]
    return planned, outdated, missing, older


def _cancelled(off: list[Row], left: list[Event], received: date, decisions: Decisions) -> list[MissingEvent]:
    """The events that rows say are off; kept by default where a newer file says more or the titles differ."""
    sent = [event_values(row.values) for row in off]
    found = []
    for values, event in zip(sent, pair_off(sent, left, event_key, _likeness), strict=True):
        if event is not None:
            is_sure = event["received"] <= received and titles_agree(values, event)
            verdict = decisions.missing.get(event["event_id"], CANCELLED if is_sure else KEPT)
            found.append(MissingEvent(event["event_id"], verdict, _shown(event), is_told=True))
    return found


def _part_older(read: Reader | Writing, planned: list[PlannedRow], received: date,
                decisions: Decisions) -> tuple[list[PlannedRow], list[OlderRow]]:
    """The rows to store, and those new rows that a newer schedule covers without listing them, taken or left out."""
    organisers = sorted({row.row.values["party"] for row in planned if row.outcome == "new"})
    newer = read.rows(NEWER_SCHEDULES, received=received, organisers=organisers) if organisers else []
    if not newer:
        return planned, []
    kept, older = [], []
    for row in planned:
        day = row.row.values["start"].date()
        told = next((line["received"] for line in newer if row.outcome == "new" and
                     line["organiser"] == row.row.values["party"] and line["first"] <= day <= line["last"]), None)
        if told is not None:
            older.append(OlderRow(row.row, told, decisions.older.get(row.place, LEFT_OUT)))
        if told is None or older[-1].verdict == NEW:
            kept.append(row)
    return kept, older


def _plan_row(row: Row, values: Event, event: Event | None, alike: tuple[Event, int] | None) -> PlannedRow:
    if event is None:
        return PlannedRow(row, "new")
    changed = _changes(values, event)
    if alike:
        moved = {"starts": values["starts"] != event["starts"],
                 "venue": compact(values["venue"]) != compact(event["venue"])}
        changed = (*(name for name, differs in moved.items() if differs), *changed)
    if event["state"] == "cancelled":
        changed = ("state", *changed)
    if not changed:
        return PlannedRow(row, "same", event["event_id"])
    after = {**values, "state": "planned"}
    return PlannedRow(row, "moved" if alike else "changed", event["event_id"], changed,
                      {name: event[name] for name in changed}, {name: after[name] for name in changed},
                      Alike(event["event_id"], alike[1], _shown(event)) if alike else None)


def _find(sent: list[Event], stored: list[Event], told: set[int], span: Mapping[str, tuple[date, date]],
          received: date) -> tuple[list[Event | None], dict[int, tuple[Event, int]]]:
    """The event of each row, or None; and row number -> (the event it is at another hour or place, likeness).

    Title goes before hour: an event stands at the place of another one only when that is not what moved there.
    """
    def may_move(values: Event, event: Event) -> bool:
        return event["state"] not in _OVER and event["event_id"] not in told and not _is_over(values, event, received)

    found = pair_events(sent, stored, _likeness, may_move)
    moved = {row: (event, likeness_of(agreement(sent[row], event) or 0)) for row, event in enumerate(found)
             if event and event["starts"] != sent[row]["starts"]}
    left = [row for row, event in enumerate(found) if event is None]
    taken = {event["event_id"] for event in found if event}
    free = [event for event in stored if event["event_id"] not in taken]
    may = [event for event in free if event["event_id"] not in told and event["state"] not in _OVER]
    contested = {event_key(sent[row]) for row in left} & {event_key(event) for event in free}
    for place, (event, likeness) in _moves([sent[row] for row in left], may, span, received).items():
        row = left[place]
        titles = title_likeness(sent[row]["title"], event["title"])
        if titles is None and not contested.isdisjoint((event_key(sent[row]), event_key(event))):
            continue
        found[row], moved[row] = event, (event, likeness)
    left = [row for row in left if row not in moved]
    taken |= {event["event_id"] for event, _likeness in moved.values()}
    free = [event for event in free if event["event_id"] not in taken]
    for row, event in zip(left, pair_off([sent[row] for row in left], free, event_key, _likeness), strict=True):
        found[row] = event
    return found, moved


def _moves(sent: list[Event], unspoken: list[Event], span: Mapping[str, tuple[date, date]],
           received: date) -> dict[int, tuple[Event, int]]:
    """Row number -> (the event it is at another hour or place, likeness).

    Beyond the days a file covers, and the night around them, it says nothing of an event, but for a notice number that
    only this event and this row have.
    """
    if not unspoken:
        return {}
    numbers = _counted(compact(event["permit_no"] or "") for event in [*sent, *unspoken])
    may = [event for event in unspoken
           if _covers(span, event, SAME_NIGHT) or (event["received"] > received and event["state"] == "moved")
           or numbers[compact(event["permit_no"] or "")] == 2]
    found = {}
    for row, (number, likeness) in find_moves(sent, may).items():
        values, event = sent[row], may[number]
        is_covered = (_covers(span, event) or event["received"] > received
                      or abs(values["starts"] - event["starts"]) <= SAME_NIGHT)
        same_notice = values["permit_no"] and compact(values["permit_no"]) == compact(event["permit_no"] or "")
        if (is_covered or same_notice) and not _is_over(values, event, received):
            found[row] = (event, likeness)
    return found


def _is_over(values: Event, event: Event, received: date) -> bool:
    """What is past takes place no more: such an event does not move to a day that is still to come."""
    return event["starts"].date() < received <= values["starts"].date()


def _counted(texts: Iterable[str]) -> Mapping[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for text in texts:
        counts[text] += bool(text)
    return counts


def _spans(sent: list[Event]) -> dict[str, tuple[date, date]]:
    days = defaultdict(list)
    for values in sent:
        days[values["organiser"]].append(values["starts"].date())
    return {organiser: (min(listed), max(listed)) for organiser, listed in days.items()}


def _covers(span: Mapping[str, tuple[date, date]], event: Event, around: timedelta = timedelta()) -> bool:
    if event["organiser"] not in span:
        return False
    first, last = span[event["organiser"]]
    return first <= (event["starts"] + around).date() and (event["starts"] - around).date() <= last


class _Waiting:
    """What rows that wait for a person may be speaking of, as far as they could be read."""

    def __init__(self, held: Iterable[Row]) -> None:
        self._told: set[tuple[str | None, Any]] = set()
        for row in held:
            who = row.values.get("party") or None
            start = row.values.get("start")
            if isinstance(start, datetime):
                self._told.add((who, start.date()))
            else:
                words = {compact(row.values.get(name) or "") for name in ("venue", "title")}
                self._told.update((who, word) for word in words if word)

    def may_speak_of(self, event: Event) -> bool:
        told = {event["starts"].date(), compact(event["venue"]), compact(event["title"] or "")}
        return any((who, what) in self._told for who in (event["organiser"], None) for what in told)


def _dropped(line: OlderRow) -> Problem:
    return Problem(
        sheet=line.row.sheet, row=line.row.row, field="received", level="error", text=line.received.isoformat(),
        message=Message(N_("This file is older than the schedule of {day}, which does not list this event."),
                        {"day": line.received.isoformat()}),
        hint=Message(N_("It is left out unless somebody says that it takes place all the same.")))


def _outdated(row: Row, day: date) -> Problem:
    return Problem(
        sheet=row.sheet, row=row.row, field="received", level="error", text=day.isoformat(),
        message=Message(N_("A file received later, on {day}, says something else of this event."),
                        {"day": day.isoformat()}),
        hint=Message(N_("Correct the day this file was received, or leave the row out.")))


def _changes(values: Mapping[str, Any], event: Mapping[str, Any]) -> tuple[str, ...]:
    changed = [name for name in COMPARED if values[name] is not None and values[name] != event[name]]
    return (*changed, *_POINT) if _is_elsewhere(values, event) else tuple(changed)


def _is_elsewhere(values: Mapping[str, Any], event: Mapping[str, Any]) -> bool:
    """Whether a row tells another point. That of a well-known venue is not the row's to tell."""
    return values["venue_id"] is None and values["lat"] is not None and any(
        event[name] is None or abs(values[name] - event[name]) > _A_METRE for name in _POINT)


def _likeness(values: Mapping[str, Any], event: Mapping[str, Any]) -> tuple[int, ...]:
    """The higher, the more alike: not cancelled, same activity, same title, few changes, few gaps."""
    changed = _changes(values, event)
    equal = sum(values[name] == event[name] for name in COMPARED)
    return (event["state"] != "cancelled", "activity" not in changed, "title" not in changed,
            max(0, len(COMPARED) - len(changed)), equal)


def _shown(event: Event) -> dict[str, Any]:
    return {name: event[name] for name in SHOWN}


def _stored_around(read: Reader | Writing, rows: list[Row]) -> list[Event]:
    starts = [row.values["start"] for row in rows]
    if not starts:
        return []
    margin = NEAR + timedelta(days=1)
    return read.rows(EVENTS_BETWEEN, first=min(starts) - margin, last=max(starts) + margin,
                     organisers=sorted({row.values["party"] for row in rows}))
