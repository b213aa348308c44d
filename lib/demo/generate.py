"""Write the demonstration city's files: `python -m lib.demo.generate [FOLDER]`."""

import json
import sys
from pathlib import Path

from lib.demo.grids import Book
from lib.demo.report_files import write_reports
from lib.demo.scenarios import ROOT, Scenario
from lib.demo.schedules import write_schedules
from lib.demo.truths import FileTruth
from lib.demo.writers import write_book

FOLDER = ROOT / "data" / "demo"
INDEX = "demo.json"


def build_city(scenario: Scenario | None = None) -> list[tuple[Book, FileTruth]]:
    """Every file of the demonstration city with its truth, in the order the office received them."""
    scenario = scenario or Scenario()
    files = [*write_schedules(scenario), *write_reports(scenario)]
    return sorted(files, key=lambda pair: (pair[1].received, pair[1].kind != "schedule", pair[1].file))


def describe_city(scenario: Scenario, truths: list[FileTruth]) -> dict[str, object]:
    """The index that a loader follows: today, the packs, and each file with its kind, sender and day of receipt."""
    settings = scenario.settings
    return {
        "today": settings["today"],
        "city": settings["city"],
        "election": settings["election"],
        "note": scenario.label,
        "party_officer_of": settings["party_officer_of"],
        "files": [
            {"file": some.file, "kind": some.kind, "sender": some.sender, "received": some.received.isoformat()}
            for some in truths
        ],
    }


def write_city(folder: Path) -> list[FileTruth]:
    """Write every file and the index into `folder`; files named in an older index there are taken away first."""
    scenario = Scenario()
    pairs = build_city(scenario)
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / INDEX).exists():
        for old in json.loads((folder / INDEX).read_text(encoding="utf-8"))["files"]:
            (folder / old["file"]).unlink(missing_ok=True)
    for book, _ in pairs:
        (folder / book.name).write_bytes(write_book(book))
    truths = [truth for _, truth in pairs]
    text = json.dumps(describe_city(scenario, truths), ensure_ascii=False, indent=1)
    (folder / INDEX).write_text(text + "\n", encoding="utf-8")
    return truths


if __name__ == "__main__":
    write_city(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
