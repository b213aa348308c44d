"""The tab City and election of the settings: what the packs say, with its source and how sure it is; read only."""

import pandas as pd
import streamlit as st

from lib.reference.listings import count_pack, load_calendar, load_rules, load_venues, load_weekly_windows
from lib.text import N_, _, day, number
from lib.ui.markup import plain
from lib.ui.session import cached, city
from lib.ui.tables import show_table

_COUNTED = {
    "districts": N_("Districts"), "areas": N_("Wards"), "venues": N_("Venues"), "places": N_("Sensitive places"),
    "calendar_days": N_("Calendar days"), "parties": N_("Parties"), "tickets": N_("Tickets"), "rules": N_("Rules"),
}
_WEEKDAYS = {1: N_("Monday"), 2: N_("Tuesday"), 3: N_("Wednesday"), 4: N_("Thursday"), 5: N_("Friday"),
             6: N_("Saturday"), 7: N_("Sunday")}


def draw_packs() -> None:
    """The packs at work: their heads, counts, rules, venues and calendar."""
    at_work, counts = city(), cached(count_pack)
    st.markdown(f"**{plain(at_work.city_name)}** · **{plain(at_work.election_name)}**  \n" + _(
        "Campaign {first} – {last}, voting {voting}.", first=day(at_work.campaign_from), last=day(at_work.campaign_to),
        voting=day(at_work.voting_day)))
    st.caption(" · ".join(f"{_(label)}: {number(counts[name])}" for name, label in _COUNTED.items()))
    st.caption(_("The packs are files of the program; a change there is taken up when the program is started again."))
    _draw_rules()
    _draw_venues()
    _draw_calendar()


def _draw_rules() -> None:
    st.subheader(_("Rules of the election"), anchor=False)
    rules = cached(load_rules)
    days = rules[["valid_from", "valid_to"]].apply(lambda column: column.dt.strftime("%d/%m/%Y")).fillna("")
    show_table(_texts(rules.assign(**days)), {
        "rule_id": _("Rule"), "rule": _("What it says"), "value": _("Value"), "valid_from": _("From"),
        "valid_to": _("Until"), "legal_ref": _("Article"), "verification": _("How sure"), "source": _("Source")},
        key="packs-rules")


def _draw_venues() -> None:
    st.subheader(_("Venues"), anchor=False)
    venues = cached(load_venues)
    venues["coord_uncertainty_m"] = [_metres(value) for value in venues["coord_uncertainty_m"]]
    venues["capacity"] = [_("not known") if pd.isna(value) else number(value) for value in venues["capacity"]]
    show_table(_texts(venues), {
        "name": _("Venue"), "kind": _("Kind"), "ward": _("Ward"), "coord_uncertainty_m": _("Point exact to"),
        "capacity": _("Capacity"), "capacity_source": _("Where the capacity comes from"),
        "verification": _("How sure")}, key="packs-venues")


def _draw_calendar() -> None:
    st.subheader(_("Calendar"), anchor=False)
    days = cached(load_calendar)
    show_table(_texts(days.assign(day=days["day"].map(day))), {
        "day": _("Day"), "label": _("Occasion"), "kind": _("Kind"), "confidence": _("How sure")}, key="packs-days")
    weekly = cached(load_weekly_windows)
    show_table(_texts(weekly.assign(weekday=[_(_WEEKDAYS[each]) for each in weekly["iso_weekday"]])), {
        "weekday": _("Every"), "starts": _("From"), "ends": _("Until"), "label": _("Occasion"),
        "confidence": _("How sure")}, key="packs-weekly")


def _metres(value: float) -> str:
    return _("not known") if pd.isna(value) else f"± {number(value)} m"


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("object").where(frame.notna(), "")
