"""Reading the audit log."""

from datetime import date

import pytest

from lib.store import SYSTEM, Store, Viewer
from lib.store.auditing import (
    PAGE_ENTRIES,
    count_entries,
    count_pages,
    find_breaks,
    find_entry,
    load_choices,
    load_entries,
    newest_entry,
)

ADMIN = Viewer("siti", "admin")
ALWAYS = (date(2000, 1, 1), date(2100, 1, 1), "Asia/Jakarta")


@pytest.fixture
def written(empty_store: Store) -> Store:
    """Entries by two people."""
    for number in range(PAGE_ENTRIES + 3):
        with empty_store.writing(ADMIN if number % 10 else Viewer("anna", "analyst"), f"act {number % 2}") as tx:
            tx.note(number=number)
    return empty_store


def test_pages_are_newest_first_and_meet(written: Store) -> None:
    with written.reader(ADMIN) as read:
        first, second = load_entries(read, *ALWAYS), load_entries(read, *ALWAYS, page=2)
        total = count_entries(read, *ALWAYS)

    assert [row["seq"] for row in first + second] == list(range(total, 0, -1))
    assert (total, len(first), count_pages(total), newest_entry_of(written)) == (53, 50, 2, 53)


def newest_entry_of(store: Store) -> int:
    with store.reader(ADMIN) as read:
        return newest_entry(read)


def test_choices_narrow(written: Store) -> None:
    with written.reader(ADMIN) as read:
        assert load_choices(read) == (["anna", "siti"], ["act 0", "act 1"])
        assert count_entries(read, *ALWAYS, ("anna",)) == 6
        assert count_entries(read, *ALWAYS, ("anna", "siti"), ("act 1",)) == 26
        assert count_entries(read, *ALWAYS, ("nobody",)) == 0


def test_days_are_the_citys(empty_store: Store) -> None:
    """An entry of 18.00 UTC belongs to the next day in Malang."""
    with empty_store.writing(SYSTEM, "late") as tx:
        tx.note(x=1)
    with empty_store.writing(SYSTEM, "move it") as tx:
        tx.update("audit_log", {"seq": 1}, recorded_at="2024-01-24 18:00:00")
    with empty_store.reader(ADMIN) as read:
        counts = [count_entries(read, day, day, "Asia/Jakarta", (), ("late",))
                  for day in (date(2024, 1, 24), date(2024, 1, 25))]

    assert counts == [0, 1]


@pytest.mark.parametrize(("entries", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_pages_are_counted(entries: int, pages: int) -> None:
    assert count_pages(entries) == pages


def test_whole_chain_has_no_break_and_a_changed_entry_shows(written: Store) -> None:
    with written.reader(ADMIN) as read:
        before = find_breaks(read)
    with written.writing(SYSTEM, "tamper") as tx:
        tx.update("audit_log", {"seq": 5}, actor="somebody else")
    with written.reader(ADMIN) as read:
        assert (before, find_breaks(read)) == ([], [5])


def test_one_entry_is_found_by_its_number(written: Store) -> None:
    with written.reader(ADMIN) as read:
        assert find_entry(read, 1)["actor"] == "anna"
        assert find_entry(read, 999) is None


def test_nobody_but_an_administrator_reads_it(written: Store) -> None:
    with written.reader(Viewer("anna", "analyst")) as read:
        assert (load_entries(read, *ALWAYS), newest_entry(read), find_entry(read, 1)) == ([], 0, None)
