"""Kentongan in the browser: sign-in, the pages a role may open, the frame around them."""

import streamlit as st

from lib.ui.errors import guarded
from lib.ui.frame import ICON, draw_frame
from lib.ui.gate import ask_for_new_password, ask_to_sign_in
from lib.ui.registry import navigate
from lib.ui.session import begin_run, store

st.set_page_config(page_title="Kentongan", page_icon=ICON, layout="wide")

with guarded():
    signed_in = begin_run()
    page = navigate(signed_in.viewer if signed_in and not signed_in.must_change_password else None)
    if signed_in is None:
        ask_to_sign_in(store())
    elif signed_in.must_change_password:
        ask_for_new_password(store(), signed_in)
    else:
        draw_frame(store(), signed_in)
        page.run()
