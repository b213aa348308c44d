"""The week after the demonstration's day shows the planted clashes, and hardly any others."""

from datetime import date, timedelta

import pandas as pd

from lib.demo.generate import build_city
from lib.demo.scenarios import Scenario
from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.command_files import read_surroundings
from lib.schedule.events import time_events


def test_coming_week_has_the_planted_clashes_and_no_others_of_medium_level_or_more():
    scenario = Scenario()
    planted = scenario.table("planted_events")
    venues = {(row["organiser"], f"{row['day']}T{row['start']}"): row["venue_id"] or None for row in planted}
    rows = [row for _, truth in build_city(scenario) if truth.kind == "schedule" for row in truth.rows]
    latest = {(row["party"], row["start"], row["venue"]): row for row in rows}
    events = pd.DataFrame(
        {
            "event_id": number,
            "organiser": row["party"],
            "activity": row["activity"],
            "starts": pd.Timestamp(row["start"]),
            "ends": pd.Timestamp(row["end"]) if row["end"] else pd.NaT,
            "venue": row["venue"],
            "venue_id": venues.get((row["party"], row["start"])),
            "area_code": row["area_code"],
            "attendance": row["attendance"] if row["attendance"] != "" else None,
        }
        for number, row in enumerate(latest.values())
    )
    activities = pd.read_csv(scenario.vocabulary / "activities.csv").astype({"gathers": bool})
    areas = pd.read_csv(scenario.city / "areas.csv")
    timed = time_events(events, activities=activities, areas=areas, venues=pd.read_csv(scenario.city / "venues.csv"))
    clashes = find_all_clashes(timed, surroundings=read_surroundings(scenario.city, scenario.election))

    today = date.fromisoformat(scenario.settings["today"])
    coming = clashes[clashes["day"].between(pd.Timestamp(today), pd.Timestamp(today + timedelta(days=7)))]
    found = [
        (str(row.day)[:10], row.kind, {who for who in (row.organiser_a, row.organiser_b) if isinstance(who, str)})
        for row in coming.itertuples()
        if row.level > 2
    ]
    assert found == [
        ("2024-01-25", "same_place", {"PKS", "GARUDA"}),
        ("2024-01-26", "near", {"UMMAT", "PSI"}),
        ("2024-01-27", "same_place", {"PERINDO", "GELORA"}),
        ("2024-01-28", "near", {"NASDEM", "DEMOKRAT"}),
        ("2024-01-28", "worship_hours", {"HANURA"}),
        ("2024-01-30", "large_crowds", {"PDIP", "HANURA"}),
        ("2024-01-31", "wider", {"PKB", "GOLKAR"}),
    ]
