"""What tests of whole pages share: the demonstration city loaded once, settled pages, tables as they stand there."""

import functools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from lib.access import passwords
from lib.access.cookies import COOKIE
from lib.access.sessions import open_session
from lib.serve import prepare
from lib.store import Store, open_store
from tests.browser.conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 60_000
"""Milliseconds to wait for a whole page: with the machine busy the first one takes its time."""

PROBES = ("/_stcore/health", "/_stcore/host-config")
"""Streamlit looks for its server below the page's own address first, and the browser notes what it does not find."""

VISIBLE_TEXTS = """
() => {
    // A table is drawn on a canvas, which holds the same cells for screen readers.
    const found = [...document.querySelectorAll('canvas th, canvas td')].map(cell => cell.textContent.trim());
    // What a select box shows as chosen is the value of its field.
    for (const field of document.querySelectorAll('[data-testid=stSelectbox] input')) found.push(field.value.trim());
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent.trim(), parent = node.parentElement;
        if (!text || !parent || parent.closest('script, style, noscript, canvas, [data-testid=stIconMaterial]'))
            continue;
        const box = parent.getBoundingClientRect();
        if (box.width && box.height && getComputedStyle(parent).visibility !== 'hidden') found.push(text);
    }
    return found;
}
"""


def running_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with the demonstration city; for a fixture that the tests of one file share."""
    made = Server(tmp_path_factory.mktemp("city"))
    path, made.users = _demonstration(tmp_path_factory.getbasetemp())
    shutil.copyfile(path, made.db)
    yield from running(made)


def running(server: Server) -> Iterator[Server]:
    """Open a session for each of its users, run the server, and stop it at the end; `enter` needs no form then."""
    store = open_store(server.db)
    try:
        server.tokens = {name: open_session(store, name) for name in server.users}
    finally:
        store.close()
    server.start()
    yield server
    server.stop()


def enter(page: "Page", server: Server, name: str) -> "Page":
    """Sign the browser in as a user by the cookie alone."""
    page.context.set_default_timeout(PATIENCE)
    page.context.add_cookies([{"name": COOKIE, "value": server.tokens[name], "url": server.url, "httpOnly": True,
                               "sameSite": "Strict"}])
    return page


@functools.cache
def _demonstration(folder: Path) -> tuple[Path, dict[str, str]]:
    """A closed database with the demonstration city, and its users' passwords; loaded once a run."""
    path = folder / "demonstration" / "kentongan.duckdb"
    rounds, passwords.ROUNDS = passwords.ROUNDS, 4
    try:
        store = open_store(path)
        try:
            printed = prepare(store, demo=True)
        finally:
            store.close()
    finally:
        passwords.ROUNDS = rounds
    lines = [line.split() for line in printed[0].splitlines()[1:]]
    return path, {name: password for name, password, _role in lines}


def read_database(server: Server, read: Callable[[Store], Any]) -> Any:
    """``read(store)`` while the server is stopped, for a moment: nobody else can open the database while it runs."""
    server.stop()
    store = open_store(server.db)
    try:
        return read(store)
    finally:
        store.close()
        server.start()


def settle(page: "Page") -> None:
    """Wait until the page has its title, its run has ended, and nothing of the run before is left."""
    page.get_by_role("heading", level=1).first.wait_for()
    # Twice: a run that a click asks for begins a moment later, the longer the busier the machine is.
    for _ in range(2):
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        expect(page.locator("[data-stale=true], [data-testid=stSkeleton]")).to_have_count(0, timeout=PATIENCE)
        page.wait_for_timeout(250)


def open_page(page: "Page", server: Server, address: str) -> None:
    """Go to an address of the server and wait until the page stands."""
    page.goto(f"{server.url}/{address}")
    settle(page)


def views(page: "Page") -> list[str]:
    """The names of the page's views, as its line of choices shows them; none on a page without."""
    return page.locator("[data-testid=stMain] [class*=lihat]").get_by_role("radio").all_inner_texts()


def open_view(page: "Page", name: str) -> None:
    """Choose a view and wait until it stands."""
    choice = page.locator("[data-testid=stMain] [class*=lihat]").get_by_role("radio", name=name, exact=True)
    choice.click()
    expect(choice).to_be_checked()
    settle(page)


def visible_texts(page: "Page") -> list[str]:
    """The texts a reader sees, piece by piece as the page holds them."""
    return page.evaluate(VISIBLE_TEXTS)


def everything(page: "Page") -> str:
    """All that the page holds, also what is not seen: markup, tables drawn on a canvas, charts' hover texts."""
    drawn = page.evaluate("[...document.querySelectorAll('.js-plotly-plot')]"
                          ".map(plot => JSON.stringify([plot.data, plot.layout])).join(' ')")
    return page.content() + drawn


def table_rows(page: "Page", heading: str) -> list[dict[str, str]]:
    """The rows, by heading, of the table that has this heading, as far as it is in view.

    The table is drawn on a canvas, which holds the same cells for screen readers.
    """
    table = page.locator("[data-testid=stDataFrame] canvas").filter(
        has=page.get_by_role("columnheader", name=heading, exact=True, include_hidden=True))
    table.locator("td").first.wait_for(state="attached")
    heads = table.locator("th").all_text_contents()
    return [dict(zip(heads, row.locator("td").all_text_contents(), strict=True))
            for row in table.locator("tbody tr").all()]
