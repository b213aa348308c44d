"""The page ringkasan."""

import streamlit as st

from lib.text import say
from lib.ui.guard import require
from lib.ui.registry import find_page

require("ringkasan")
st.title(say(find_page("ringkasan").title))
