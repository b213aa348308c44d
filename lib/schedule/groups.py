"""Groups of clashes: what hangs together over shared events is one problem, not many."""

from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

GRAVE = 4
"""Level from which clashes make a problem: high and critical."""

HIGHEST = 5

GROUP_COLUMNS = ["group", "clash_keys", "events", "organisers", "level", "clashes", "place", "places", "starts", "ends",
                 "first_day", "last_day", "area_code", "district_code", "is_estimate"]


_TOLD = ["clash_key", "level", "day", "starts", "ends", "is_estimate",
         *(f"{name}_{side}" for name in ("event", "organiser", "venue", "area", "district") for side in "ab")]


def group_clashes(clashes: pd.DataFrame, least_level: int = GRAVE) -> pd.DataFrame:
    """The clashes of at least `least_level`, in their order, with the number of their group in the column `group`.

    clashes: as `find_clashes` gives them; event_b may be missing, where an event collides with a place or a day. Two
    clashes are of one group when a chain of shared events joins them: that two events collide with one and the same
    place or day does not join them. Groups are numbered from 0 in the order of their first clash.
    """
    kept = clashes[clashes["level"] >= least_level].reset_index(drop=True)
    if kept.empty:
        return kept.assign(group=pd.Series(dtype="int64"))
    pairs = [(first, first if pd.isna(second) else second)
             for first, second in zip(kept["event_a"].tolist(), kept["event_b"].tolist(), strict=True)]
    codes, events = pd.factorize(np.array([event for pair in pairs for event in pair], dtype="object"))
    first, second = codes[0::2], codes[1::2]
    joined = coo_matrix((np.ones(len(first)), (first, second)), shape=(len(events), len(events)))
    _count, component = connected_components(joined, directed=False)
    return kept.assign(group=pd.factorize(component[first])[0].astype("int64"))


def describe_groups(grouped: pd.DataFrame) -> pd.DataFrame:
    """One row a group of ``group_clashes``, in order.

    Columns: group; clash_keys, events, organisers (sorted lists); level (the gravest), clashes (how many); place
    (that of the gravest clash, the earliest of these; missing where nobody told) and places (how many there are);
    starts and ends of them all; first_day, last_day; area_code and district_code of that place; is_estimate (whether
    any hour or position behind is assumed).
    """
    # All groups at once: frame by frame takes longer than the search for the clashes.
    ordered = grouped.sort_values(["level", "starts", "clash_key"], ascending=[False, True, True])
    rows = [_describe(number, list(clashes)) for number, clashes in _rows_by_group(ordered)]
    groups = pd.DataFrame(rows, columns=GROUP_COLUMNS)
    kinds = dict.fromkeys(("starts", "ends", "first_day", "last_day"), "datetime64[us]")
    return groups.astype({"group": "int64", "level": "int64", "clashes": "int64", "places": "int64", **kinds})


def levels_from(least_level: int = GRAVE) -> tuple[int, ...]:
    """The levels of clashes from one on, as ``load_schedule`` is asked for them."""
    return tuple(range(least_level, HIGHEST + 1))


def _rows_by_group(ordered: pd.DataFrame) -> list[tuple[int, list[dict[str, Any]]]]:
    """The clashes of each group as dicts of what is told of groups, in order."""
    names = [name for name in _TOLD if name in ordered]
    by_group: dict[int, list[dict[str, Any]]] = {}
    for values in zip(ordered["group"].tolist(), *(ordered[name].tolist() for name in names), strict=True):
        by_group.setdefault(values[0], []).append(dict(zip(names, values[1:], strict=True)))
    return sorted(by_group.items())


def _describe(number: int, clashes: list[dict[str, Any]]) -> dict[str, Any]:
    """One group, of its clashes with the gravest first."""
    gravest = clashes[0]
    days = [pd.Timestamp(clash["day"]) for clash in clashes]
    places = _known(clashes, "venue_a", "venue_b")
    side = "a" if _is_told(gravest.get("venue_a")) or not _is_told(gravest.get("venue_b")) else "b"
    return {
        "group": number, "clash_keys": sorted(clash["clash_key"] for clash in clashes),
        "events": _known(clashes, "event_a", "event_b"), "organisers": _known(clashes, "organiser_a", "organiser_b"),
        "level": gravest["level"], "clashes": len(clashes), "place": _or_none(gravest.get(f"venue_{side}")),
        "places": len(places), "starts": min(clash["starts"] for clash in clashes),
        "ends": max(clash["ends"] for clash in clashes), "first_day": min(days), "last_day": max(days),
        "area_code": _or_none(gravest.get(f"area_{side}")), "district_code": _or_none(gravest.get(f"district_{side}")),
        "is_estimate": any(bool(clash.get("is_estimate", False)) for clash in clashes),
    }


def _known(clashes: list[dict[str, Any]], *columns: str) -> list[Any]:
    """What stands in these columns, each once and sorted."""
    values = {clash.get(name) for name in columns for clash in clashes}
    return sorted(whole_id(value) for value in values if _is_told(value))


def whole_id(value: Any) -> Any:
    """An event's id as it is kept: a column with gaps may have made a decimal number of it."""
    return int(value) if isinstance(value, float | np.integer) else value


def _is_told(value: Any) -> bool:
    return value is not None and not pd.isna(value)


def _or_none(value: Any) -> Any:
    return value if _is_told(value) else None
