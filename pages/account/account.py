"""Akun: who I am here, my language, my password."""

import streamlit as st

from lib.access.roles import ROLES, Role
from lib.text import _, say
from lib.ui.frame import language_switch
from lib.ui.gate import change_password_form
from lib.ui.guard import require
from lib.ui.session import signed_in, store

viewer = require("akun")
role = ROLES[Role(viewer.role)]

st.title(_("Account"))
st.markdown(_("You are signed in as {name}, in the role {role}.", name=f"**{viewer.name}**",
              role=f"**{say(role.display_name)}**"))
st.caption(say(role.description))

st.subheader(_("Language"))
language_switch(store(), "account-language")

with st.container(width=520):
    change_password_form(store(), signed_in(), heading=_("Change the password"), ask_current=True)
