"""The clash search against a bare DuckDB grid join, against PostGIS with GiST, and against itself with ten times less.

The bare join is what anybody would write first: explode each event into the nine cells around it, join on day and
cell, test hours and haversine, count. It knows no venues, wards, districts, joint events or levels. PostGIS is asked
for the same pairs, on the sphere, with one index on place and hours. Both have less to do than the search. Times are
the best of several runs, taken in turns.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from lib.schedule.clashes import find_clash_pairs
from lib.schedule.engine import read_sql
from lib.schedule.kinds import NEAR_KINDS
from tests.bench.many_cities import make_cities
from tests.bench.private_postgres import ask, find_programs, running_postgres
from tests.fuzz.running import peak_megabytes

EVENTS, CITIES = 200_000, 100
BARE_BAR, POSTGIS_BAR, GROWTH_BAR = 2.0, 10.0, 12.0
MEMORY_BAR = 4096  # MB
RUNS = 15

BARE_JOIN = """
    WITH events AS (
        SELECT event_id, organiser, lat, lon, starts - INTERVAL 120 MINUTE AS opens,
            ends_or_estimate + INTERVAL 120 MINUTE AS clears,
            floor(lat / 0.02701)::INTEGER AS y, floor(lon / 0.02729)::INTEGER AS x
        FROM timed_events WHERE gathers AND state <> 'cancelled' AND lat IS NOT NULL
    ),
    days AS (
        SELECT *, epoch_ms(opens) // 86400000 AS first_day,
            unnest(range(epoch_ms(opens) // 86400000, (epoch_ms(clears) - 1) // 86400000 + 1)) AS day
        FROM events
    ),
    around AS (
        SELECT days.* REPLACE (x + dx AS x, y + dy AS y)
        FROM days, (VALUES (-1), (0), (1)) AS columns (dx), (VALUES (-1), (0), (1)) AS rows (dy)
    )
    SELECT count(*)
    FROM days AS a JOIN around AS b USING (day, x, y)
    WHERE a.event_id < b.event_id AND a.organiser <> b.organiser AND a.opens < b.clears AND b.opens < a.clears
        AND day = greatest(a.first_day, b.first_day)
        AND 2 * 6371008.8 * asin(sqrt(pow(sin(radians(b.lat - a.lat) / 2), 2) + cos(radians(a.lat))
            * cos(radians(b.lat)) * pow(sin(radians(b.lon - a.lon) / 2), 2))) <= 3000
"""
POSTGIS_TABLE = """
    CREATE EXTENSION postgis;
    CREATE TABLE events (event_id BIGINT, organiser TEXT, opens TIMESTAMP, clears TIMESTAMP, lat FLOAT8, lon FLOAT8);
"""
POSTGIS_INDEX = """
    ALTER TABLE events ADD place geography(Point), ADD hours tsrange;
    UPDATE events SET place = ST_MakePoint(lon, lat)::geography, hours = tsrange(opens, clears);
    CREATE INDEX ON events USING gist (place, hours);
"""
POSTGIS_JOIN = """
    SELECT count(*) FROM events AS a JOIN events AS b
    ON ST_DWithin(a.place, b.place, 3000, false) AND a.hours && b.hours
    WHERE a.event_id < b.event_id AND a.organiser <> b.organiser
"""


def main(events: int = EVENTS, cities: int = CITIES) -> None:
    """Print the table."""
    database = load(events, cities)
    tenths = {"in the same cities": load(events // 10, cities),
              "in a tenth of the cities": load(events // 10, cities // 10)}
    search, bare, *little = measure([
        lambda: find_clash_pairs(database),
        lambda: database.execute(BARE_JOIN).fetchall(),
        *(lambda tenth=tenth: find_clash_pairs(tenth) for tenth in tenths.values()),
    ])
    memory = peak_megabytes()
    (details,) = measure([
        lambda: database.execute("CREATE OR REPLACE TEMP TABLE details AS " + read_sql("clash_details"))], runs=3)
    print(describe(database, events, cities))
    tell_load()
    print(f"search, every pair with its kind: {search:.3f} s; bare grid join: {bare:.3f} s")
    judge("  against the bare join", search / bare, BARE_BAR, most=True)
    print(f"  with the details of every pair, which pages ask of one city at a time: {search + details:.3f} s")
    for where, taken in zip(tenths, little, strict=True):
        judge(f"ten times {events // 10:,} events {where} ({taken:.3f} s)", search / taken, GROWTH_BAR, most=True)
    print(f"peak memory of the process, data included: {memory:,} MB (bar: {MEMORY_BAR:,}) "
          f"{'ok' if memory <= MEMORY_BAR else 'NOT MET'}")
    if events <= EVENTS:
        compare_postgis(database)


def load(events: int, cities: int) -> duckdb.DuckDBPyConnection:
    """A database in memory with timed_events and area_neighbours."""
    frame, neighbours = make_cities(events, cities)
    database = duckdb.connect(":memory:")
    for name, table in (("timed_events", frame), ("area_neighbours", neighbours)):
        database.register("frame", table)
        database.table("frame").create(name)
        database.unregister("frame")
    return database


def measure(tasks: list[Callable[[], object]], runs: int = RUNS) -> list[float]:
    """Least seconds of each task, the tasks taking turns so that all see the same machine."""
    taken: list[list[float]] = [[] for _ in tasks]
    for _run in range(runs):
        for times, task in zip(taken, tasks, strict=True):
            begins = time.perf_counter()
            task()
            times.append(time.perf_counter() - begins)
    return [min(times) for times in taken]


def describe(database: duckdb.DuckDBPyConnection, events: int, cities: int) -> str:
    """What was searched and found."""
    counts = dict(database.execute("SELECT kind_rank, count(*) FROM clash_pairs GROUP BY kind_rank").fetchall())
    kinds = ", ".join(f"{kind.name} {counts.get(rank, 0):,}" for rank, kind in NEAR_KINDS.items())
    return f"{events:,} events, {cities} cities, 75 days: {sum(counts.values()):,} pairs ({kinds})"


def tell_load() -> None:
    """Say when others use the machine: ratios of times taken one after the other are rough then."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load > cores + 0.5:
        print(f"the machine is busy (load {load:.1f} on {cores} cores): the ratios below are rough")


def compare_postgis(database: duckdb.DuckDBPyConnection) -> None:
    """Time the same pairs in PostGIS, the search just before and after; says so where it is not installed."""
    if (programs := find_programs()) is None:
        print("PostGIS: not installed (Debian: apt install postgresql postgresql-15-postgis-3), skipped")
        return
    events = database.execute(
        "SELECT event_id, organiser, starts - INTERVAL 120 MINUTE, ends_or_estimate + INTERVAL 120 MINUTE, lat, lon "
        "FROM timed_events WHERE gathers AND state <> 'cancelled' AND lat IS NOT NULL").df()
    (expected,), = database.execute(BARE_JOIN).fetchall()
    with tempfile.TemporaryDirectory() as folder, running_postgres(programs) as server:
        events.to_csv(Path(folder) / "events.csv", index=False, header=False)
        ask(server, POSTGIS_TABLE)
        ask(server, "COPY events FROM STDIN (FORMAT csv)", stdin=Path(folder) / "events.csv")
        ask(server, POSTGIS_INDEX)
        ask(server, "VACUUM ANALYZE events")
        (before,) = measure([lambda: find_clash_pairs(database)], runs=3)
        begins = time.perf_counter()
        found = int(ask(server, POSTGIS_JOIN))
        taken = time.perf_counter() - begins
        (after,) = measure([lambda: find_clash_pairs(database)], runs=3)
    print(f"PostGIS {programs.parent.name}, GiST: {taken:.1f} s, {found:,} pairs (bare join {expected:,})")
    judge("  PostGIS against the search", taken / max(before, after), POSTGIS_BAR, most=False)


def judge(what: str, ratio: float, bar: float, *, most: bool) -> None:
    """One line: the ratio, the bar, and whether it holds."""
    holds = ratio <= bar if most else ratio >= bar
    print(f"{what}: {ratio:.1f} x (bar: {'at most' if most else 'at least'} {bar:g} x) {'ok' if holds else 'NOT MET'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="nationwide: --events 1000000 --cities 500; without PostGIS above "
                                                 f"{EVENTS:,} events")
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--cities", type=int, default=CITIES)
    main(**vars(parser.parse_args()))
