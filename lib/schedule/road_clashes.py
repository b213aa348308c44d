"""Clashes on the road: crowds that share a way, parades that meet, a crowd that passes another's event."""

from collections.abc import Sequence

import pandas as pd

from lib.schedule.gazetteer import Stop
from lib.schedule.kinds import RANKS
from lib.schedule.path_meetings import find_path_meetings
from lib.schedule.paths import PARADE_PATH, VENUE, Path
from lib.schedule.settings import RoadSettings


def find_road_clashes(paths: Sequence[Path], settings: RoadSettings | None = None) -> pd.DataFrame:
    """The pairs of events whose crowds meet on the way, one row a pair, as facts of a clash.

    paths: ``make_paths`` of the timed events that count. The kinds, gravest first:

    - convoys_meet (level 4): two parades on one road, or in one area where a route is not known;
    - shared_road (4): two crowds, one of them perhaps a parade, on one road by the routes they told;
    - passes_by (3): a crowd on its way passes the place where another organiser's event is on;
    - possible_shared_road (3): a straight line stands in for a route that nobody told.

    Columns: event_a < event_b, kind_rank, starts, ends (when both are there), phase_a, phase_b, against (the streets
    or known places both name; missing where none), route_is_estimate.
    """
    settings = settings or RoadSettings()
    rows = [_describe(meeting, paths[meeting["a"]], paths[meeting["b"]])
            for meeting in find_path_meetings(paths, settings).to_dict("records")
            ] if len({path.organiser for path in paths}) > 1 else []
    found = pd.DataFrame(rows, columns=["event_a", "event_b", "kind_rank", "starts", "ends", "phase_a", "phase_b",
                                        "against", "route_is_estimate"])
    # An event has a path for each place its crowd comes from: the gravest and longest stands for them.
    lasting = found["ends"] - found["starts"]
    order = found.assign(lasting=lasting).sort_values(
        ["event_a", "event_b", "kind_rank", "lasting", "starts"], ascending=[True, True, False, False, True])
    return order.drop_duplicates(["event_a", "event_b"]).drop(columns="lasting").reset_index(drop=True)


def _describe(meeting: dict, one: Path, other: Path) -> dict:
    streets = [] if pd.isna(meeting["streets"]) else meeting["streets"].split("|")
    is_estimate = not streets and (one.is_estimate or other.is_estimate)
    return {
        "event_a": one.event_id, "event_b": other.event_id, "kind_rank": RANKS[_judge(one, other, is_estimate)],
        "starts": meeting["starts"], "ends": meeting["ends"],
        "phase_a": meeting["phase_a"], "phase_b": meeting["phase_b"],
        "against": ", ".join(_name_roads(streets, one, other)) or None, "route_is_estimate": is_estimate,
    }


def _judge(one: Path, other: Path, is_estimate: bool) -> str:
    roles = {one.role, other.role}
    if VENUE in roles:
        return "passes_by"
    if roles == {PARADE_PATH}:
        return "convoys_meet"
    return "possible_shared_road" if is_estimate else "shared_road"


def _name_roads(streets: Sequence[str], one: Path, other: Path) -> list[str]:
    """What both name, as it is written; of two spellings the first in the alphabet, whoever wrote it."""
    if not streets:
        return sorted(one.names & other.names)
    stops: list[Stop] = [*one.stops, *other.stops]
    return [min(stop.words for stop in stops if stop.key == key and stop.is_street) for key in streets]
