"""The tab Ward boundaries of the settings: a boundary file in place of the scheme, and back."""

import hashlib
from collections.abc import Callable

import pandas as pd
import streamlit as st

from lib.access.permissions import require_permission
from lib.access.roles import Permission
from lib.charts.maps import MapClass, draw_ward_map
from lib.errors import Refusal
from lib.reference.boundaries import Boundaries, read_boundaries
from lib.reference.city import load_shapes
from lib.reference.city_shapes import count_shapes, remove_shapes, store_shapes
from lib.reference.listings import load_wards
from lib.store import Viewer
from lib.text import N_, Message, _, number, say
from lib.ui.session import cached, cached_pack, store

MEGABYTES = 15
_DONE, _ROUND = "boundaries-done", "boundaries-round"
_PLAIN = "#F1F5F9"


def draw_boundaries(by: Viewer) -> None:
    """What is drawn now, a file to draw instead, and the way back."""
    if _DONE in st.session_state:
        st.success(say(st.session_state.pop(_DONE)))
    wards, kept = cached(load_wards), cached(count_shapes)
    if kept:
        st.markdown(_("Maps show {n} wards by a boundary file.", n=number(kept)))
    else:
        st.markdown(_("No boundary file is loaded: maps show a scheme, drawn from each ward's reference point."))
    file = st.file_uploader(_("Boundary file: GeoJSON with one shape for each ward, in degrees (WGS 84)"),
                            type=["geojson", "json"], max_upload_size=MEGABYTES,
                            key=f"boundaries-file-{st.session_state.get(_ROUND, 0)}")
    if file is not None:
        _review(file.getvalue(), wards, by)
    else:
        _draw_map(cached_pack(load_shapes), wards)
        st.caption(_("As the maps show the city now."))
        if kept:
            with st.popover(_("Remove the boundary file")):
                st.write(_("Maps then show the scheme again. Nothing else changes."))
                if st.button(_("Remove the boundary file"), type="primary", key="boundaries-remove"):
                    _finish(by, lambda: remove_shapes(store(), by=by),
                            Message(N_("The boundary file is removed; maps show the scheme again.")))


def _review(content: bytes, wards: pd.DataFrame, by: Viewer) -> None:
    """What the file holds, drawn before it is kept."""
    try:
        with st.spinner(_("Reading the boundaries ...")):
            found = _read(hashlib.sha256(content).hexdigest(), content, wards)
    except Refusal as refusal:
        st.error(say(refusal.message))
        return
    for notice in found.notices:
        st.warning(say(notice))
    _draw_map(found.shapes, wards)
    st.caption(_("As the file draws the city. Nothing is kept yet."))
    if st.button(_("Use these boundaries"), type="primary", key="boundaries-keep"):
        _finish(by, lambda: store_shapes(store(), found.shapes, by=by),
                Message(N_("The boundaries are kept; all maps show them from now on.")))


@st.cache_data(show_spinner=False, max_entries=2)
def _read(sha256: str, _content: bytes, wards: pd.DataFrame) -> Boundaries:
    return read_boundaries(_content, wards)


def _finish(by: Viewer, action: Callable[[], int], done: Message) -> None:
    require_permission(by, Permission.CHANGE_SETTINGS)
    action()
    st.session_state[_DONE] = done
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1  # an uploader is emptied by another key
    st.rerun()


def _draw_map(shapes: pd.DataFrame, wards: pd.DataFrame) -> None:
    drawn = wards[["area_code", "name", "district_code"]].assign(
        place=0, hover=wards["name"], is_marked=False)
    st.plotly_chart(draw_ward_map(shapes, drawn, [MapClass(_("ward"), _PLAIN)], height=460), key="boundaries-map",
                    config={"displayModeBar": False})
