"""The command line: `python -m lib COMMAND`. Exit status 0, 1 (problems found), 2 (could not run)."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from lib.errors import Refusal
from lib.text import LANGUAGES, use

# One module a room, each with add_parser(subparsers). Imported only when its command is called:
# serving must not wait for what it does not need.
COMMANDS = {
    "serve": "lib.serve",
    "verify": "lib.store.commands",
    "backup": "lib.store.commands",
    "restore": "lib.store.commands",
    "user": "lib.access.commands",
    "check": "lib.intake.commands",
    "clashes": "lib.schedule.commands",
    "rules": "lib.schedule.rules.commands",
    "load": "lib.schedule.load_commands",
    "propose": "lib.schedule.proposals.commands",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    parser = argparse.ArgumentParser(prog="python -m lib", description="Kentongan without a browser.")
    parser.add_argument("--lang", choices=LANGUAGES, default=os.environ.get("KENTONGAN_LANG", "id"),
                        help="language of what is printed (default: id)")
    parser.add_argument("--db", default=os.environ.get("KENTONGAN_DB", "data/kentongan.duckdb"),
                        help="the database file (default: KENTONGAN_DB, else data/kentongan.duckdb)")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in _modules(arguments):
        importlib.import_module(module).add_parser(subparsers)
    chosen = parser.parse_args(arguments)
    use(chosen.lang)
    try:
        return chosen.run(chosen)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2


def _modules(arguments: Sequence[str]) -> list[str]:
    named = [COMMANDS[word] for word in arguments if word in COMMANDS]
    return named[:1] or list(dict.fromkeys(COMMANDS.values()))


if __name__ == "__main__":
    sys.exit(main())
