"""The tab Audit log of the settings: who did what, newest first, a sentence an entry."""

import json
from typing import Any

import pandas as pd
import streamlit as st

from lib.clock import local_today, to_local
from lib.reports.counts import last_days
from lib.store import SYSTEM, Viewer
from lib.store.auditing import (
    PAGE_ENTRIES,
    count_entries,
    count_pages,
    find_breaks,
    find_entry,
    load_choices,
    load_entries,
    newest_entry,
)
from lib.text import _, clock, day, ngettext, number
from lib.ui.audit_words import action_name, describe_entry
from lib.ui.filters import WIDTH, Filters, row
from lib.ui.fragments import on_its_own
from lib.ui.row_cards import table_of_cards
from lib.ui.session import city, store, viewer
from lib.ui.spans import pick_span
from lib.ui.tables import empty
from lib.ui.user_admin import role_name


def draw_audit_log(by: Viewer) -> None:
    """The state of the chain, filters, one page of entries; a row's button shows what was changed."""
    with store().reader(by) as read:  # not cached: a download moves the log but not the data's version
        newest = newest_entry(read)
        actors, actions = load_choices(read)
    _draw_chain(newest)
    chosen = _pick(actors, actions)
    with store().reader(by) as read:
        entries = count_entries(read, *chosen)
        pages = count_pages(entries)
        page = min(st.session_state.get("audit-halaman", 1), pages)
        rows = load_entries(read, *chosen, page=page)
    if not rows:
        empty(_("No entry from these days. Choose more days, or fewer names and actions."))
        return
    to_open = table_of_cards(_shown(rows), {
        "when": st.column_config.DatetimeColumn(_("When"), format="DD/MM/YYYY HH:mm", width=130),
        "what": st.column_config.TextColumn(_("What"), width=440),
        "who": st.column_config.TextColumn(_("Who"), width=190),
        "seq": st.column_config.NumberColumn(_("No."), width=65)},
        [entry["seq"] for entry in rows], key="audit-daftar", rows=12, alt=_("Table of audit entries, newest first"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(ngettext("{count} entry, newest first", "{count} entries, newest first", entries,
                            count=number(entries)))
        if entries > PAGE_ENTRIES:
            st.pagination(pages, key="audit-halaman", width=280)
    if to_open is not None:
        st.dialog(_("Entry {n}", n=number(to_open)), position="right", width="medium")(
            on_its_own(_draw_entry))(to_open)


@st.cache_data(show_spinner=False, max_entries=4)
def _breaks(path: str, newest: int) -> list[int]:
    with store().reader(viewer()) as read:
        return find_breaks(read)


def _draw_chain(newest: int) -> None:
    broken = _breaks(str(store().path), newest)
    if broken:
        st.error(_("The log was changed from outside: the chain is broken at entry {entries}. Keep this database and a "
                   "back-up from before, and find out who had the file.",
                   entries=", ".join(number(seq) for seq in broken[:5])))
    else:
        st.success(_("The chain is whole: none of the {n} entries was changed or taken out.", n=number(newest)),
                   icon=":material/link:")


def _pick(actors: list[str], actions: list[str]) -> tuple[Any, ...]:
    """The filters: days of the city's clock, who, what."""
    zone = city().timezone
    today = local_today(zone)
    with row():
        span = pick_span(Filters(), {
            "7": (_("last 7 days"), last_days(today, 7)), "1": (_("today"), last_days(today, 1)),
            "30": (_("last 30 days"), last_days(today, 30)), "365": (_("last 365 days"), last_days(today, 365)),
        }, key="audit-hari")
        who = st.multiselect(_("Who"), actors, key="audit-siapa", placeholder=_("all"), width=WIDTH)
        what = st.multiselect(_("What"), actions, key="audit-apa", placeholder=_("all"), format_func=action_name,
                              width=260)
    return (*span, zone, tuple(who), tuple(what))


def _shown(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({
        "when": [to_local(entry["recorded_at"], city().timezone) for entry in rows],
        "what": [describe_entry(entry["action"], entry["changes"]) for entry in rows],
        "who": [_who(entry) for entry in rows],
        "seq": [entry["seq"] for entry in rows]})


def _who(entry: dict[str, Any]) -> str:
    """"siti · Analis"; what the command line and the program itself do is the program's."""
    return _("the program") if entry["actor"] == SYSTEM.name else f"{entry['actor']} · {role_name(entry['actor_role'])}"


def _draw_entry(seq: int) -> None:
    """One entry with everything it recorded."""
    with store().reader(viewer()) as read:
        entry = find_entry(read, seq)
    when = to_local(entry["recorded_at"], city().timezone)
    st.text(f"{_who(entry)}\n{day(when)}, {clock(when)} {city().clock_label}\n"
            f"{describe_entry(entry['action'], entry['changes'])}")
    st.caption(_("As recorded: tables, keys, values before and after. Names of reporters, passwords and files stand "
                 "there only as fingerprints."))
    st.json(json.loads(entry["changes"]), expanded=3)
