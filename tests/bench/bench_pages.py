"""Server time of each page with 20,000 events and 100,000 reports, beside an empty Streamlit page in the same run.

Cold: a day nobody has looked at, so nothing is cached; warm: the same day again. The process itself is warm.
"""

import asyncio
import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.bench.bench_clashes import tell_load
from tests.bench.big_city import AS_OF, make_big_city
from tests.bench.servers import serving
from tests.bench.visitors import Visitor

PAGES = ("ringkasan", "jadwal", "aturan", "pengamanan", "kerawanan", "laporan", "unggah", "unduhan")
BARS = {"cold": 0.4, "warm": 0.1}
DAYS = [AS_OF - timedelta(days=back) for back in range(1, 6)]


async def time_page(port: int, page: str, token: str) -> dict[str, float]:
    """Median seconds of a run, cold and warm."""
    times: dict[str, list[float]] = {"cold": [], "warm": []}
    async with Visitor(port, page, token) as visitor:
        await visitor.rerun()  # imports the page's modules
    for day in DAYS:
        async with Visitor(port, page, token, query=f"hari={day}") as visitor:
            for kind in ("cold", "warm", "warm"):
                run = await visitor.rerun()
                if run.errors:
                    raise RuntimeError(f"{page}: {run.errors}")
                times[kind].append(run.seconds)
    return {kind: statistics.median(seconds) for kind, seconds in times.items()}


async def time_empty(port: int) -> float:
    """Median seconds of a run of the empty page."""
    async with Visitor(port, "") as visitor:
        return statistics.median([(await visitor.rerun()).seconds for _ in range(10)])


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        database, blank = Path(folder) / "big.duckdb", Path(folder) / "blank.py"
        begin = time.perf_counter()
        token = make_big_city(database, events=20_000, reports=100_000)
        print(f"20,000 events and 100,000 reports stored in {time.perf_counter() - begin:.0f} s")
        tell_load()
        blank.write_text("import streamlit as st\nst.write('empty')\n", encoding="utf-8")
        with serving(blank, folder=Path(folder)) as port:
            empty = asyncio.run(time_empty(port))
        print(f"empty Streamlit page: {empty * 1000:.0f} ms")
        with serving("lib/asgi.py", database) as port:
            for page in PAGES:
                found = asyncio.run(time_page(port, page, token))
                print(f"{page:<12}" + "".join(tell(kind, seconds, empty) for kind, seconds in found.items()))


def tell(kind: str, seconds: float, empty: float) -> str:
    """One measure: milliseconds, how often the empty page, and whether the bar holds."""
    verdict = "ok" if seconds <= BARS[kind] else "over"
    return f"{kind} {seconds * 1000:5.0f} ms, {seconds / empty:4.0f} x empty ({verdict})   "


if __name__ == "__main__":
    main()
