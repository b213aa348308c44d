"""`check FILE... --kind schedule|report --out DIR`: read files and write what would be stored and what would not."""

import argparse
import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from lib.errors import CannotRun
from lib.intake.choices import NO_CHOICES, Choices
from lib.intake.reader import read_file
from lib.intake.readings import Reading, Row, fields_of
from lib.reference.vocabularies import load_reference
from lib.text import LANGUAGES, N_, Message, _, ngettext, say, using

DATA = Path(__file__).resolve().parents[2] / "data"


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add the command `check`."""
    parser = subparsers.add_parser("check", help="read schedules or reports and say what is wrong with them")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--kind", choices=("schedule", "report"), required=True)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where NAME.csv and NAME.problems.csv go"
    )
    parser.add_argument("--city", default="malang", help="city pack (default: malang)")
    parser.add_argument("--election", default="pemilu_2024", help="election pack (default: pemilu_2024)")
    parser.add_argument(
        "--choices", type=Path, metavar="FILE", help="choices about each of the files, as JSON (see lib/intake/choices)"
    )
    parser.add_argument(
        "--lang", dest="words", choices=LANGUAGES, default="id", help="language of the problems (default: id)"
    )
    parser.set_defaults(run=run_check)


def run_check(args: argparse.Namespace) -> int:
    """Read each file, write its two CSV files, print one line about it; 1 when anything was held or refused."""
    reference = load_reference(DATA / "city" / args.city, DATA / "election" / args.election, DATA / "vocabulary")
    choices = _read_choices(args.choices) if args.choices else NO_CHOICES
    args.out.mkdir(parents=True, exist_ok=True)
    troubled = False
    with using(args.words):
        for path in args.files:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise CannotRun(Message(N_("The file {path} cannot be read."), {"path": str(path)})) from error
            reading = read_file(path.name, data, args.kind, reference, choices)
            write_reading(reading, args.out)
            troubled |= bool(reading.refusal or _waiting(reading))
            print(summarise(reading))
    return 1 if troubled else 0


def _read_choices(path: Path) -> Choices:
    try:
        return Choices.from_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotRun(Message(N_("The file {path} cannot be read."), {"path": str(path)})) from error
    except ValueError as error:
        raise CannotRun(Message(N_("The file {path} holds no choices about how a file is read ({error})."),
                                {"path": str(path), "error": str(error)})) from error  # fmt: skip


def write_reading(reading: Reading, folder: Path) -> None:
    """Write NAME.csv (the rows to store) and NAME.problems.csv (row, sheet, field, message)."""
    stem = Path(reading.name).stem
    fields = fields_of(reading.kind)
    _write(folder / f"{stem}.csv", ("row", "sheet", *fields), (_flat(row, fields) for row in reading.rows))
    _write(folder / f"{stem}.problems.csv", ("row", "sheet", "field", "message"), _problem_lines(reading))


def summarise(reading: Reading) -> str:
    """One line about a file."""
    if reading.refusal:
        return f"{reading.name}: {say(reading.refusal)}"
    warnings = sum(1 for problem in reading.problems if problem.level == "warning")
    return f"{reading.name}: " + ", ".join(
        (
            ngettext("{n} row ready", "{n} rows ready", len(reading.rows)),
            ngettext("{n} held", "{n} held", _waiting(reading)),
            ngettext("{n} warning", "{n} warnings", warnings),
        )
    )


def _waiting(reading: Reading) -> int:
    """The rows that wait for a person; a calendar's entry that is off does not."""
    return sum(row.values.get("state") != "cancelled" for row in reading.held)


def _problem_lines(reading: Reading) -> Iterable[dict[str, Any]]:
    if reading.refusal:
        yield {"row": "", "sheet": "", "field": "file", "message": say(reading.refusal)}
    for problem in reading.problems:
        sentence = say(problem.message) + (f" {say(problem.hint)}" if problem.hint else "")
        place = _("Row {row}: {sentence}", row=problem.row, sentence=sentence)
        yield {"row": problem.row, "sheet": problem.sheet, "field": problem.field, "message": place}


def _flat(row: Row, fields: tuple[str, ...]) -> dict[str, Any]:
    flat: dict[str, Any] = {"row": row.row, "sheet": row.sheet}
    for name in fields:
        value = row.values.get(name)
        if isinstance(value, datetime):
            has_time = name != "occurred" or row.values.get("occurred_has_time", True)
            value = value.strftime("%Y-%m-%dT%H:%M" if has_time else "%Y-%m-%d")
        elif isinstance(value, tuple):
            value = ",".join(value)
        elif isinstance(value, bool):
            value = "true" if value else "false"
        flat[name] = "" if value is None else value
    return flat


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
