"""A file of 50,000 rows read, compared, checked and stored, beside pandas with openpyxl that merely reads it.

Each run has a process of its own, ours and the peer's in turns; CPU seconds are those of the server and of the process
that reads together. Ten files at once are queued, while a reader's longest wait for an answer is measured.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.bench_clashes import judge, tell_load
from tests.bench.big_workbooks import write_reports, write_schedule

ROWS, SENDERS, ROWS_EACH = 50_000, 10, 2_000
ROUNDS = 3
RATIO_BAR, MEMORY_BAR, WAIT_BAR = 1.0, 600, 1.0


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, write in (("schedule", write_schedule), ("report", write_reports)):
            path = folder / f"{kind}.xlsx"
            write(path, ROWS)
            compare(kind, path)
        crowd = [folder / f"sender {number}.xlsx" for number in range(SENDERS)]
        for seed, path in enumerate(crowd):
            write_schedule(path, ROWS_EACH, seed)
        tell_crowd(run("crowd", *crowd))


def run(what: str, *paths: Path) -> dict[str, Any]:
    """What one run tells; see ``intake_runs``."""
    command = [sys.executable, "-m", "tests.bench.intake_runs", what, *map(str, paths)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def compare(kind: str, path: Path) -> None:
    """The table of one file."""
    rounds = [(run("peer", path), run(kind, path)) for _ in range(ROUNDS)]
    peer, ours = (min((pair[side] for pair in rounds), key=total_cpu) for side in (0, 1))
    print(f"{kind}: {ours['rows']:,} rows of {path.stat().st_size / 1e6:.1f} MB, held {ours['held']}, "
          f"told {ours['progress']} times how far it is")
    tell_load()
    print(f"  {'':<24}{'wall s':>8}{'CPU s':>8}")
    print(f"  {'pandas + openpyxl: read':<24}{peer['seconds']['read']:8.2f}{peer['cpu']['read']:8.2f}"
          f"   {peer['megabytes']['own']:.0f} MB")
    for phase, seconds in ours["seconds"].items():
        print(f"  {phase:<24}{seconds:8.2f}{ours['cpu'][phase]:8.2f}")
    print(f"  {'all of it':<24}{sum(ours['seconds'].values()):8.2f}{total_cpu(ours):8.2f}")
    least = [min(sum(pair[side]["seconds"].values()) for pair in rounds) for side in (0, 1)]
    judge("  wall, the best of each", least[1] / least[0], RATIO_BAR, most=True)
    judge("  CPU, the best of each", total_cpu(ours) / total_cpu(peer), RATIO_BAR, most=True)
    for whose, megabytes in (("process that reads", ours["megabytes"]["child"]), ("server", ours["megabytes"]["own"])):
        print(f"  peak memory, {whose}: {megabytes:.0f} MB ({'ok' if megabytes <= MEMORY_BAR else 'NOT MET'})")


def total_cpu(told: dict[str, Any]) -> float:
    """CPU seconds of all phases."""
    return sum(told["cpu"].values())


def tell_crowd(told: dict[str, Any]) -> None:
    """The table of many senders."""
    print(f"{SENDERS} files of {ROWS_EACH:,} rows at once: {told['rows']:,} events stored in "
          f"{told['seconds']['all']:.1f} s, up to {told['ahead']} files ahead of one")
    tell_load()
    print(f"  a reader meanwhile: {told['reads']} questions, median {told['median_wait'] * 1000:.0f} ms, longest "
          f"{told['longest_wait'] * 1000:.0f} ms (before: {told['longest_wait_before'] * 1000:.0f} ms) "
          f"({'ok' if told['longest_wait'] <= WAIT_BAR else 'NOT MET'})")


if __name__ == "__main__":
    main()
