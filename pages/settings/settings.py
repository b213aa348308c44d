"""Pengaturan: users, the packs at work, ward boundaries, uploads, the audit log, back-ups."""

import streamlit as st

from lib.text import _, say
from lib.ui.audit_views import draw_audit_log
from lib.ui.back_up_admin import draw_back_ups, say_newest
from lib.ui.boundary_admin import draw_boundaries
from lib.ui.guard import require
from lib.ui.pack_views import draw_packs
from lib.ui.registry import find_page
from lib.ui.upload_admin import draw_upload_settings
from lib.ui.user_admin import draw_users, say_accounts

viewer = require("pengaturan")
st.title(say(find_page("pengaturan").title))
st.markdown(f"{say_accounts(viewer)} {say_newest()}")
users, packs, boundaries, uploads, audit, back_ups = st.tabs(
    [_("Users"), _("City and election"), _("Ward boundaries"), _("Uploads"), _("Audit log"), _("Back-ups")],
    key="bagian", bind="query-params")
# Only the open one is drawn: the others would read the whole log and draw maps that nobody looks at.
if users.open:
    with users:
        draw_users(viewer)
if packs.open:
    with packs:
        draw_packs()
if boundaries.open:
    with boundaries:
        draw_boundaries(viewer)
if uploads.open:
    with uploads:
        draw_upload_settings(viewer)
if audit.open:
    with audit:
        draw_audit_log(viewer)
if back_ups.open:
    with back_ups:
        draw_back_ups(viewer)
