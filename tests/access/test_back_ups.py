"""Back-ups made while the app runs."""

from datetime import datetime

import pytest

from lib.access import back_ups
from lib.access.back_ups import list_back_ups, make_back_up, read_back_up
from lib.errors import CannotRun, Refusal
from lib.store import SYSTEM, Store, Viewer, open_store, verify

ADMIN, ANALYST = Viewer("siti", "admin"), Viewer("anna", "analyst")


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(back_ups, "utc_now", lambda: datetime(2024, 1, 24, 18, 5, 9))


def actions(store: Store) -> list[str]:
    with store.reader(SYSTEM) as read:
        return [row["action"] for row in read.rows("SELECT action FROM audit_log WHERE actor = 'siti' ORDER BY seq")]


def test_back_up_is_named_by_the_citys_clock_whole_and_recorded(store: Store) -> None:
    made = make_back_up(store, timezone="Asia/Jakarta", by=ADMIN)
    copy = open_store(store.backup_folder / made.name)
    problems = verify(copy)
    copy.close()

    assert made.name == "kentongan-2024-01-25-010509.duckdb"
    assert (problems, actions(store)) == ([], ["back up"])
    assert [each.name for each in list_back_ups(store)] == [made.name]


def test_second_back_up_of_one_moment_is_refused_and_keeps_the_first(store: Store) -> None:
    make_back_up(store, timezone="Asia/Jakarta", by=ADMIN)
    with pytest.raises(CannotRun):
        make_back_up(store, timezone="Asia/Jakarta", by=ADMIN)

    assert len(list_back_ups(store)) == 1


def test_taking_a_copy_along_gives_its_bytes_and_is_recorded(store: Store) -> None:
    made = make_back_up(store, timezone="UTC", by=ADMIN)
    content = read_back_up(store, name=made.name, by=ADMIN)

    assert content == (store.backup_folder / made.name).read_bytes()
    assert (len(content), actions(store)) == (made.size, ["back up", "download back-up"])


@pytest.mark.parametrize("name", ["../kentongan.duckdb", "nothing.duckdb", "", "/etc/passwd"])
def test_only_a_copy_can_be_taken_along(store: Store, name: str) -> None:
    make_back_up(store, timezone="UTC", by=ADMIN)
    with pytest.raises(Refusal):
        read_back_up(store, name=name, by=ADMIN)


def test_nobody_but_an_administrator_makes_or_takes_one(store: Store) -> None:
    with pytest.raises(Refusal):
        make_back_up(store, timezone="UTC", by=ANALYST)
    made = make_back_up(store, timezone="UTC", by=ADMIN)
    with pytest.raises(Refusal):
        read_back_up(store, name=made.name, by=ANALYST)

    assert actions(store) == ["back up"]


def test_without_a_folder_there_is_no_back_up(store: Store) -> None:
    assert list_back_ups(store) == []


def test_back_up_that_fails_half_way_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill_the_disk(_: Store, path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "_copy_to", fill_the_disk)
    with pytest.raises(OSError, match="No space left"):
        store.back_up("kentongan-half.duckdb")

    assert list(store.backup_folder.iterdir()) == []
