"""`python -m tests.fuzz --cases 20000 --seed 1 [FOLDER ...]`: the full run; exit status 1 when a case is a fault."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lib.intake.reading_process import PACKS
from tests.fuzz.running import Report, load_seeds, make_case, run_cases


def main() -> int:
    """Run, print, and keep the broken files that made a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="office files (default: data/demo)")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that make a fault")
    arguments = parser.parse_args()
    seeds = load_seeds(arguments.folders or [PACKS / "demo"])
    report = Report()

    def add(outcome) -> None:
        report.add(outcome)
        if outcome in report.faults:
            print(f"case {outcome.case}: {outcome.seconds:.1f} s, {outcome.megabytes} MB, {outcome.told}", flush=True)
            if arguments.keep:
                name, data, kind = make_case(seeds, arguments.seed, outcome.case)
                arguments.keep.mkdir(parents=True, exist_ok=True)
                (arguments.keep / f"{outcome.case}-{kind}-{name}").write_bytes(data)
        if sum(report.counts.values()) % 1000 == 0:
            print(dict(report.counts), flush=True)

    cases = range(arguments.first, arguments.first + arguments.cases)
    with ThreadPoolExecutor(arguments.processes) as pool:
        shares = [cases[start :: arguments.processes] for start in range(arguments.processes)]
        list(pool.map(lambda share: run_cases(seeds, arguments.seed, share, add), shares))
    print(f"{len(cases)} cases of {len(seeds)} files: {dict(report.counts)}, {len(report.faults)} faults")
    for told, count in report.sentences.most_common():
        print(f"{count:>6} {told}")
    print(f"slowest: {report.slowest}\nlargest: {report.largest}")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
