"""The page pengaturan."""

import streamlit as st

from lib.text import say
from lib.ui.guard import require
from lib.ui.registry import find_page

require("pengaturan")
st.title(say(find_page("pengaturan").title))
