"""The tab City and election of the settings: what the packs say, with its source and how sure it is; read only."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from lib.reference.listings import count_pack, load_calendar, load_rules, load_venues, load_weekly_windows
from lib.text import N_, _, day, number
from lib.ui.markup import plain
from lib.ui.session import cached, city
from lib.ui.tables import show_table

_COUNTED = {
    "districts": N_("Districts"), "areas": N_("Wards"), "venues": N_("Venues"), "places": N_("Places to spare"),
    "calendar_days": N_("Calendar days"), "parties": N_("Parties"), "tickets": N_("Tickets"), "rules": N_("Rules"),
}
# Codes of the packs' columns kind and confidence.
_WORDS = {
    "high": N_("high"), "med": N_("medium"), "low": N_("low"),
    "unsourced": N_("from memory, in none of the sources read; not checked yet"),
    "holiday": N_("holiday"), "worship": N_("worship"), "debate": N_("debate"), "crowd": N_("crowds"),
    "anniversary": N_("anniversary"), "stadium": N_("stadium"), "field": N_("field"), "indoor_hall": N_("hall"),
    "campus_hall": N_("campus hall"), "square": N_("square"), "street": N_("street"), "bridge": N_("bridge"),
    "hotel": N_("hotel"), "government_office": N_("government office"), "arts_complex": N_("arts centre"),
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
    days = [rules[name].dt.strftime("%d/%m/%Y").fillna("") for name in ("valid_from", "valid_to")]
    _show(rules.assign(days=[" – ".join(filter(None, pair)) for pair in zip(*days, strict=True)]), {
        "rule_id": (_("Rule"), 85), "rule": (_("What it says"), 330), "legal_ref": (_("Article"), 190),
        "verification": (_("How sure"), 130), "source": (_("Source"), 170), "value": (_("Value"), 150),
        "days": (_("In force"), 175)}, key="packs-rules")


def _draw_venues() -> None:
    st.subheader(_("Venues"), anchor=False)
    venues = cached(load_venues)
    venues["coord_uncertainty_m"] = [_metres(value) for value in venues["coord_uncertainty_m"]]
    venues["capacity"] = [_("not known") if pd.isna(value) else number(value) for value in venues["capacity"]]
    venues["kind"] = venues["kind"].map(_word)
    _show(venues, {
        "name": (_("Venue"), 200), "kind": (_("Kind"), 115), "ward": (_("Ward"), 105),
        "coord_uncertainty_m": (_("Point exact to"), 100), "capacity": (_("Capacity"), 105),
        "capacity_source": (_("Where the capacity comes from"), 240), "verification": (_("How sure"), 260)},
        key="packs-venues")


def _draw_calendar() -> None:
    st.subheader(_("Calendar"), anchor=False)
    days = cached(load_calendar)
    show_table(_texts(days.assign(day=days["day"].map(day), kind=days["kind"].map(_word),
                                confidence=days["confidence"].map(_word))), {
        "day": _("Day"), "label": _("Occasion"), "kind": _("Kind"), "confidence": _("How sure")}, key="packs-days")
    weekly = cached(load_weekly_windows)
    show_table(_texts(weekly.assign(weekday=[_(_WEEKDAYS[each]) for each in weekly["iso_weekday"]],
                                  confidence=weekly["confidence"].map(_word))), {
        "weekday": _("Every"), "starts": _("From"), "ends": _("Until"), "label": _("Occasion"),
        "confidence": _("How sure")}, key="packs-weekly")


def _show(frame: pd.DataFrame, columns: Mapping[str, tuple[str, int]], *, key: str) -> None:
    """A table of long texts: each column with its heading and width in pixels; a double click shows a whole text."""
    texts = _texts(frame)[list(columns)]
    st.dataframe(texts, hide_index=True, width="stretch", key=key, column_config={
        name: st.column_config.TextColumn(head, width=width) for name, (head, width) in columns.items()})


def _word(code: str) -> str:
    """A code of the packs as people read it; one without a word stays as the pack has it."""
    return _(_WORDS[code]) if code in _WORDS else code


def venue_kind_name(code: str) -> str:
    """A kind of venue as people read it."""
    return _word(code)


def _metres(value: float) -> str:
    return _("not known") if pd.isna(value) else f"± {number(value)} m"


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype("object").where(frame.notna(), "")
