"""Cached reads: shared only between viewers who may see the same."""

from datetime import date

import pandas as pd
import pytest

from lib.access.roles import Role
from lib.store import SYSTEM, Reader, Store, Viewer
from lib.text import using
from lib.ui.caching import cached_read, scope_of

DAY = date(2024, 1, 24)
_loaded: list[tuple] = []


def load_who(read: Reader, *arguments: object) -> dict:
    """What the store thinks is reading."""
    row = read.rows("SELECT getvariable('viewer_role') AS role, getvariable('viewer_name') AS name, "
                    "getvariable('viewer_areas') AS areas, getvariable('viewer_organiser') AS organiser, "
                    "CAST(getvariable('viewer_day') AS DATE) AS day")[0]
    _loaded.append(arguments)
    return row


def load_other(read: Reader) -> str:
    """Another read without arguments."""
    _loaded.append(("other",))
    return "other"


@pytest.fixture(autouse=True)
def _count() -> None:
    _loaded.clear()


def _viewers() -> list[Viewer]:
    return [
        *(Viewer("siti", role) for role in Role),
        Viewer("budi", "fkdm"), Viewer("siti", "fkdm", ("a",)), Viewer("siti", "fkdm", ("a", "b")),
        Viewer("budi", "party"), Viewer("siti", "party", (), "PDIP"), Viewer("siti", "party", (), "PAN"),
    ]


def test_viewers_of_different_scope_never_share(store: Store) -> None:
    for _ in range(2):
        for viewer in _viewers():
            found = cached_read(store, viewer, DAY, load_who, ())
            scope = scope_of(viewer)
            assert (found["role"], found["name"], tuple(found["areas"] or ()), found["organiser"]) == (
                scope.role, scope.name, scope.areas, scope.organiser)

    assert len(_loaded) == len(_viewers())


def test_colleagues_share(store: Store) -> None:
    cached_read(store, Viewer("siti", "analyst"), DAY, load_who, ())
    cached_read(store, Viewer("budi", "analyst"), DAY, load_who, ())

    assert len(_loaded) == 1


def test_reading_is_done_without_the_name_that_the_key_leaves_out(store: Store) -> None:
    assert cached_read(store, Viewer("siti", "analyst"), DAY, load_who, ())["name"] == ""
    assert cached_read(store, Viewer("siti", "fkdm"), DAY, load_who, ())["name"] == "siti"


def test_change_of_data_makes_it_read_again(store: Store) -> None:
    cached_read(store, Viewer("siti", "analyst"), DAY, load_who, ())
    with store.writing(SYSTEM, "test") as tx:
        tx.note(test=True)
    cached_read(store, Viewer("siti", "analyst"), DAY, load_who, ())

    assert len(_loaded) == 2


def test_day_language_arguments_and_function_are_in_the_key(store: Store) -> None:
    siti = Viewer("siti", "analyst")
    days = [cached_read(store, siti, day, load_who, ())["day"] for day in (DAY, date(2024, 1, 25))]
    with using("en"):
        cached_read(store, siti, DAY, load_who, ())
    cached_read(store, siti, DAY, load_who, ("a", 1))
    cached_read(store, siti, DAY, load_who, ("a", 2))
    cached_read(store, siti, DAY, load_who, (("a", 1),))

    assert days == [DAY, date(2024, 1, 25)]
    assert cached_read(store, siti, DAY, load_other, ()) == "other"
    assert len(_loaded) == 7


def test_frames_and_nameless_functions_are_refused(store: Store) -> None:
    siti = Viewer("siti", "analyst")
    with pytest.raises(TypeError):
        cached_read(store, siti, DAY, load_who, (pd.DataFrame(),))
    with pytest.raises(TypeError):
        cached_read(store, siti, DAY, load_who, ((1, [2]),))
    with pytest.raises(ValueError, match="function of a module"):
        cached_read(store, siti, DAY, lambda read: 1, ())


def test_result_is_the_callers_own(store: Store) -> None:
    siti = Viewer("siti", "analyst")
    cached_read(store, siti, DAY, load_who, ())["role"] = "changed"

    assert cached_read(store, siti, DAY, load_who, ())["role"] == "analyst"
