"""`python -m tests.intake.rendering --cases N`: many rendered files read back, with counts and what went wrong."""

import argparse
from pathlib import Path
from random import Random

from lib.reference.vocabularies import load_reference
from tests.intake.rendering.checking import Outcome, check
from tests.intake.rendering.layouts import render

DATA = Path(__file__).resolve().parents[3] / "data"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.intake.rendering")
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--shown", type=int, default=15, help="how many findings are shown")
    parser.add_argument("--keep", type=Path, help="write the file of the first seed here")
    args = parser.parse_args()
    reference = load_reference(DATA / "city" / "malang", DATA / "election" / "pemilu_2024", DATA / "vocabulary")
    whole = Outcome()
    for seed in range(args.first, args.first + args.cases):
        rendered = render(Random(seed), reference)
        if args.keep and seed == args.first:
            args.keep.write_bytes(rendered.data)
        outcome = check(rendered, reference)
        outcome.wrong = [f"seed {seed} {rendered.layout}: {line}" for line in outcome.wrong]
        whole.add(outcome)
    for line in whole.wrong[: args.shown]:
        print("WRONG", line)
    for reason, count in whole.reasons.most_common(args.shown):
        print(f"{count:6d} {reason}")
    share = whole.stored / whole.rows
    print(
        f"{args.cases} files, {whole.rows} rows, {whole.stored} stored ({share:.2%}), {whole.held} held, "
        f"{whole.empty} values left empty, {len(whole.wrong)} wrong"
    )
    return 1 if whole.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
