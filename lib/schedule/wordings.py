"""Events and clashes as a table for people, and as the summary tables that are downloaded."""

from datetime import date
from html import escape

import pandas as pd

from lib.reference.labels import Labels, state_name
from lib.schedule.reasons import KIND_LABELS, LEVEL_LABELS, LEVEL_MARKS, advise, reason
from lib.text import _, clock, day_short, hours, number, say

WARD_CUTS = (1, 3, 6, 10)
"""Events in a ward from which its class on the map rises by one."""


def level_name(level: int) -> str:
    """"◑ tinggi": the mark and the word, because colour is never the only sign."""
    return f"{LEVEL_MARKS[level]} {_(LEVEL_LABELS[level])}"


def clash_sentence(clash: pd.Series | dict, labels: Labels) -> str:
    """Why the two are shown together, in one sentence."""
    return say(reason(clash, labels.organisers))


def clash_advice(clash: pd.Series | dict) -> str:
    """What to do now."""
    return say(advise(clash))


def word_clashes(clashes: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Clashes with their level, span, organisers, venue and reason in words; one row a clash, in order."""
    rows = clashes.to_dict("records")
    return pd.DataFrame({
        "clash_key": clashes["clash_key"],
        "level": [level_name(row["level"]) for row in rows],
        "when": [f"{day_short(row['starts'])} {clock(row['starts'])}–{clock(row['ends'])}" for row in rows],
        "organisers": [" × ".join(labels.organiser(code) for code in (row["organiser_a"], row["organiser_b"])
                                  if not pd.isna(code)) for row in rows],
        "venue": [_venue(row) for row in rows],
        "kind": [_(KIND_LABELS[row["kind"]]) for row in rows],
        "reason": [clash_sentence(row, labels) for row in rows],
    })


def summarise_clashes(clashes: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Clashes as the summary table `clashes`: codes, numbers, and the sentence."""
    rows = clashes.to_dict("records")
    return clashes.assign(venue=pd.Series([_venue(row) for row in rows], dtype="object"),
                          reason=pd.Series([clash_sentence(row, labels) for row in rows], dtype="object"))


def word_events(events: pd.DataFrame, labels: Labels, clock_label: str) -> pd.DataFrame:
    """Events in words; what a reader may not see stays empty."""
    rows = events.to_dict("records")
    return pd.DataFrame({
        "event_id": events["event_id"],
        "day": [day_short(row["starts"]) for row in rows],
        "hours": [hours(row["starts"], row["ends_or_estimate"], estimate=row["end_is_estimate"], label=clock_label)
                  for row in rows],
        "organiser": [labels.organiser(row["organiser"]) for row in rows],
        "activity": [labels.activity(row["activity"]) for row in rows],
        "title": _filled(events["title"]),
        "venue": _filled(events["venue"]),
        "area": [labels.area(row["area_code"]) for row in rows],
        "attendance": ["" if pd.isna(row["attendance"]) else number(row["attendance"]) for row in rows],
        "state": [state_name(row["state"]) for row in rows],
        "position": [_("estimated location") if row["position_is_estimate"] else "" for row in rows],
    })


def count_by_ward(events: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """The wards with how many events are in each, as ``lib.charts.maps`` draws them: class `place` 0 to 4, `hover`."""
    counts = areas["area_code"].map(events["area_code"].value_counts()).fillna(0).astype("int64")
    hover = [f"<b>{name}</b><br>" + _("{n} activities", n=number(count))
             for name, count in zip(areas["name"], counts, strict=True)]
    return areas.assign(events=counts, hover=hover, is_marked=False,
                        place=sum((counts >= cut).astype("int64") for cut in WARD_CUTS))


def spread_by_day(totals: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """Event totals with a row a district and a column a day ("Sab 27 Jan"), the number in words; "–" for none."""
    days = pd.date_range(first, last)
    named = totals.assign(district=totals["district"].fillna(_("ward not known")), day=pd.to_datetime(totals["day"]))
    counts = named.pivot_table(index="district", columns="day", values="events", aggfunc="sum", fill_value=0)
    counts = counts.reindex(columns=days, fill_value=0)
    words = counts.map(lambda count: number(count) if count else "–").set_axis([day_short(day) for day in days], axis=1)
    return words.reset_index()


def locate_events(events: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """The events that have a point, for a map: lon, lat, label (HTML text), is_estimate."""
    placed = events.dropna(subset=["lat", "lon"])
    words = [f"{labels.organiser(event.organiser)} · {day_short(event.starts)} {clock(event.starts)}<br>"
             f"{escape(event.venue if isinstance(event.venue, str) else '')}" for event in placed.itertuples()]
    return pd.DataFrame({"lon": placed["lon"].to_numpy(), "lat": placed["lat"].to_numpy(), "label": words,
                         "is_estimate": placed["position_is_estimate"].to_numpy(dtype=bool)})


def _filled(texts: pd.Series) -> pd.Series:
    """Texts with "" for what is missing. A column of which a reader may see nothing at all is no column of texts."""
    return texts.astype("object").where(texts.notna(), "")


def _venue(clash: dict) -> str:
    """The place of a clash: one venue, or both."""
    venues = [venue for venue in (clash["venue_a"], clash["venue_b"]) if not pd.isna(venue)]
    same = clash["relation"] == "venue"
    return " / ".join(dict.fromkeys(venues[:1] if same else venues))
