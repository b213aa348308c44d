"""The tab Uploads of the settings: how much a file may hold, and the words and columns learned from senders."""

import json
from dataclasses import asdict

import pandas as pd
import streamlit as st

from lib.access.permissions import require_permission
from lib.access.roles import Permission
from lib.clock import to_local, utc_now
from lib.intake.learning import OFFICE, forget, list_learned
from lib.intake.limits import DEFAULT_LIMITS, SETTING, Limits, load_limits
from lib.intake.mappings import KeptColumns, forget_columns, list_columns
from lib.intake.retention import FEWEST_DAYS, MOST_DAYS, count_old, load_days, purge_old, set_days
from lib.reference.labels import load_labels
from lib.store import Viewer
from lib.text import _, day_time, ngettext, number
from lib.ui.field_names import column_name, field_name, names_of
from lib.ui.markup import plain
from lib.ui.session import cached, cached_pack, city, store
from lib.ui.tables import empty, pick_rows

WORDS_A_PAGE = 20
_MOST = {"megabytes": DEFAULT_LIMITS.megabytes, "rows": 1_000_000, "columns": 1_000, "sheets": 200}
"""More megabytes than the default the server itself does not take."""


def draw_upload_settings(by: Viewer) -> None:
    """The limits, and the words and columns with who taught them."""
    _draw_limits(by)
    _draw_retention(by)
    _draw_words(by)
    _draw_columns(by)


def _draw_limits(by: Viewer) -> None:
    now = asdict(cached(load_limits))
    labels = {"megabytes": _("Megabytes"), "rows": _("Filled rows"), "columns": _("Columns of a sheet"),
              "sheets": _("Sheets")}
    st.subheader(_("Limits of a file"), anchor=False)
    with st.form("upload-limits", border=False):
        with st.container(horizontal=True):
            picked = {name: st.number_input(label, 1, _MOST[name], now[name], step=1, key=f"upload-limit-{name}",
                                            width=164) for name, label in labels.items()}
        if st.form_submit_button(_("Keep these limits")) and picked != now:
            require_permission(by, Permission.CHANGE_SETTINGS)
            with store().writing(by, "change upload limits") as tx:
                tx.upsert("settings", {"key": SETTING}, value=json.dumps(asdict(Limits(**picked))), is_secret=False)
            st.rerun()


def _draw_retention(by: Viewer) -> None:
    st.subheader(_("How long uploads are kept"), anchor=False)
    st.caption(_("After so many days the original file goes, and with it every row as it was sent. What was stored of "
                 "it stays. Left empty, nothing is deleted."))
    with store().reader(by) as read:
        now = load_days(read)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        days = st.number_input(_("Days"), FEWEST_DAYS, MOST_DAYS, now, step=1, key="upload-retention", width=164,
                               placeholder=_("not deleted"))
        is_kept = st.button(_("Keep this period"), disabled=days == now, key="upload-retention-keep")
    if days is not None and days != now:
        imports, files = count_old(store(), utc_now(), days)
        st.caption(_("This deletes at once: original files {files}, rows of imports {imports}.", files=number(files),
                     imports=number(imports)))
    if is_kept:
        require_permission(by, Permission.CHANGE_SETTINGS)
        set_days(store(), by, days)
        purge_old(store(), utc_now())
        st.rerun()


def _draw_words(by: Viewer) -> None:
    st.subheader(_("Words learned from senders"), anchor=False)
    words = cached(list_learned)
    if words.empty:
        empty(_("Nothing was learned yet. Words are learned when a file is read whose words are not known."))
        return
    st.caption(ngettext("{n} word. Forgetting one changes how later files are read, not what is stored.",
                        "{n} words. Forgetting one changes how later files are read, not what is stored.", len(words)))
    for word in words.iloc[pick_rows(len(words), key="upload-words-page", rows=WORDS_A_PAGE)].itertuples():
        _draw_word(word, by)


def _draw_word(word: pd.Series, by: Viewer) -> None:
    meaning = names_of(cached_pack(load_labels))[word.field].get(word.code, word.code)
    whose = _("for everybody's files") if word.owner == OFFICE else _("for the files of {name}", name=word.owner)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{field_name(word.field)}: **{plain(word.spelling)}** = {plain(meaning)}  \n" + _(
            ":small[{whose}; {who}, {when}]", whose=plain(whose), who=plain(word.who),
            when=day_time(to_local(word.when, city().timezone))), width="stretch")
        if st.button(_("Forget"), key=f"forget-{word.field}-{word.spelling}-{word.owner}", type="tertiary"):
            forget(store(), by, word.field, word.spelling, word.owner)
            st.rerun()


def _draw_columns(by: Viewer) -> None:
    st.subheader(_("Columns remembered of senders"), anchor=False)
    with store().reader(by) as read:
        kept = list_columns(read)
    if not kept:
        empty(_("None yet. Columns are remembered when somebody has said what they are and stored the file."))
        return
    st.caption(_("They are offered for a table with the same headings. Forgetting them changes nothing stored."))
    for place in range(len(kept))[pick_rows(len(kept), key="upload-columns-page", rows=WORDS_A_PAGE)]:
        _draw_kept_columns(place, kept[place], by)


def _draw_kept_columns(place: int, kept: KeptColumns, by: Viewer) -> None:
    whose = _("for everybody's files") if kept.owner == OFFICE else _("for the files of {name}", name=kept.owner)
    told = "; ".join(f"**{plain(head)}** = " + plain(column_name(kept.kind, field) if field else _("not used"))
                     for head, field in kept.fields) or _("the order of day and month")
    kinds = {"schedule": _("Campaign schedule"), "report": _("Reports from the wards")}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{kinds[kept.kind]}: {told}  \n" + _(
            ":small[{whose}; {who}, {when}]", whose=plain(whose), who=plain(kept.who),
            when=day_time(to_local(kept.when, city().timezone))), width="stretch")
        if st.button(_("Forget"), key=f"forget-columns-{place}-{kept.when.isoformat()}", type="tertiary"):
            forget_columns(store(), by, kept.kind, kept.signature, kept.owner)
            st.rerun()
