"""The security load: officers needed by hour and district against the strength there is, and where it falls short."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from lib.schedule.engine import over_frames, read_sql
from lib.text import N_, Message, clock, day_short, number

HOUR = pd.Timedelta(hours=1)

STATES = {
    "cukup": N_("enough"),
    "mungkin_kurang": N_("perhaps short"),
    "kurang": N_("short"),
    "belum_diisi": N_("strength not entered"),
    "tanpa_kecamatan": N_("district not known"),
}
"""What an hour of a district is; only `cukup` says that nothing is lacking."""

SHORTAGE_COLUMNS = ["district_code", "state", "starts", "ends", "officers_low", "officers_high", "strength",
                    "short_low", "short_high", "estimated_events", "sentence"]


@dataclass(frozen=True)
class LoadSettings:
    """How long officers are bound before an event begins and after it ends, in minutes."""

    setup_minutes: int = 60
    dispersal_minutes: int = 60

    def __post_init__(self) -> None:
        if min(self.setup_minutes, self.dispersal_minutes) < 0:
            raise ValueError("setting up and dispersal cannot take less than no time")


def tally_load(
    needed: pd.DataFrame,
    strengths: pd.DataFrame,
    districts: Iterable[str],
    first: date,
    last: date,
    settings: LoadSettings | None = None,
) -> pd.DataFrame:
    """One row an hour and district of the days `first` to `last`, by moment, then district.

    needed: timed events with ``officers_needed``; strengths: district_code, day, officers, as the office entered them.
    An event counts in full in every hour that [start less setting up, end and dispersal) touches; cancelled ones and
    those that do not gather never. Events in no known district stand in rows of their own, district_code missing.

    Columns: day, hour 0-23, moment (its begin), district_code, events, estimated_events (whose crowd nobody told),
    people_low, people_high, officers_low, officers_high, strength (missing: not entered), short_low, short_high
    (missing without a strength), state (STATES).
    """
    columns = {"state": "str", "gathers": "bool", "starts": "datetime64[us]", "ends_or_estimate": "datetime64[us]",
               "district_code": "str", "crowd_low": "int64", "crowd_high": "int64", "crowd_is_estimate": "bool",
               "officers_low": "int64", "officers_high": "int64"}
    entered = strengths[["district_code", "day", "officers"]].astype(
        {"district_code": "str", "day": "datetime64[us]", "officers": "Int64"})
    with over_frames(
        needed_events=needed[list(columns)].astype(columns), strengths=entered,
        load_districts=pd.DataFrame({"district_code": pd.Series(sorted(districts), dtype="str")}),
    ) as cursor:
        load = cursor.execute(read_sql("load_hours"), {
            "first": datetime.combine(first, time()), "after": datetime.combine(last + timedelta(days=1), time()),
            **asdict(settings or LoadSettings())}).df()
    return load.astype({"district_code": "str", "strength": "Int64", "short_low": "Int64", "short_high": "Int64"})


def find_shortages(load: pd.DataFrame, names: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The longest runs of hours of a district in which something is lacking, by start, then district.

    load: as ``tally_load`` gives it; names: of the districts. Of a run: state; starts and ends (half-open); the
    officers of its heaviest hour as a range, the strength there; the most that is lacking; `sentence`, a Message in
    the reader's numbers. A run is of one of three matters: strength is known and the higher need is above it (kurang,
    where in some hour even the lower need is; else mungkin_kurang); officers are needed and no strength was entered;
    officers are needed in no known district.
    """
    lacking = load[(load["officers_high"] > 0) & (load["state"] != "cukup")].copy()
    if lacking.empty:
        return pd.DataFrame(columns=SHORTAGE_COLUMNS)
    lacking["place"] = lacking["district_code"].fillna("")
    lacking["matter"] = lacking["state"].replace("mungkin_kurang", "kurang")
    lacking = lacking.sort_values(["place", "moment"])
    follows = (lacking["moment"].diff() == HOUR) & (lacking["place"] == lacking["place"].shift()) & (
        lacking["matter"] == lacking["matter"].shift())
    hours = zip((~follows).cumsum(), lacking.to_dict("records"), strict=True)
    rows = [_describe_run([hour for _run, hour in run]) for _run, run in groupby(hours, key=itemgetter(0))]
    rows.sort(key=lambda row: (row["starts"], row["district_code"] or "~"))
    found = pd.DataFrame([{**row, "sentence": tell_shortage(row, names)} for row in rows], columns=SHORTAGE_COLUMNS)
    return found.astype(dict.fromkeys(("strength", "short_low", "short_high"), "Int64"))


def tell_shortage(row: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Message:
    """One run in one sentence: "Sab 27 Jan 13.00–16.00, Kedungkandang: kurang 85 petugas"."""
    code = row["district_code"]
    facts = {"when": tell_span(row["starts"], row["ends"])}
    if row["state"] == "tanpa_kecamatan":
        return Message(N_("{when}, district not known: {officers} officers needed, counted for no district"),
                       {**facts, "officers": _tell_range(row["officers_low"], row["officers_high"])})
    facts["district"] = (names or {}).get(code, code)
    if row["state"] == "belum_diisi":
        return Message(N_("{when}, {district}: {officers} officers needed, strength not entered"),
                       {**facts, "officers": _tell_range(row["officers_low"], row["officers_high"])})
    if row["state"] == "mungkin_kurang":
        return Message(N_("{when}, {district}: perhaps short by up to {n} officers"),
                       {**facts, "n": number(row["short_high"])})
    return Message(N_("{when}, {district}: short by {n} officers"),
                   {**facts, "n": _tell_range(row["short_low"], row["short_high"])})


def tell_span(starts: datetime, ends: datetime) -> str:
    """"Sab 27 Jan 13.00–16.00"; over midnight with both days."""
    if ends <= starts.normalize() + pd.Timedelta(days=1):
        last = clock(ends) if ends.hour else f"24{clock(ends)[2:]}"
        return f"{day_short(starts)} {clock(starts)}–{last}"
    return f"{day_short(starts)} {clock(starts)} – {day_short(ends)} {clock(ends)}"


def _describe_run(hours: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    heaviest = max(reversed(hours), key=itemgetter("officers_high", "officers_low"))  # of equal ones the last
    states, code = {hour["state"] for hour in hours}, heaviest["district_code"]
    return {
        "district_code": None if pd.isna(code) else code,
        "state": "kurang" if "kurang" in states else states.pop(),
        "starts": hours[0]["moment"], "ends": hours[-1]["moment"] + HOUR,
        "officers_low": heaviest["officers_low"], "officers_high": heaviest["officers_high"],
        "strength": heaviest["strength"], "short_low": _most(hours, "short_low"),
        "short_high": _most(hours, "short_high"), "estimated_events": _most(hours, "estimated_events"),
    }


def _most(hours: Sequence[Mapping[str, Any]], name: str) -> Any:
    return max((hour[name] for hour in hours if not pd.isna(hour[name])), default=pd.NA)


def _tell_range(low: int, high: int) -> str:
    return number(high) if low == high else f"{number(low)}–{number(high)}"
