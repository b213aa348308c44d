"""The tab Users of the settings: who may come in, in which role; accounts are added, changed, closed."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from lib.access.accounts import load_accounts
from lib.access.passwords import random_password
from lib.access.roles import ROLES, Role
from lib.access.users import add_user, change_role, disable_user, enable_user, reset_password
from lib.clock import to_local
from lib.errors import Refusal
from lib.reference.labels import Labels, load_labels
from lib.store import Viewer
from lib.text import LANGUAGES, N_, Message, _, current, day_time, ngettext, say
from lib.ui.session import cached_pack, city, store
from lib.ui.tables import show_table

_DONE, _PASSWORD, _ROUND = "users-done", "users-password", "users-round"


def draw_users(by: Viewer) -> None:
    """The accounts, a form for a new one, and what can be done with one of them."""
    with store().reader(by) as read:  # not cached: sign-ins do not move the data's version
        accounts = load_accounts(read)
    labels = cached_pack(load_labels)
    _tell_outcome()
    _draw_accounts(accounts, labels)
    with st.expander(_("Add a user"), icon=":material/person_add:"):
        _draw_new(labels, by)
    with st.expander(_("Change a user"), icon=":material/manage_accounts:"):
        _draw_change(accounts, labels, by)


def say_accounts(by: Viewer) -> str:
    """How many accounts are open."""
    with store().reader(by) as read:
        return ngettext("{n} account is open.", "{n} accounts are open.", int(load_accounts(read)["active"].sum()))


def role_name(role: str) -> str:
    """"Analis"; a role nobody knows stays as it is."""
    return say(ROLES[Role(role)].display_name) if role in set(Role) else role


def _draw_accounts(accounts: pd.DataFrame, labels: Labels) -> None:
    shown = pd.DataFrame({
        "name": accounts["name"], "display_name": accounts["display_name"],
        "role": accounts["role"].map(role_name),
        "scope": [_scope_words(account, labels) for account in accounts.to_dict("records")],
        "state": [_state_words(account) for account in accounts.to_dict("records")],
        "signed_in": [_("never") if pd.isna(moment) else day_time(to_local(moment, city().timezone))
                      for moment in accounts["last_sign_in"]]})
    show_table(shown, {"name": _("Sign-in name"), "display_name": _("Full name"), "role": _("Role"),
                       "scope": _("Wards or party"), "state": _("Account"), "signed_in": _("Last sign-in")},
               key="users-table")


def _draw_new(labels: Labels, by: Viewer) -> None:
    key = f"users-new-{st.session_state.get(_ROUND, 0)}"  # another round, other keys: the fields are empty again
    left, right = st.columns(2)
    name = left.text_input(_("Sign-in name"), key=f"{key}-name", max_chars=32, autocomplete="off",
                           help=_("Letters a–z, digits, dot, hyphen; what the person types to sign in."))
    display_name = right.text_input(_("Full name"), key=f"{key}-display", max_chars=80, autocomplete="off")
    role, areas, organiser = _pick_role(labels, key, Role.ANALYST, (), None)
    language = st.segmented_control(_("Language"), list(LANGUAGES), default="id", required=True,
                                    format_func=LANGUAGES.get, key=f"{key}-language")
    if st.button(_("Add"), type="primary", key="users-add"):
        password = random_password()
        _attempt(lambda: add_user(store(), name=name, display_name=display_name, role=role, password=password,
                                  areas=areas, organiser=organiser, language=language, by=by),
                 Message(N_("The user {name} is added. Hand over the first password; it must be changed at the first "
                            "sign-in."), {"name": name.strip().lower()}), password=lambda _nothing: password)


def _draw_change(accounts: pd.DataFrame, labels: Labels, by: Viewer) -> None:
    by_name = {account["name"]: account for account in accounts.to_dict("records")}
    name = st.selectbox(_("User"), list(by_name), index=None, key="users-chosen", placeholder=_("Choose a user"),
                        format_func=lambda each: f"{each} · {by_name[each]['display_name']}")
    if name is None:
        return
    account = by_name[name]
    role, areas, organiser = _pick_role(labels, f"users-change-{name}", account["role"], tuple(account["areas"]),
                                        account["organiser"])
    with st.container(horizontal=True):
        if st.button(_("Keep the role"), type="primary", key="users-role"):
            _attempt(lambda: change_role(store(), name=name, role=role, areas=areas, organiser=organiser, by=by),
                     Message(N_("The role of {name} counts from the next click on."), {"name": name}))
        with st.popover(_("New password")):
            st.write(_("Makes a password to hand over, and signs the person out everywhere."))
            if st.button(_("Make a new password"), type="primary", key="users-reset"):
                _attempt(lambda: reset_password(store(), name=name, by=by),
                         Message(N_("The new password of {name}:"), {"name": name}), password=str)
        if account["active"]:
            with st.popover(_("Close the account")):
                st.write(_("The person is signed out at once. What they have sent stays."))
                if st.button(_("Close the account"), type="primary", key="users-disable"):
                    _attempt(lambda: disable_user(store(), name=name, by=by),
                             Message(N_("The account {name} is closed."), {"name": name}))
        elif st.button(_("Open the account again"), key="users-enable"):
            _attempt(lambda: enable_user(store(), name=name, by=by),
                     Message(N_("The account {name} is open again."), {"name": name}))


def _pick_role(labels: Labels, key: str, role: str, areas: tuple[str, ...],
               organiser: str | None) -> tuple[str, list[str], str | None]:
    """The role, and what goes with it: wards for an FKDM member, a party for its officer."""
    roles = [str(each) for each in Role]
    chosen = st.selectbox(_("Role"), roles, index=roles.index(role), format_func=role_name,
                          key=f"{key}-role-{current()}")
    st.caption(say(ROLES[Role(chosen)].description))
    if chosen == Role.FKDM:
        areas = st.multiselect(_("Wards"), list(labels.areas), default=[code for code in areas if code in labels.areas],
                               format_func=labels.area, key=f"{key}-wards", placeholder=_("Choose wards"))
    if chosen == Role.PARTY:
        codes = list(labels.organisers)
        organiser = st.selectbox(_("Party"), codes, format_func=labels.organiser, key=f"{key}-party",
                                 index=codes.index(organiser) if organiser in codes else None,
                                 placeholder=_("Choose a party"))
    return chosen, list(areas), organiser


def _attempt(action: Callable[[], str | None], done: Message,
             password: Callable[[str | None], str] | None = None) -> None:
    """Do it and draw the page anew with the outcome; a refusal is said where the button is."""
    try:
        outcome = action()
    except Refusal as refusal:
        st.error(say(refusal.message))
        return
    st.session_state[_DONE] = done
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    if password:
        st.session_state[_PASSWORD] = password(outcome)
    st.rerun()


def _tell_outcome() -> None:
    """What was just done; a password stands there once and is kept nowhere."""
    if _DONE not in st.session_state:
        return
    st.success(say(st.session_state.pop(_DONE)))
    password = st.session_state.pop(_PASSWORD, None)
    if password:
        st.code(password, language=None)
        st.caption(_("Shown only now. Copy it before you go on."))


def _scope_words(account: dict, labels: Labels) -> str:
    if account["role"] == Role.PARTY:
        return labels.organiser(account["organiser"])
    return ", ".join(labels.areas.get(code, code) for code in account["areas"])


def _state_words(account: dict) -> str:
    if not account["active"]:
        return _("closed")
    return _("open, first password") if account["must_change_password"] else _("open")
