"""The activities of a problem on its small map: their places by number, and the ways of their crowds."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.paths import Path
from lib.schedule.wordings import locate_events
from lib.text import clock

WAY_COLUMNS = ["event_id", "points", "label", "is_estimate"]


def number_places(events: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Where activities are: lon, lat, label (HTML text), is_estimate, and number, by their order in `events`.

    Those at one point share a row and name all their numbers.
    """
    placed = events["lat"].notna() & events["lon"].notna()
    numbers = [str(place) for place, is_placed in enumerate(placed, start=1) if is_placed]
    located = locate_events(events, labels).assign(number=numbers)
    together = located.groupby(["lon", "lat"], sort=False, as_index=False)
    return together.agg(label=("label", "<br>".join), is_estimate=("is_estimate", "any"), number=("number", ", ".join))


def trace_ways(paths: Sequence[Path], labels: Labels) -> pd.DataFrame:
    """The lines of paths: event_id, points (list of (lat, lon)), label (HTML text: who, and when on the road)."""
    rows = [{
        "event_id": path.event_id, "points": list(path.points), "is_estimate": path.is_estimate,
        "label": f"{escape(labels.organiser(path.organiser))}<br>" + "<br>".join(
            f"{clock(window.opens)}–{clock(window.clears)}" for window in path.windows),
    } for path in paths if len(path.points) > 1]
    return pd.DataFrame(rows, columns=WAY_COLUMNS).astype({"is_estimate": "bool"})
