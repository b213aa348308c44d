"""The view Notices of the rules' page: which letters to the police are due, until when, to whom, what to do now."""

from datetime import date

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels, load_labels
from lib.schedule.notices.due import PAST_ISSUE, PAST_NOTICE
from lib.schedule.notices.loading import load_notices
from lib.schedule.notices.overviews import SOON, advise_notice, count_notices, narrow_notices, say_deadline, say_notices
from lib.schedule.notices.wordings import addressee_name, summarise_notices
from lib.schedule.rules.answers import name_fields
from lib.schedule.rules.limits import load_holidays
from lib.store import Reader
from lib.text import Message, _, day_short, day_time, number, say
from lib.ui.downloads import download
from lib.ui.filters import WIDTH, Filters
from lib.ui.session import as_of, cached, cached_pack
from lib.ui.tables import empty, one_page, show_table

Codes = tuple[str, ...]


def choose_notices(_read: Reader, as_of: date, first: date, last: date, districts: Codes,
                   organisers: Codes) -> pd.DataFrame:
    """The due notices that the filters leave, overdue ones first."""
    return narrow_notices(cached(load_notices, as_of), first, last, districts, organisers)


def tell_notices(notices: pd.DataFrame) -> list[Message]:
    """The page's sentence on these notices."""
    return [say_notices(notices)]


def draw_notices(notices: pd.DataFrame, filters: Filters, *, own: bool) -> None:
    """Four numbers, the list with what to do now, the holidays that are left out of the count, the download."""
    if notices.empty:
        empty(_("No notice is due with this filter. Those recorded with day or number of the receipt are not listed."))
        return
    labels = cached_pack(load_labels)
    _draw_numbers(notices)
    listed = one_page(notices, key="pemberitahuan-halaman")
    show_table(word_notices(listed, labels, own=own), {
        "notice": _("Notice"), "organiser": _("Organiser"), "when": _("When"), "advice": _("What to do now"),
        "receipt": _("Receipt (STTP)"), "missing": _("The letter lacks"), "addressee": _("Addressee"),
        "activity": _("Activity"), "area": _("Ward")}, key="pemberitahuan-tabel", sentences=("advice",),
        alt=_("Notices to the police that are due, overdue ones first"))
    st.caption(_count_words())
    download("notices", notices, filters.words, finish=lambda frame: summarise_notices(frame).assign(
        ward=frame["area_code"].map(labels.areas),
        district=frame["area_code"].map(labels.area_districts).map(labels.districts)))


def word_notices(notices: pd.DataFrame, labels: Labels, *, own: bool) -> pd.DataFrame:
    """Notices as the list shows them."""
    rows = notices.to_dict("records")
    return pd.DataFrame({
        "notice": [say_deadline(row["notice_by"], row["lead_days"], row["days_left"], as_of()) for row in rows],
        "receipt": [say_deadline(row["issue_by"], row["issue_days"], row["issue_days_left"], as_of()) for row in rows],
        "advice": [say(advise_notice(row, labels, own=own)) for row in rows],
        "when": [day_time(row["starts"]) for row in rows],
        "organiser": [labels.organiser(row["organiser"]) for row in rows],
        "activity": [labels.activity(row["activity"]) for row in rows],
        "area": [labels.area(row["area_code"]) for row in rows],
        "missing": [name_fields(row["missing"]) for row in rows],
        "addressee": [addressee_name(row["addressee"]) for row in rows]})


def _draw_numbers(notices: pd.DataFrame) -> None:
    counts = count_notices(notices)
    names = {PAST_ISSUE: _("receipt overdue"), PAST_NOTICE: _("letter overdue"),
             "dekat": _("in {n} working days", n=SOON), "nanti": _("later")}
    with st.container(horizontal=True):
        for name, label in names.items():
            st.metric(label, number(counts[name]), width=WIDTH)


def _count_words() -> str:
    """Which days are not counted, and that they are from memory."""
    days = [each.date() for each in cached(load_holidays)["day"]]
    near = [day_short(each) for each in days if abs((each - as_of()).days) <= 45]
    if not near:
        return _("Working days are Monday to Friday without the pack's holidays; none of them is near.")
    return _("Working days are Monday to Friday; not counted: {days}. The holidays are from memory, not checked yet.",
             days=", ".join(near))
