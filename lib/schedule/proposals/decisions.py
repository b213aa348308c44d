"""Decisions about moving single events: proposed, approved by the forum, confirmed by the participant, or refused.

Nothing moves by itself: a new version of an event is written only when its participant has confirmed.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lib.clock import local_today
from lib.errors import Refusal
from lib.reference.city import load_city
from lib.schedule.groups_log import record_problems
from lib.store import Store, Viewer, Writing
from lib.text import N_, Message, day, number

PROPOSED, APPROVED, CONFIRMED, REFUSED = "diusulkan", "disetujui", "dikonfirmasi", "ditolak"
STATES = {
    PROPOSED: N_("proposed"), APPROVED: N_("approved by the forum"), CONFIRMED: N_("confirmed by the participant"),
    REFUSED: N_("refused"),
}
"""How a decision stands, and what that is called."""

SEARCHED, TRIED = "usulan", "coba-coba"
"""Where a decision comes from: the search for moves, or one event tried by hand."""

_NEXT = {PROPOSED: {APPROVED, REFUSED}, APPROVED: {REFUSED}}
_DECIDE = frozenset({"system", "admin", "analyst", "leader"})
_NOT_MOVED = frozenset({"cancelled", "held"})
_OF_A_VENUE = ("lat", "lon", "route", "gathering_point", "place_permission")
"""What is true of a venue, or of the way to it, is not true of another."""

NEWEST = """
    SELECT * FROM event_versions WHERE event_id IN (SELECT unnest($ids))
    QUALIFY version = max(version) OVER (PARTITION BY event_id)
"""
LAST_ENTRY = "SELECT * FROM decision_log WHERE decision_id = $id ORDER BY entry_id DESC LIMIT 1"
OPEN = """
    SELECT event_id FROM decision_log WHERE event_id IN (SELECT unnest($ids))
    QUALIFY entry_id = max(entry_id) OVER (PARTITION BY decision_id) AND state IN ('diusulkan', 'disetujui')
"""
VENUE = "SELECT name, area_code FROM venues WHERE venue_id = $venue_id"

_ABOUT = ("event_id", "version", "organiser", "starts", "ends", "venue", "venue_id", "area_code")


def propose_decisions(store: Store, viewer: Viewer, moves: Sequence[Mapping[str, Any]], *, owner: str, day: date,
                      source: str = SEARCHED) -> list[int]:
    """Enter moves as proposed, all or none; returns the numbers of the decisions. No event moves.

    Of a move: event_id, version (of the event as it was looked at), new_starts, new_ends (None: not told), new_venue,
    new_venue_id, new_area_code, clash_keys, level (None: no clash ends). owner: who sees to it.

    Raises Refusal without an owner, for an event that has a newer version, is cancelled or held, is about to be decided
    on already or is another party's, and for a day that is yet to come.
    """
    owner = _told(owner, N_("Say who sees to it."))
    with store.writing(viewer, "propose moves") as tx:
        _check_day(tx, day)
        ids = [move["event_id"] for move in moves]
        events = {row["event_id"]: row for row in tx.rows(NEWEST, ids=ids)}
        if tx.rows(OPEN, ids=ids):
            raise Refusal(Message(N_("There is a proposal for this activity already. Decide on that one first.")))
        numbers = tx.next_ids("decision_ids", len(moves))
        entries = []
        for decision_id, move in zip(numbers, moves, strict=True):
            event = events.get(move["event_id"])
            _check_scope(viewer, event)
            _check_version(event, move["version"])
            entries.append({
                "decision_id": decision_id, "state": PROPOSED, "source": source,
                **{name: event[name] for name in _ABOUT},
                **{name: move[name] for name in move if name.startswith("new_")},
                "clash_keys": list(move["clash_keys"]), "level": move["level"], "owner": owner, "reason": None})
        _enter(tx, entries, day)
        return numbers


def decide(store: Store, viewer: Viewer, *, decision_id: int, state: str, day: date, seen: int,
           owner: str | None = None, reason: str | None = None) -> None:
    """Enter that the forum approved a move or that it was refused (with a reason). No event moves.

    owner: None keeps who it is. seen: the entry as the person saw it; when there is a later one, nothing is entered.
    Raises Refusal as the words say, and for who may not decide.
    """
    if viewer.role not in _DECIDE:
        raise Refusal(Message(N_("Only who prepares or leads the meeting decides on a move.")))
    with store.writing(viewer, "decide on a move") as tx:
        entry = _find(tx, decision_id, seen, day)
        if state not in _NEXT.get(entry["state"], ()):
            raise Refusal(Message(N_("This was decided on already.")))
        if state == REFUSED:
            reason = _told(reason, N_("Say why it is refused."))
        _enter(tx, [{**entry, "state": state, "owner": (owner or "").strip() or entry["owner"], "reason": reason}], day)


def confirm_move(store: Store, viewer: Viewer, *, decision_id: int, day: date, seen: int) -> int:
    """Enter that the participant confirmed, and write the new version of the event; returns its number.

    The problems' log is brought up to the day. Who decides may enter it, and a party of its own event. Raises Refusal
    where the forum has not approved, and where the event has a newer version than the decision was about: then nothing
    is applied.
    """
    with store.writing(viewer, "confirm a move") as tx:
        entry = _find(tx, decision_id, seen, day)
        (event,) = tx.rows(NEWEST, ids=[entry["event_id"]]) or [None]
        _check_scope(viewer, event)
        if entry["state"] != APPROVED:
            raise Refusal(Message(N_("The forum has not approved this move.")))
        _check_version(event, entry["version"])
        version = {**event, **_moved(entry, event), "version": event["version"] + 1, "state": "moved", "received": day,
                   "import_id": None, "import_row_id": None, "decision_id": decision_id, "recorded_at": tx.at,
                   "recorded_by": tx.by}
        tx.insert("event_versions", [version])
        _enter(tx, [{**entry, "state": CONFIRMED, "reason": None}], day)
    _recompute(store, day)
    return version["version"]


def take_back(store: Store, viewer: Viewer, *, decision_id: int, day: date, seen: int, reason: str) -> None:
    """Undo a confirmation: the version it wrote is taken away again, and the decision is approved as before.

    Raises Refusal without a reason, and where the event has got a newer version since: that one was made upon this.
    """
    if viewer.role not in _DECIDE:
        raise Refusal(Message(N_("Only who prepares or leads the meeting decides on a move.")))
    reason = _told(reason, N_("Say why it is taken back."))
    with store.writing(viewer, "take back a move") as tx:
        entry = _find(tx, decision_id, seen, day)
        (event,) = tx.rows(NEWEST, ids=[entry["event_id"]]) or [None]
        if entry["state"] != CONFIRMED:
            raise Refusal(Message(N_("This move was not confirmed.")))
        if event is None or event["decision_id"] != decision_id:
            raise Refusal(Message(N_("The activity was changed again after this move, so it cannot be taken back.")))
        tx.delete("event_versions", event_id=event["event_id"], version=event["version"])
        _enter(tx, [{**entry, "state": APPROVED, "reason": reason}], day)
    _recompute(store, day)


def _moved(entry: Mapping[str, Any], event: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an event that a move changes."""
    changed = {"starts": entry["new_starts"], "ends": entry["new_ends"]}
    if (entry["new_venue_id"], entry["new_venue"]) != (event["venue_id"], event["venue"]):
        changed |= {"venue": entry["new_venue"], "venue_id": entry["new_venue_id"],
                    "area_code": entry["new_area_code"], "position_is_estimate": False,
                    **dict.fromkeys(_OF_A_VENUE)}
    return changed


def _find(tx: Writing, decision_id: int, seen: int, on: date) -> dict[str, Any]:
    """The last entry of a decision, without what is each entry's own."""
    _check_day(tx, on)
    rows = tx.rows(LAST_ENTRY, id=decision_id)
    if not rows:
        raise Refusal(Message(N_("There is no such decision.")))
    entry = rows[0]
    if entry["entry_id"] != seen:
        raise Refusal(Message(N_("Somebody has decided on this meanwhile. Look at it again, then decide.")))
    if on < entry["day"]:
        raise Refusal(Message(N_("This was last decided on {last}; an earlier day cannot be entered any more."),
                              {"last": day(entry["day"])}))
    return {name: value for name, value in entry.items()
            if name not in ("entry_id", "day", "recorded_at", "recorded_by")}


def _enter(tx: Writing, entries: Sequence[Mapping[str, Any]], on: date) -> None:
    ids = tx.next_ids("decision_entry_ids", len(entries))
    tx.insert("decision_log", [{"entry_id": entry_id, **entry, "day": on, "recorded_at": tx.at, "recorded_by": tx.by}
                               for entry_id, entry in zip(ids, entries, strict=True)])


def _check_scope(viewer: Viewer, event: Mapping[str, Any] | None) -> None:
    own = viewer.role == "party" and event is not None and event["organiser"] == viewer.organiser
    if not (viewer.role in _DECIDE or own):
        raise Refusal(Message(N_("This activity is not yours to move.")))


def _check_version(event: Mapping[str, Any] | None, version: int) -> None:
    if event is None or event["version"] != version:
        raise Refusal(Message(N_("The activity has a newer version (now {now}, decided on {version}), so nothing was "
                                 "applied. Look at it again and propose anew."),
                              {"now": number(event["version"]) if event else "–", "version": number(version)}))
    if event["state"] in _NOT_MOVED:
        raise Refusal(Message(N_("The activity is cancelled or over; nothing was applied.")))


def _check_day(tx: Writing, on: date) -> None:
    """What is entered for a day must have been decided by it."""
    try:
        city = load_city(tx)
    except KeyError:
        today = local_today("UTC")
    else:
        today = city.demo_today or local_today(city.timezone)
    if on > today:
        raise Refusal(Message(N_("Nothing can be decided for {day}: that day is yet to come."), {"day": day(on)}))


def _recompute(store: Store, on: date) -> None:
    """Bring the problems' log up to the day; of an earlier day than its last it knows no more than it does."""
    try:
        record_problems(store, on)
    except Refusal:
        return


def _told(text: str | None, otherwise: str) -> str:
    if not (text or "").strip():
        raise Refusal(Message(otherwise))
    return text.strip()
