"""Reading broken files one after the other in a process that may die of them, as the server's readings may."""

import multiprocessing
import os
import resource
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from lib.intake.reader import NO_TABLE, read_file
from lib.intake.reading_lines import from_lines, to_lines
from lib.intake.reading_process import PACKS, Bounds
from lib.reference.vocabularies import load_reference
from tests.fuzz.mutations import mutate

SECONDS, MEGABYTES = 10, 500
PATIENCE = 60  # seconds on the clock
Seeds = Sequence[tuple[str, bytes]]


@dataclass
class Outcome:
    """What became of one case: "read", "refused", "ended" (stopped by the memory limit: refused too) or a fault."""

    case: int
    result: str
    told: str = ""
    seconds: float = 0.0
    megabytes: int = 0


@dataclass
class Report:
    """All outcomes, counted; the faults in full."""

    counts: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    faults: list[Outcome] = field(default_factory=list)
    slowest: Outcome | None = None
    largest: Outcome | None = None

    def add(self, outcome: Outcome) -> None:
        """Count one; slow, large and failed ones are faults."""
        self.counts[outcome.result] += 1
        if outcome.result == "refused":
            self.sentences[outcome.told] += 1
        if outcome.result == "fault" or outcome.seconds > SECONDS or outcome.megabytes > MEGABYTES:
            self.faults.append(outcome)
        if self.slowest is None or outcome.seconds > self.slowest.seconds:
            self.slowest = outcome
        if self.largest is None or outcome.megabytes > self.largest.megabytes:
            self.largest = outcome


def load_seeds(folders: Sequence[Path]) -> Seeds:
    """The office files of some folders, by name and content."""
    kinds = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".ics")
    return [
        (path.name, path.read_bytes())
        for folder in folders
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in kinds
    ]


def make_case(seeds: Seeds, seed: int, case: int) -> tuple[str, bytes, str]:
    """(name, bytes, kind of file) of one case; always the same for the same numbers and files."""
    rng = Random(f"{seed}-{case}")
    name, data = rng.choice(seeds)
    return name, mutate(rng, data), rng.choice(("schedule", "report"))


def run_cases(seeds: Seeds, seed: int, cases: Sequence[int], on_outcome: Callable[[Outcome], None]) -> None:
    """Read the cases one after the other; a process that dies or hangs is replaced."""
    left = list(cases)
    while left:
        ours, theirs = multiprocessing.get_context("spawn").Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs, seeds, seed, left))
        process.start()
        theirs.close()
        for outcome in _outcomes(ours, left):
            left.remove(outcome.case)
            on_outcome(outcome)
        process.kill()
        process.join()
        ours.close()


def _outcomes(connection: Connection, cases: Sequence[int]) -> Iterator[Outcome]:
    for case in list(cases):
        if not connection.poll(PATIENCE):
            yield Outcome(case, "fault", "no end in sight", PATIENCE)
            return
        try:
            yield connection.recv()
        except EOFError:
            yield Outcome(case, "ended")
            return


def _work(connection: Connection, seeds: Seeds, seed: int, cases: Sequence[int]) -> None:
    limit = Bounds().megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what the native reader says when it gives up
    reference = load_reference(
        PACKS / "city" / "malang", PACKS / "election" / "pemilu_2024", PACKS / "vocabulary"
    )
    for case in cases:
        name, data, kind = make_case(seeds, seed, case)
        begun = time.process_time()  # of the processor: others may be at work on the machine
        try:
            reading = read_file(name, data, kind, reference)
            if reading.refusal and reading.refusal.text in NO_TABLE.values():
                reading = read_file(name, data, "report" if kind == "schedule" else "schedule", reference)
            result, told = ("refused", reading.refusal.text) if reading.refusal else ("read", "")
            if from_lines(to_lines(reading)) != reading:
                result, told = "fault", "the lines of the reading give another reading"
        except MemoryError:
            result, told = "ended", ""
        except BaseException:  # noqa: BLE001 (whatever it is, it is what we look for)
            result, told = "fault", traceback.format_exc()
        used = peak_megabytes()
        connection.send(Outcome(case, result, told, time.process_time() - begun, used))
        if used > MEGABYTES // 2 or result == "ended":
            return  # the next process begins small again
    connection.close()


def peak_megabytes() -> int:
    """The most memory this process has held. By the kernel's list where there is one: the usage that a process is told
    of counts what it was forked from as well."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii", errors="replace").splitlines())
    return int(lines["VmHWM"].split()[0]) // 1024
