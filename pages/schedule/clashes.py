"""The page jadwal."""

import streamlit as st

from lib.text import say
from lib.ui.guard import require
from lib.ui.registry import find_page

require("jadwal")
st.title(say(find_page("jadwal").title))
