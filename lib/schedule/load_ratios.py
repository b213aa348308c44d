"""How many officers an event asks for: the ratio table, and what it says of each event.

The table is data (data/vocabulary/officer_ratios.csv) that an office sets anew in the setting `officer_ratios`, for no
ratio is law: what is published goes from 1 officer to 45 people up to 1 to 80, and most rows are assumptions.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from lib.errors import CannotRun
from lib.reference.packs import DATA, read_table
from lib.schedule.settings import EstimateSettings
from lib.store import Reader, Store, Viewer
from lib.text import N_, Message

SETTING = "officer_ratios"
OVERRIDE = "SELECT value FROM settings WHERE key = $key"
EVERY = "*"
KINDS = ("ratio", "least", "crowd", "level", "venue")
"""People to one officer; fewest officers at an event; people where nobody told; factors by clash and by venue."""

NEEDED = ["crowd_low", "crowd_high", "crowd_is_estimate", "officers_low", "officers_high"]


@dataclass(frozen=True)
class Ratio:
    """One row: from `low` to `high` for a code (* = every other one), holding from `above` people on."""

    kind: str
    code: str
    above: int
    low: float
    high: float
    source: str | None = None
    verification: str | None = None


@dataclass(frozen=True)
class Ratios:
    """The table as it is asked."""

    rows: tuple[Ratio, ...]

    def find(self, kind: str, code: Any, people: float = 0) -> Ratio:
        """The row of this code, else of *, with the highest `above` that `people` reach."""
        for asked in (code, EVERY):
            found = [row for row in self.rows if (row.kind, row.code) == (kind, asked) and row.above <= people]
            if found:
                return max(found, key=lambda row: row.above)
        raise KeyError(kind)


def read_ratios(rows: Iterable[Mapping[str, Any]], override: Iterable[Mapping[str, Any]] = ()) -> Ratios:
    """The table of these rows, those of `override` in place of the rows of the same kind, code and `above`.

    Raises CannotRun for a row that cannot be right and where a kind has no row for every code and size.
    """
    ratios = {(row.kind, row.code, row.above): row for row in map(_read_row, [*rows, *override])}
    for kind in KINDS:
        if (kind, EVERY, 0) not in ratios:
            raise CannotRun(Message(N_("The ratio table has no row {kind} for every activity and size."),
                                    {"kind": kind}))
    return Ratios(tuple(ratios.values()))


def load_ratios(read: Reader) -> Ratios:
    """The office's table: the default with what its setting says otherwise."""
    told = read.value(OVERRIDE, key=SETTING)
    return read_ratios(default_ratios(), json.loads(told) if told else ())


@cache
def default_ratios() -> tuple[Mapping[str, Any], ...]:
    """The rows that come with the product, as they stand in the file."""
    return tuple(read_table(DATA / "vocabulary" / f"{SETTING}.csv"))


def set_ratios(store: Store, viewer: Viewer, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep the office's own rows (kind, code, above, low, high, source) in place of those there were.

    Raises CannotRun for a row that cannot be right; then nothing is kept.
    """
    rows = [dict(row) for row in rows]
    read_ratios(default_ratios(), rows)
    with store.writing(viewer, "set officer ratios") as tx:
        tx.upsert("settings", {"key": SETTING}, value=json.dumps(rows, ensure_ascii=False), is_secret=False)


def officers_needed(events: pd.DataFrame, ratios: Ratios) -> pd.DataFrame:
    """The events with the crowd that is reckoned with and the officers it asks for, both as a range.

    events: activity, attendance (missing where nobody told) and, where known, state, gathers, crowd_is_large,
    venue_kind (of the venue list) and clash_level (``gravest_levels``). Added: crowd_low, crowd_high,
    crowd_is_estimate (nobody told: the activity's usual size), officers_low, officers_high. Officers are people by the
    ratio, times the factors of clash and venue, rounded up, and no fewer than the least; of what is cancelled or
    brings nobody together none.
    """
    known: dict[tuple, tuple] = {}
    rows = []
    for activity, attendance, large, level, venue, comes in zip(
            events["activity"], events["attendance"], *_facts(events), strict=True):
        key = (activity, None if pd.isna(attendance) else int(attendance), bool(large), level, venue, bool(comes))
        if key not in known:
            known[key] = _need(ratios, *key)
        rows.append(known[key])
    needed = pd.DataFrame(rows, columns=NEEDED, index=events.index)
    kinds = dict.fromkeys(NEEDED, "int64") | {"crowd_is_estimate": "bool"}
    return events.assign(**{name: needed[name].astype(kind) for name, kind in kinds.items()})


def gravest_levels(events: pd.DataFrame, clashes: pd.DataFrame) -> pd.Series:
    """The level of each event's gravest clash; missing where it has none."""
    sides = pd.concat([clashes[[side, "level"]].set_axis(["event_id", "level"], axis=1)
                       for side in ("event_a", "event_b")]).dropna()
    return events["event_id"].map(sides.groupby("event_id")["level"].max()).astype("Int64")


def _facts(events: pd.DataFrame) -> list[list[Any]]:
    """crowd_is_large, clash_level and venue_kind as codes, and whether people come; a column not there says nothing."""
    nothing = pd.Series(None, index=events.index, dtype="object")
    large = events.get("crowd_is_large", nothing).fillna(False).astype("bool")
    levels = events.get("clash_level", nothing)
    venues = events.get("venue_kind", nothing)
    comes = events.get("gathers", nothing).fillna(True).astype("bool") & (events.get("state", nothing) != "cancelled")
    return [large.tolist(), [EVERY if pd.isna(level) else str(int(level)) for level in levels],
            [EVERY if pd.isna(venue) else venue for venue in venues], comes.tolist()]


def _need(ratios: Ratios, activity: str, attendance: int | None, large: bool, level: str, venue: str,
          comes: bool) -> tuple[int, int, bool, int, int]:
    if not comes:
        return 0, 0, False, 0, 0
    if attendance is None:
        usual = ratios.find("crowd", activity)
        fewest = EstimateSettings.large_crowd if large else 0  # a reader may be told no more than that it is large
        low, high = max(int(usual.low), fewest), max(int(usual.high), fewest)
    else:
        low = high = attendance
    least = ratios.find("least", activity, low)
    factors = [ratios.find("level", level), ratios.find("venue", venue)]
    officers_low = _officers(low, ratios.find("ratio", activity, low).high, [factor.low for factor in factors])
    officers_high = _officers(high, ratios.find("ratio", activity, high).low, [factor.high for factor in factors])
    return (low, high, attendance is None, max(officers_low, math.ceil(least.low)),
            max(officers_high, math.ceil(least.high), officers_low))


def _officers(people: int, per_officer: float, factors: list[float]) -> int:
    return math.ceil(round(people / per_officer * math.prod(factors), 6))  # 0.1 + 0.2 is no third officer


def _read_row(row: Mapping[str, Any]) -> Ratio:
    try:
        read = Ratio(str(row["kind"]), str(row["code"]), int(row.get("above") or 0), float(row["low"]),
                     float(row["high"]), row.get("source"), row.get("verification"))
    except (KeyError, TypeError, ValueError):
        read = None
    if read is None or read.kind not in KINDS or not 0 < read.low <= read.high < math.inf or read.above < 0:
        raise CannotRun(Message(N_("The ratio table has a row that cannot be right: {row}."), {
            "row": ", ".join(str(row.get(name)) for name in ("kind", "code", "above", "low", "high"))}))
    return read
