"""`verify`, `backup FILE`, `restore FILE`: the care of the database file."""

import argparse
import shutil
from pathlib import Path
from typing import Any

from lib.errors import CannotRun
from lib.store.store import Store, open_store
from lib.store.verify import verify
from lib.text import N_, Message, _, say


def add_parser(subparsers: Any) -> None:
    """Declare the three commands."""
    verifying = subparsers.add_parser("verify", help="check schema, audit chain and kept files")
    verifying.set_defaults(run=run_verify)
    backing = subparsers.add_parser("backup", help="copy the database to FILE (the app must be stopped)")
    backing.add_argument("file", type=Path)
    backing.set_defaults(run=run_backup)
    restoring = subparsers.add_parser("restore", help="put a back-up in place of the database")
    restoring.add_argument("file", type=Path)
    restoring.set_defaults(run=run_restore)


def run_verify(arguments: argparse.Namespace) -> int:
    """Print what is wrong; 1 when something is."""
    store = _open_existing(Path(arguments.db))
    try:
        problems = verify(store)
        for problem in problems:
            print(say(problem))
        if not problems:
            print(_("The database is whole: schema {schema}, audit chain and kept files agree.",
                    schema=store.schema_version))
    finally:
        store.close()
    return 1 if problems else 0


def run_backup(arguments: argparse.Namespace) -> int:
    """Copy the database to a file that does not exist yet."""
    if arguments.file.exists():
        raise CannotRun(Message(N_("{path} exists already; a back-up never overwrites."), {"path": arguments.file}))
    store = _open_existing(Path(arguments.db))
    try:
        made = store.back_up(arguments.file.name)
    finally:
        store.close()
    shutil.move(made, arguments.file)
    print(_("Back-up written to {path}.", path=arguments.file))
    return 0


def run_restore(arguments: argparse.Namespace) -> int:
    """Put a sound back-up in place; the database that was there is kept beside it."""
    source, target = arguments.file, Path(arguments.db)
    _refuse_unsound(source)
    if target.exists():
        kept = _free_name(target)
        open_store(target).close()  # refuses while the app runs, and folds its log into the file
        target.rename(kept)
        print(_("The database that was there is kept as {path}.", path=kept))
    shutil.copyfile(source, target)
    print(_("Restored from {path}.", path=source))
    return 0


def _open_existing(path: Path) -> Store:
    if not path.is_file():
        raise CannotRun(Message(N_("There is no database at {path}."), {"path": path}))
    return open_store(path)


def _refuse_unsound(path: Path) -> None:
    store = _open_existing(path)
    try:
        problems = verify(store)
    finally:
        store.close()
    if problems:
        raise CannotRun(Message(N_("{path} is not restored: {problem}"), {"path": path, "problem": problems[0]}))


def _free_name(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem}.before-restore-{number}{path.suffix}")).exists():
        number += 1
    return kept
