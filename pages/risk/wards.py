"""The page kerawanan."""

import streamlit as st

from lib.text import say
from lib.ui.guard import require
from lib.ui.registry import find_page

require("kerawanan")
st.title(say(find_page("kerawanan").title))
