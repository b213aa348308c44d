"""The pages in both languages: nothing of the other one is left over, by the catalogues' own lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from lib.access import demo_users
from lib.access.roles import ROLES
from lib.text import say, using
from lib.text.catalogue import FOLDER
from lib.ui.registry import PAGES
from tests.browser.cities import enter, open_page, open_view, running_demonstration, settle, views, visible_texts
from tests.browser.conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

OF_STREAMLIT = {"Upload"}
"""What Streamlit writes itself, in English only, on the button of its file chooser."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with the demonstration city."""
    yield from running_demonstration(tmp_path_factory)


def pairs() -> list[tuple[str, str]]:
    """(English, Indonesian) of every string that is a whole text and differs between the two."""
    found = []
    for path in sorted(Path(FOLDER / "id").glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file):
                sources = [entry.id] if isinstance(entry.id, str) else list(entry.id)
                target = entry.string if isinstance(entry.string, str) else entry.string[0]
                found += [(source, target) for source in sources if source and target and "{" not in source]
    return found


def names_of_users() -> set[str]:
    """The full names of the demonstration's users: they are called by their roles, in Indonesian, in any language."""
    with using("id"):
        return {say(ROLES[role].display_name) for role in demo_users.NAMES}


def occurrences(page: "Page", *lists: set[str]) -> list[dict[str, list[str]]]:
    """For each list of words: the visible texts of each page and view that are one of them."""
    found = [{} for _words in lists]
    for entry in (entry for entry in PAGES if entry.in_menu):
        page.get_by_test_id("stSidebarNav").locator(f"a[href$='/{entry.url_path}']").click()
        page.wait_for_url(f"**/{entry.url_path}*")
        settle(page)
        for view in views(page) or [""]:
            if view:
                open_view(page, view)
            shown = set(visible_texts(page))
            for place, words in zip(found, lists, strict=True):
                if shared := sorted(words & shown):
                    place[f"{entry.url_path} {view}".strip()] = shared
    return found


def test_switch_rewords_every_page_and_leaves_nothing_behind(city: Server, new_page) -> None:
    english = {source for source, _target in pairs()}
    indonesian = {target for _source, target in pairs()}
    english, indonesian = english - indonesian - OF_STREAMLIT, indonesian - english - names_of_users()
    page = enter(new_page(), city, "admin")
    open_page(page, city, "jadwal")
    own_first, other_first = occurrences(page, indonesian, english)
    page.get_by_test_id("stSidebar").get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Account")
    own_then, other_then = occurrences(page, english, indonesian)

    assert (other_first, other_then) == ({}, {})
    for own in (own_first, own_then):  # so that the search is known to find what is there
        assert {place.split(" ")[0] for place in own} == {entry.url_path for entry in PAGES if entry.in_menu}


def test_catalogues_are_the_list() -> None:
    assert ("Schedule and clashes", "Jadwal dan bentrok") in pairs()
    assert len(pairs()) > 300
