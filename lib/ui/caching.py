"""Cached reads: what one viewer may see is never shown to another."""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from inspect import unwrap
from typing import Any

import pandas as pd
import streamlit as st

from lib.access.roles import Role
from lib.store import Store, Viewer
from lib.text import current

Load = Callable[..., Any]

_SEES_OWN_ENTRIES = frozenset({Role.FKDM, Role.PARTY})
"""Roles for which the store's views ask for the viewer's name."""
_PLAIN = (str, int, float, bool, date, type(None))


def scope_of(viewer: Viewer) -> Viewer:
    """The viewer reduced to what the store's scope depends on, so that colleagues share one entry.

    The reading is done as exactly this viewer: should a view come to depend on a name that is left out here,
    it shows nothing rather than somebody else's rows.
    """
    name = viewer.name if viewer.role in _SEES_OWN_ENTRIES else ""
    return Viewer(name, viewer.role, viewer.areas, viewer.organiser)


def cached_read(store: Store, viewer: Viewer, day: date | None, load: Load, arguments: tuple[Hashable, ...]) -> Any:
    """``load(reader, *arguments)`` by store version, scope, day and language; day None: as of no day.

    Raises ValueError for a lambda or an inner function, which have no name of their own and may carry values
    that the key would not know, and TypeError for an argument that is not plain.
    """
    if "<" in getattr(load, "__qualname__", "<"):
        raise ValueError("a cached read needs a function of a module")
    for argument in arguments:
        _check_plain(argument)
    scope = scope_of(viewer)
    # A page's functions all live in a module called __main__: the file tells them apart.
    key = (str(store.path), store.version, scope.name, scope.role, scope.areas, scope.organiser, day, current(),
           unwrap(load).__code__.co_filename, load.__qualname__)
    return _fresh(_cached(key, arguments, _store=store, _scope=scope, _day=day, _load=load))


@st.cache_resource(show_spinner=False, max_entries=256)
def _cached(key: tuple, arguments: tuple, _store: Store, _scope: Viewer, _day: date | None, _load: Load) -> Any:
    with _store.reader(_scope, as_of=_day) as read:
        return _load(read, *arguments)


def _fresh(value: Any) -> Any:
    """The kept value with its frames as copies that share their columns: writing into one changes that one only.

    Taking a deep copy of everything, as st.cache_data does, costs more than many a page.
    """
    if isinstance(value, pd.DataFrame):
        return value.copy(deep=False)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _fresh(getattr(value, field.name)) for field in fields(value)})
    if isinstance(value, tuple) and hasattr(value, "_replace"):
        return value._replace(**{name: _fresh(part) for name, part in zip(value._fields, value, strict=True)})
    if isinstance(value, dict):
        return {key: _fresh(part) for key, part in value.items()}
    return value


def _check_plain(value: Any) -> None:
    # Frames above 50,000 rows are hashed by a sample: two different ones could share an entry.
    if isinstance(value, tuple | frozenset):
        for part in value:
            _check_plain(part)
    elif not isinstance(value, _PLAIN):
        raise TypeError(f"a cached read takes plain values, not {type(value).__name__}")
