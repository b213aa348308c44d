"""The page laporan."""

import streamlit as st

from lib.text import say
from lib.ui.guard import require
from lib.ui.registry import find_page

require("laporan")
st.title(say(find_page("laporan").title))
