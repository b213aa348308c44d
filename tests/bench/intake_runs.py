"""One run of the intake benchmark in a process of its own, so that what it takes is its alone; JSON on standard output.

`python -m tests.bench.intake_runs peer|schedule|report FILE` or `... crowd FILE...`
"""

import json
import os
import resource
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

RECEIVED = date(2024, 2, 10)
PAUSE_BETWEEN_READS = 0.02


def read_by_peer(path: Path) -> dict[str, Any]:
    """pandas with openpyxl, nothing but reading."""
    import pandas as pd

    run = Run()
    with run.phase("read"):
        frame = pd.read_excel(path, engine="openpyxl", header=2)
    return run.told(rows=len(frame))


def import_file(path: Path, kind: str) -> dict[str, Any]:
    """Read in the process apart, compare, show the plan, store into a fresh database with packs."""
    from lib.intake.imports import preview_import, store_reading
    from lib.intake.reading_process import read_in_process
    from lib.store import SYSTEM

    data = path.read_bytes()
    with fresh_store() as store:
        run, steps = Run(), []
        with run.phase("read"):
            reading = read_in_process(path.name, data, kind, "malang", "pemilu_2024", on_progress=steps.append)
        with run.phase("plan"):
            plan = preview_import(store, SYSTEM, reading, RECEIVED)
        with run.phase("store"):
            receipt = store_reading(store, SYSTEM, reading, data, received=RECEIVED)
        return run.told(rows=receipt.new, planned=plan.count("new"), held=len(reading.held), progress=len(steps))


def import_crowd(paths: list[Path]) -> dict[str, Any]:
    """Everybody's file at once, while one reader asks for the schedule without a pause; its longest wait."""
    from lib.intake.imports import preview_import, store_reading
    from lib.intake.reading_process import read_in_process
    from lib.store import SYSTEM

    with fresh_store() as store:
        waits, is_over = [], threading.Event()

        def look() -> None:
            while not is_over.is_set():
                begins = time.perf_counter()
                with store.reader(SYSTEM) as read:
                    read.frame("SELECT organiser, count(*) AS events FROM events GROUP BY organiser")
                waits.append(time.perf_counter() - begins)
                time.sleep(PAUSE_BETWEEN_READS)

        queued: list[int] = []

        def send(path: Path) -> None:
            data = path.read_bytes()
            reading = read_in_process(path.name, data, "schedule", "malang", "pemilu_2024",
                                      on_progress=lambda progress: queued.append(progress.ahead))
            preview_import(store, SYSTEM, reading, RECEIVED)
            store_reading(store, SYSTEM, reading, data, received=RECEIVED)

        reader = threading.Thread(target=look)
        senders = [threading.Thread(target=send, args=(path,)) for path in paths]
        reader.start()
        time.sleep(0.5)
        calm = len(waits)
        run = Run()
        with run.phase("all"):
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join()
        is_over.set()
        reader.join()
        with store.reader(SYSTEM) as read:
            rows = read.value("SELECT count(*) FROM events")
        during = sorted(waits[calm:])
        return run.told(rows=rows, ahead=max(queued), reads=len(during), longest_wait=during[-1],
                        median_wait=during[len(during) // 2], longest_wait_before=max(waits[:calm]))


class Run:
    """Wall and CPU seconds of each phase, those of child processes included, and the peaks of memory."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._cpu: dict[str, float] = {}

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure what the block takes."""
        begins, cpu = time.perf_counter(), _cpu()
        yield
        self._seconds[name], self._cpu[name] = time.perf_counter() - begins, _cpu() - cpu

    def told(self, **more: Any) -> dict[str, Any]:
        """The measures, megabytes of this process and of its largest child, and `more`."""
        peaks = {name: resource.getrusage(who).ru_maxrss / 1024 for name, who in _WHO.items()}
        return {"seconds": self._seconds, "cpu": self._cpu, "megabytes": peaks, **more}


_WHO = {"own": resource.RUSAGE_SELF, "child": resource.RUSAGE_CHILDREN}


def _cpu() -> float:
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


@contextmanager
def fresh_store() -> Iterator[Any]:
    """A new database with the first city's packs."""
    from lib.reference.packs import load_packs
    from lib.store import open_store

    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "bench.duckdb")
        load_packs(store, city="malang", election="pemilu_2024")
        try:
            yield store
        finally:
            store.close()


def main() -> None:
    """Run what is asked."""
    what, *names = sys.argv[1:]
    paths = [Path(name) for name in names]
    if what == "crowd":
        told = import_crowd(paths)
    else:
        told = read_by_peer(paths[0]) if what == "peer" else import_file(paths[0], what)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
