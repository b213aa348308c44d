"""The real server and real Chromium, with no network but this machine's own.

``server`` runs ``streamlit run lib/asgi.py`` on a database of its own; ``browser_page`` is a tab at laptop size,
``phone_page`` one at phone size; :func:`sign_in` signs a tab in. A tab that asked anything of another host, or had
a script refused by the security policy, fails its test.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lib.access import demo_users, passwords
from lib.access.cookies import COOKIE
from lib.reference.packs import load_packs
from lib.store import SYSTEM, Store, open_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
START_SECONDS = 60
WAIT = 20_000
"""Milliseconds a tab may take to show what is waited for, on a busy machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser: skipped where there is none, unless KENTONGAN_BROWSER=required."""
    here = Path(__file__).parent
    missing = not Path(CHROMIUM).exists() and os.environ.get("KENTONGAN_BROWSER") != "required"
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is not installed"))


class Server:
    """One server process on a free port of the loopback address, and its database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "kentongan.duckdb"
        self.users: dict[str, str] = {}
        """Passwords by user name: one user for each role, named as in ``lib.access.demo_users``."""
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", "lib/asgi.py", "--server.port", str(self.port)],
                cwd=ROOT, env={**os.environ, "KENTONGAN_DB": str(self.db)}, stdout=log, stderr=log)
        deadline = time.monotonic() + START_SECONDS
        while not _answers(f"{self.url}/_stcore/health"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the server does not start:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Stop it and wait until the database is free."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def restart(self) -> None:
        """A fresh process on the same database and address."""
        self.stop()
        self.start()

    def change(self, change: Callable[[Store], object]) -> None:
        """Change the database between two processes: while one runs, nobody else can open it."""
        self.stop()
        store = open_store(self.db)
        try:
            change(store)
        finally:
            store.close()
        self.start()

    def log(self) -> str:
        """What the server printed."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"


def prepare_office(server: Server, fill: Callable[[Store], object] = lambda store: None) -> None:
    """Packs, the fixed day 24 January 2024 and a user for each role; `fill` adds what else a test needs."""
    store = open_store(server.db)
    try:
        load_packs(store, city="malang", election="pemilu_2024")
        with store.writing(SYSTEM, "prepare") as tx:
            tx.upsert("settings", {"key": "demo_today"}, value='"2024-01-24"', is_secret=False)
        server.users = {name: password for name, _role, password in demo_users.create(store)}
        fill(store)
    finally:
        store.close()


@pytest.fixture(scope="module")
def quick_hashes() -> Iterator[None]:
    """Users' hashes that take no time: what is tested is not the hash."""
    rounds, passwords.ROUNDS = passwords.ROUNDS, 4
    yield
    passwords.ROUNDS = rounds


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, quick_hashes: None) -> Iterator[Server]:
    """A running server with packs and users, shared by the tests of one file."""
    made = Server(tmp_path_factory.mktemp("server"))
    prepare_office(made)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The browser, with every name but the loopback address unresolvable."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which(CHROMIUM) or CHROMIUM, args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"])
        yield launched
        launched.close()


@pytest.fixture
def new_page(chromium: "Browser") -> "Iterator[Callable[..., Page]]":
    """Open tabs, each in a browser profile of its own; what they did is checked when the test ends."""
    contexts, wrongs = [], []

    def open_tab(width: int = 1366, height: int = 768) -> "Page":
        context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        context.set_default_timeout(WAIT)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrongs.append(f"script error: {error}"))
        page.on("console", lambda message: wrongs.append(message.text) if _is_refusal(message.text) else None)
        page.on("request", lambda request: wrongs.append(f"asked {request.url}") if _is_foreign(request.url) else None)
        return page

    yield open_tab
    for context in contexts:
        context.close()
    assert wrongs == []


@pytest.fixture
def browser_page(new_page: "Callable[..., Page]") -> "Page":
    """A tab at laptop size."""
    return new_page()


@pytest.fixture
def phone_page(new_page: "Callable[..., Page]") -> "Page":
    """A tab at phone size."""
    return new_page(390, 844)


def sign_in(page: "Page", name: str, password: str) -> None:
    """Fill the sign-in form the tab shows, send it, and wait for the page behind it and for the cookie."""
    before = session_cookie(page)
    fill_sign_in(page, name, password)
    wait_until_in(page)
    wait_for_new_cookie(page, before)


def fill_sign_in(page: "Page", name: str, password: str) -> None:
    """Fill the form and send it."""
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()


def wait_until_in(page: "Page") -> None:
    """Wait for the frame around a page, which only somebody signed in sees, and until the run has ended."""
    page.locator("[data-testid=stSidebarLogo], [data-testid=stHeaderLogo]").first.wait_for(state="attached")
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def session_cookie(page: "Page") -> str | None:
    """The token the browser keeps; None while it has none."""
    return next((cookie["value"] for cookie in page.context.cookies() if cookie["name"] == COOKIE), None)


def wait_for_new_cookie(page: "Page", before: str | None) -> None:
    """Wait until the browser keeps a session other than the one `before`."""
    deadline = time.monotonic() + WAIT / 1000
    while session_cookie(page) in (None, before):
        assert time.monotonic() < deadline, "the browser keeps no cookie of the new session"
        page.wait_for_timeout(50)


def wait_for_form(page: "Page") -> None:
    """Wait for the sign-in form."""
    page.get_by_label("Nama pengguna").wait_for()


def address(page: "Page") -> str:
    """The path and query the tab's address bar shows."""
    return page.evaluate("document.location.pathname + document.location.search")


def headings(page: "Page") -> list[str]:
    """The titles on the page."""
    return page.get_by_role("heading", level=1).all_inner_texts()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _is_refusal(text: str) -> bool:
    return bool(re.search(r"Content Security Policy|Refused to|X-Frame-Options", text))


def _is_foreign(url: str) -> bool:
    return re.match(r"(https?|wss?)://", url) is not None and not re.match(r"(https?|wss?)://127\.0\.0\.1[:/]", url)
