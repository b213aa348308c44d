"""What was chosen, kept in the address as codes: a view sent on opens the same, in whatever language it is read.

Streamlit's own binding writes the words that a widget shows; a reader of the other language would be led astray.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lib.text import current

Codes = tuple[str, ...]


class _Note(NamedTuple):
    """What was chosen last, and what the address said and in which language the words were then."""

    chosen: Codes
    address: Codes
    language: str


def pick_one(widget: Callable[..., Any], label: str, names: Mapping[str, str], *, key: str, **look: Any) -> str:
    """One of `names` (code -> words; the first is the default), picked in `widget` (select box, segmented control).

    `key` is the name in the address. A code in it that nobody knows counts for nothing.
    """
    default = next(iter(names))
    _begin(key, names, (default,), lambda codes: codes[0], lambda held: (held,))
    chosen = widget(label, list(names), format_func=names.__getitem__, key=key, **look)
    _end(key, (chosen,), (default,))
    return chosen


def pick_many(label: str, names: Mapping[str, str], *, key: str, **look: Any) -> Codes:
    """Any of `names` (code -> words), none by default; as ``pick_one`` otherwise."""
    _begin(key, names, (), list, tuple)
    chosen = tuple(st.multiselect(label, list(names), format_func=names.__getitem__, key=key, **look))
    _end(key, chosen, ())
    return chosen


def draw_tabs(names: Mapping[str, str], *, key: str) -> dict[str, DeltaGenerator]:
    """Tabs (code -> words; the first is the default), by code; `open` tells which one is to be drawn."""
    default = next(iter(names))
    codes = {words: code for code, words in names.items()}
    _begin(key, names, (default,), lambda chosen: names[chosen[0]], lambda held: (codes.get(held, ""),))
    tabs = dict(zip(names, st.tabs(list(names.values()), key=key, on_change="rerun"), strict=True))
    _end(key, (codes[st.session_state[key]],), (default,))
    return tabs


def _begin(key: str, names: Mapping[str, str], default: Codes, to_held: Callable[[Codes], Any],
           from_held: Callable[[Any], Codes]) -> None:
    """Set the widget to what a new address tells, or to what was chosen before another page was opened.

    What the widget itself has just been given goes before the address, which the browser may not have changed yet.
    After a change of language it is set anew: the browser keeps the words it showed, and would send them back.
    """
    told = tuple(dict.fromkeys(st.query_params.get_all(key)))
    note: _Note | None = st.session_state.get(_note_key(key))
    held = from_held(st.session_state[key]) if key in st.session_state else None
    if held is not None and set(held) <= set(names) and note is not None and (
            note.language == current()) and (held != note.chosen or told in ((), note.address)):
        return
    wanted = told if told and (note is None or told != note.address) else note.chosen if note else ()
    known = tuple(code for code in wanted if code in names)
    st.session_state[key] = to_held(known or default)


def _end(key: str, chosen: Codes, default: Codes) -> None:
    """Put what is chosen into the address; the default is not said there."""
    address = () if chosen == default else chosen
    if tuple(st.query_params.get_all(key)) != address:
        if address:
            st.query_params[key] = list(address)
        else:
            st.query_params.pop(key, None)
    st.session_state[_note_key(key)] = _Note(chosen, address, current())


def _note_key(key: str) -> str:
    return f"{key}-alamat"
