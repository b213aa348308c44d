"""50 people on one page, each clicking about every 5 seconds for half a minute, over real websockets on loopback."""

import asyncio
import random
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.big_city import make_big_city
from tests.bench.servers import serving
from tests.bench.visitors import Visitor

PEOPLE, EVERY, LASTS = 50, 5.0, 30.0
BARS = {"median": 0.3, "p95": 1.0}


async def visit(port: int, page: str, token: str, seed: int, end: float) -> list[float]:
    """One person's clicks until `end`; returns seconds of each."""
    pauses = random.Random(seed)
    await asyncio.sleep(pauses.uniform(0, EVERY))
    seconds = []
    async with Visitor(port, page, token) as visitor:
        await visitor.rerun()
        while time.perf_counter() < end:
            await asyncio.sleep(pauses.uniform(0.6 * EVERY, 1.4 * EVERY))
            run = await visitor.rerun()
            if run.errors:
                raise RuntimeError(f"{page}: {run.errors}")
            seconds.append(run.seconds)
    return seconds


async def crowd(port: int, page: str, token: str) -> list[float]:
    """Everybody's clicks."""
    async with Visitor(port, page, token) as first:
        await first.rerun()
    end = time.perf_counter() + LASTS
    visits = await asyncio.gather(*(visit(port, page, token, seed, end) for seed in range(PEOPLE)))
    return sorted(second for visit_seconds in visits for second in visit_seconds)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "big.duckdb"
        token = make_big_city(database, events=20_000, reports=100_000)
        with serving("lib/asgi.py", database) as port:
            for page in ("ringkasan", "jadwal", "kerawanan"):
                seconds = asyncio.run(crowd(port, page, token))
                found = {"median": statistics.median(seconds), "p95": seconds[int(0.95 * len(seconds))]}
                verdict = " ".join(f"{kind} {value * 1000:.0f} ms ({'ok' if value <= BARS[kind] else 'over'})"
                                   for kind, value in found.items())
                print(f"{page:<12}{PEOPLE} people, {len(seconds)} clicks: {verdict}")


if __name__ == "__main__":
    main()
