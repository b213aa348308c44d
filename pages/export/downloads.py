"""The page unduhan."""

import streamlit as st

from lib.text import say
from lib.ui.guard import require
from lib.ui.registry import find_page

require("unduhan")
st.title(say(find_page("unduhan").title))
