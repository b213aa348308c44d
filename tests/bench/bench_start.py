"""From `make run`'s command, when set up, to a server that answers and has drawn the sign-in page."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.servers import ROOT, free_port, wait_until_healthy
from tests.bench.visitors import Visitor

BAR = 5.0


def start_once(database: Path) -> float:
    """Seconds until the sign-in page was drawn."""
    port = free_port()
    begin = time.perf_counter()
    command = [sys.executable, "-m", "lib", "--db", str(database), "serve", "--demo", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_healthy(port, patience=300)
            asyncio.run(_draw_sign_in(port))
            return time.perf_counter() - begin
        finally:
            server.terminate()


async def _draw_sign_in(port: int) -> None:
    async with Visitor(port, "ringkasan") as visitor:
        await visitor.rerun()


def main() -> None:
    """Print the first start, which loads the demonstration, and the median of five more."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "demo.duckdb"
        first = start_once(database)
        again = statistics.median(start_once(database) for _ in range(5))
    print(f"first start, loading the demonstration: {first:.1f} s")
    print(f"cold start when set up: {again:.1f} s ({'ok' if again <= BAR else 'over'})")


if __name__ == "__main__":
    main()
