"""`user add|reset|disable|enable NAME`: accounts without a browser (the app must be stopped)."""

import argparse
from pathlib import Path
from typing import Any

from lib.access.passwords import random_password
from lib.access.roles import Role
from lib.access.users import add_user, disable_user, enable_user, reset_password
from lib.errors import CannotRun
from lib.store import SYSTEM, Store, open_store
from lib.text import LANGUAGES, N_, Message, _


def add_parser(subparsers: Any) -> None:
    """Declare `user` and what can be done with one."""
    parser = subparsers.add_parser("user", help="add a user, give a new password, close or open an account")
    doing = parser.add_subparsers(dest="doing", required=True, metavar="add|reset|disable|enable")
    adding = doing.add_parser("add", help="add a user; prints a password to be changed at the first sign-in")
    adding.add_argument("--role", choices=[str(role) for role in Role], required=True)
    adding.add_argument("--display-name", default="", help="the name others see (default: NAME)")
    adding.add_argument("--ward", action="append", default=[], metavar="CODE", help="an FKDM member's ward; repeat")
    adding.add_argument("--organiser", metavar="CODE", help="a party officer's party")
    adding.add_argument("--reads", choices=LANGUAGES, default="id", help="the language the user reads")
    resetting = doing.add_parser("reset", help="print a new password, to be changed at the next sign-in")
    closing = doing.add_parser("disable", help="close the account and end its sessions")
    opening = doing.add_parser("enable", help="open the account again")
    for chosen, run in ((adding, run_add), (resetting, run_reset), (closing, run_disable), (opening, run_enable)):
        chosen.add_argument("name", metavar="NAME")
        chosen.set_defaults(run=run)


def run_add(arguments: argparse.Namespace) -> int:
    """Add a user and print the first password."""
    store = _open(arguments)
    password = random_password()
    try:
        add_user(store, name=arguments.name, display_name=arguments.display_name, role=arguments.role,
                 password=password, areas=arguments.ward, organiser=arguments.organiser, language=arguments.reads,
                 by=SYSTEM)
    finally:
        store.close()
    print(_("User {name} is added. First password: {password}", name=arguments.name, password=password))
    return 0


def run_reset(arguments: argparse.Namespace) -> int:
    """Print a new password."""
    store = _open(arguments)
    try:
        password = reset_password(store, name=arguments.name, by=SYSTEM)
    finally:
        store.close()
    print(_("New password of {name}: {password}", name=arguments.name, password=password))
    return 0


def run_disable(arguments: argparse.Namespace) -> int:
    """Close an account."""
    store = _open(arguments)
    try:
        disable_user(store, name=arguments.name, by=SYSTEM)
    finally:
        store.close()
    print(_("The account {name} is closed.", name=arguments.name))
    return 0


def run_enable(arguments: argparse.Namespace) -> int:
    """Open an account again."""
    store = _open(arguments)
    try:
        enable_user(store, name=arguments.name, by=SYSTEM)
    finally:
        store.close()
    print(_("The account {name} is open again.", name=arguments.name))
    return 0


def _open(arguments: argparse.Namespace) -> Store:
    path = Path(arguments.db)
    if not path.is_file():
        raise CannotRun(Message(N_("There is no database at {path}."), {"path": path}))
    return open_store(path)
