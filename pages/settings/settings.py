"""Pengaturan: users, the packs at work, ward boundaries, officer ratios, uploads, the audit log, back-ups."""

import streamlit as st

from lib.text import _, say
from lib.ui.addresses import draw_tabs
from lib.ui.audit_views import draw_audit_log
from lib.ui.back_up_admin import draw_back_ups, say_newest
from lib.ui.boundary_admin import draw_boundaries
from lib.ui.guard import require
from lib.ui.pack_views import draw_packs
from lib.ui.registry import find_page
from lib.ui.security_ratios import draw_ratios
from lib.ui.upload_admin import draw_upload_settings
from lib.ui.user_admin import draw_users, say_accounts

viewer = require("pengaturan")
st.title(say(find_page("pengaturan").title))
st.markdown(f"{say_accounts(viewer)} {say_newest()}")
tabs = draw_tabs({
    "pengguna": _("Users"), "paket": _("City and election"), "batas": _("Ward boundaries"), "rasio": _("Officers"),
    "unggahan": _("Uploads"), "jejak": _("Audit log"), "cadangan": _("Back-ups")}, key="bagian")
draw = {
    "pengguna": lambda: draw_users(viewer), "paket": draw_packs, "batas": lambda: draw_boundaries(viewer),
    "rasio": lambda: draw_ratios(viewer), "unggahan": lambda: draw_upload_settings(viewer),
    "jejak": lambda: draw_audit_log(viewer), "cadangan": lambda: draw_back_ups(viewer)}
# Only the open one is drawn: the others would read the whole log and draw maps that nobody looks at.
for name, tab in tabs.items():
    if tab.open:
        with tab:
            draw[name]()
