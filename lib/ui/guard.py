"""The first line of every page: who looks, and may they."""

import streamlit as st

from lib.access.permissions import has_permission
from lib.store import Viewer
from lib.text import _, say
from lib.ui.errors import end_page
from lib.ui.registry import find_page
from lib.ui.session import signed_in


def require(url_path: str) -> Viewer:
    """The viewer, when they may open this page; else one sentence saying why not, and nothing more of the page.

    The menu hides what a role may not open, but an address can be typed.
    """
    entry = find_page(url_path)
    found = signed_in()
    if found is None or found.must_change_password:
        st.info(_("You are signed out. Reload the page to sign in."))
        end_page()
    answer = has_permission(found.viewer, entry.permission)
    if not answer:
        st.title(say(entry.title))
        st.info(say(answer.reason), icon=":material/block:")
        end_page()
    return found.viewer
