"""Proposals for a week of 150 events with about 40 clashes, ten times: seconds, what is proven, what is left.

The bar: proven best in 10 seconds on two processors for at least 8 of 10. The events are invented; places, rules and
calendar are the demonstration city's and election's.
"""

import os
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, islice

import numpy as np
import pandas as pd

from lib.reference.packs import DATA
from lib.schedule.command_files import read_surroundings
from lib.schedule.events import time_events
from lib.schedule.proposals.conflicts import engine_of
from lib.schedule.proposals.loading import gather_city, gather_limits, gather_rule_book
from lib.schedule.proposals.model import STAGES
from lib.schedule.proposals.proposing import propose_moves
from lib.schedule.proposals.settings import ProposalSettings

SEEDS, EVENTS, CLASHES, DRAWN = range(1, 11), 150, 40, 400
BAR_SECONDS, BAR_PROVEN = 10.0, 8
CITY, ELECTION = DATA / "city" / "malang", DATA / "election" / "pemilu_2024"
ENGINE = engine_of(surroundings=read_surroundings(CITY, ELECTION))
MONDAY = datetime(2024, 1, 22)
PARTIES = ("PKB", "GERINDRA", "PDIP", "GOLKAR", "NASDEM", "BURUH", "GELORA", "PKS", "PKN", "HANURA", "GARUDA", "PAN",
           "PBB", "DEMOKRAT", "PSI", "PERINDO", "PPP", "UMMAT")
METHODS = ("rapat_umum", "pertemuan_terbatas", "tatap_muka", "tatap_muka", "penyebaran_bahan", "kegiatan_lain")
PINNED_SHARE = 0.1


def main() -> None:
    """Print the table."""
    if os.getloadavg()[0] > (os.cpu_count() or 1) - 0.5:
        print(f"the machine is busy (load {os.getloadavg()[0]:.1f}): the times below are rough")
    proven = sum(report(seed) for seed in SEEDS)
    holds = "ok" if proven >= BAR_PROVEN else "NOT MET"
    print(f"proven best within {BAR_SECONDS:g} s: {proven} of {len(SEEDS)} (bar: {BAR_PROVEN}) {holds}")


def report(seed: int) -> bool:
    """One line a seed; whether it was proven best in time."""
    events = make_week(seed)
    city, book = gather_city(CITY), gather_rule_book(CITY, ELECTION)
    limits = gather_limits(CITY, ELECTION)
    begins, cpu_begins = time.perf_counter(), time.process_time()
    found = propose_moves(events, city, engine=ENGINE, book=book, limits=limits, settings=ProposalSettings())
    seconds, cpu = time.perf_counter() - begins, time.process_time() - cpu_begins
    values = dict(zip(STAGES, found.stages, strict=True))
    told = ", ".join(f"{name} {stage.value} (bound {stage.bound})" for name, stage in values.items() if name != "draw")
    print(f"seed {seed:2}: {len(found.clashes)} clashes, {len(found.moves)} moved, {len(found.left)} left; "
          f"{seconds:.1f} s (CPU {cpu:.1f} s, solver {found.seconds:.1f} s), {found.status}; {told}", flush=True)
    return found.status == "proven" and seconds <= BAR_SECONDS


def make_week(seed: int) -> pd.DataFrame:
    """150 timed events of one week among which are about 40 clashes of level 4 or 5.

    Of a larger number of events that are drawn, 150 are kept; one is exchanged for another until the clashes are right.
    """
    city, rng = gather_city(CITY), np.random.default_rng(seed)
    drawn = list(islice(_draw_events(rng, city.venues, city.areas), DRAWN))
    timed = time_events(pd.DataFrame(drawn), activities=city.activities, areas=city.areas, venues=city.venues)
    found = ENGINE(timed, 4).dropna(subset="event_b")
    clashing = np.zeros((DRAWN, DRAWN), dtype=bool)
    clashing[found["event_a"].astype("int64"), found["event_b"].astype("int64")] = True
    clashing |= clashing.T
    kept = np.zeros(DRAWN, dtype=bool)
    kept[:EVENTS] = True
    while (clashes := int(clashing[np.ix_(kept, kept)].sum()) // 2) != CLASHES:
        out, into = rng.choice(np.flatnonzero(kept)), rng.choice(np.flatnonzero(~kept))
        change = int(clashing[into, kept].sum() - clashing[into, out] - clashing[out, kept].sum())
        if abs(clashes + change - CLASHES) <= abs(clashes - CLASHES):
            kept[[out, into]] = False, True
    return timed[timed["event_id"].isin(np.flatnonzero(kept))].reset_index(drop=True)


def _draw_events(rng: np.random.Generator, venues: pd.DataFrame, areas: pd.DataFrame) -> Iterator[dict]:
    wanted = venues[venues["rapat_umum_ok"].isin(["yes", "conditional"]) | (venues["pertemuan_terbatas_ok"] == "yes")]
    wanted = wanted.dropna(subset=["lat", "area_code"])
    for event_id in count():
        method = str(rng.choice(METHODS))
        starts = MONDAY + timedelta(days=int(rng.integers(7)), hours=int(rng.integers(8, 18)))
        hours = int(rng.integers(2, 4))
        event = {"event_id": event_id, "organiser": str(rng.choice(PARTIES)), "activity": method, "starts": starts,
                 "ends": starts + timedelta(hours=hours), "attendance": int(rng.integers(50, 3000)),
                 "permit_no": "STTP" if rng.random() < PINNED_SHARE else None,
                 "venue": None, "venue_id": None, "area_code": None, "lat": None, "lon": None}
        if rng.random() < 0.3:
            venue = wanted.iloc[int(rng.integers(len(wanted)))]
            yield {**event, "venue": venue["name"], "venue_id": venue["venue_id"]}
        else:
            area = areas.iloc[int(rng.integers(len(areas)))]
            yield {**event, "area_code": area["area_code"], "lat": area["lat"] + float(rng.normal(0, 0.004)),
                   "lon": area["lon"] + float(rng.normal(0, 0.004))}


if __name__ == "__main__":
    main()
