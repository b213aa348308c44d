"""`serve`: make the database ready, say where the app is and how to get in, and become the app."""

import argparse
import json
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

from lib.errors import CannotRun
from lib.store import SYSTEM, Store, open_store
from lib.text import N_, Message, _

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_CITY = os.environ.get("KENTONGAN_CITY")
DEFAULT_ELECTION = os.environ.get("KENTONGAN_ELECTION")


def add_parser(subparsers: Any) -> None:
    """Declare `serve`."""
    parser = subparsers.add_parser("serve", help="prepare the database and serve the app")
    parser.add_argument("--demo", action="store_true", help="with the demonstration city")
    parser.add_argument("--address", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--city", default=DEFAULT_CITY, help="city pack, at the first start")
    parser.add_argument("--election", default=DEFAULT_ELECTION, help="election pack, at the first start")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prepare, print, and hand over to Streamlit (this process becomes the server)."""
    path = Path(arguments.db).resolve()
    store = open_store(path)
    try:
        lines = prepare(store, demo=arguments.demo, city=arguments.city, election=arguments.election)
    finally:
        store.close()
    print("\n".join([*lines, _("Kentongan: http://localhost:{port}", port=arguments.port)]), flush=True)
    os.chdir(ROOT)
    os.execve(sys.executable, [
        sys.executable, "-m", "streamlit", "run", "lib/asgi.py",
        "--server.address", arguments.address, "--server.port", str(arguments.port)], server_environment(path))


def server_environment(database: Path) -> dict[str, str]:
    """The environment the app's process runs in."""
    # The fits are small: more threads of linear algebra only wait for each other, on the core of another visitor.
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ, "KENTONGAN_DB": str(database)}


def prepare(store: Store, *, demo: bool, city: str | None = None, election: str | None = None) -> list[str]:
    """Bring packs and, for a demonstration, its data into the store; returns what to print.

    Raises CannotRun rather than mix a demonstration into an office's own database, or serve one as the other.
    """
    from lib.access import first_start
    from lib.reference.packs import load_packs

    settings = _settings(store)
    _refuse_mixing(store, settings, demo=demo)
    packs = {"city": settings.get("city_id") or city, "election": settings.get("election_id") or election}
    if demo and "city_id" not in settings:
        from lib.demo.load import demo_packs
        packs = demo_packs()
    for kind, name in packs.items():
        if not name:
            raise CannotRun(Message(N_("Say which {kind} pack to use with --{kind} or KENTONGAN_{variable}."),
                                    {"kind": kind, "variable": kind.upper()}))
    if demo and not settings:
        # Marked first: an interrupted start is taken up again, not taken for an office's own data.
        _mark_demo(store, "loading")
    load_packs(store, city=packs["city"], election=packs["election"])
    if demo:
        return _prepare_demo(store)
    code = first_start.prepare(store)
    if code is None:
        return []
    return [_("No user yet. Open the page and create the administrator with this code (valid once): {code}",
              code=code)]


def _prepare_demo(store: Store) -> list[str]:
    from lib.demo.load import load_demo
    from lib.schedule.groups_log import record_up_to

    note = store.path.parent / "first-sign-in.txt"
    if _settings(store).get("demo") == "ready":
        return [_("The demonstration sign-ins stand in {path}.", path=note)]
    print(_("Loading the demonstration city ..."), flush=True)
    load_demo(store, after_day=partial(record_up_to, store))
    lines = [f"{name:<12}{password:<20}{role}" for name, role, password in _make_sign_ins(store)]
    text = "\n".join([_("Demonstration sign-ins (name, password, role):"), *lines])
    _write_private(note, text + "\n")
    _mark_demo(store, "ready")
    return [text, _("They also stand in {path}.", path=note)]


def _make_sign_ins(store: Store) -> list[tuple[str, str, str]]:
    """(name, role, password) of each demonstration user; one left by an interrupted start gets a new password.

    Nobody was told the old one.
    """
    from lib.access import demo_users
    from lib.access.passwords import random_password
    from lib.access.users import set_password
    from lib.demo.load import party_officer_of

    made = {name: (name, role, password)
            for name, role, password in demo_users.create(store, party=party_officer_of())}
    for role, name in demo_users.NAMES.items():
        if name not in made:
            made[name] = (name, str(role), random_password())
            set_password(store, name=name, password=made[name][2], by=SYSTEM)
    return [made[name] for name in demo_users.NAMES.values()]


def _mark_demo(store: Store, state: str) -> None:
    with store.writing(SYSTEM, "mark as demonstration") as tx:
        tx.upsert("settings", {"key": "demo"}, value=json.dumps(state), is_secret=False)


def _refuse_mixing(store: Store, settings: dict[str, Any], *, demo: bool) -> None:
    if settings.get("demo") and not demo:
        raise CannotRun(Message(N_("{path} holds the demonstration city. Set KENTONGAN_DB to another file for the "
                                   "office's own data, or delete it."), {"path": store.path}))
    if demo and settings and not settings.get("demo"):
        raise CannotRun(Message(N_("{path} holds an office's own data. Set KENTONGAN_DB to another file for the "
                                   "demonstration."), {"path": store.path}))


def _settings(store: Store) -> dict[str, Any]:
    with store.reader(SYSTEM) as read:
        return {row["key"]: json.loads(row["value"]) for row in read.rows("SELECT key, value FROM settings")}


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
