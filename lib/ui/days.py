"""The day that pages work as of, as picked in the sidebar; it stands in the address, so that a view can be sent on."""

from datetime import date

import streamlit as st

from lib.text import _

_IN_ADDRESS = "hari"
_PICKED = "kentongan_day"
_WIDGET = "kentongan_day_widget"
_EARLIEST, _LATEST = date(1990, 1, 1), date(2100, 12, 31)


def picked_day() -> date | None:
    """The day picked in this tab; None while it is the default one."""
    return st.session_state.get(_PICKED)


def take_up_day(default: date) -> None:
    """Take the day from the address, or put the picked one back there: changing the page empties the address."""
    told = st.query_params.get(_IN_ADDRESS)
    if told is not None:
        _pick(_read(told), default)
    else:
        _pick(picked_day(), default)


def draw_day_picker(default: date) -> None:
    """Draw the picker."""
    st.session_state[_WIDGET] = picked_day() or default
    st.date_input(_("Day"), value=None, min_value=_EARLIEST, max_value=_LATEST, key=_WIDGET, format="DD/MM/YYYY",
                  on_change=_pick_from_widget, args=(default,))


def _pick_from_widget(default: date) -> None:
    _pick(st.session_state[_WIDGET], default)


def _pick(day: date | None, default: date) -> None:
    if day is None or day == default:
        st.session_state.pop(_PICKED, None)
        st.query_params.pop(_IN_ADDRESS, None)
        return
    st.session_state[_PICKED] = day
    if st.query_params.get(_IN_ADDRESS) != day.isoformat():
        st.query_params[_IN_ADDRESS] = day.isoformat()


def _read(told: str) -> date | None:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None
