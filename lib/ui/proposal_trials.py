"""Trying one event: another day, other hours, another place, and what would come and go with it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels
from lib.schedule.proposals.decisions import TRIED, propose_decisions
from lib.schedule.settings import EstimateSettings
from lib.schedule.what_if import WhatIf, keep_others, load_choices, load_venues, try_event
from lib.schedule.wordings import clash_sentence, level_name
from lib.text import _, clock, day, day_short, number, say
from lib.ui.addresses import pick_one
from lib.ui.markup import plain
from lib.ui.proposal_cards import say_time
from lib.ui.proposal_decisions import act
from lib.ui.session import as_of, cached, cached_pack, store, viewer
from lib.ui.tables import empty

_TRIED = "kentongan_tried"
_QUARTER = timedelta(minutes=15)


class Trial(NamedTuple):
    """What is tried, as plain values; ends None: not told."""

    event_id: int
    version: int
    starts: datetime
    ends: datetime | None
    venue_id: str | None


def pick_event(labels: Labels, first_day: date) -> dict[str, Any] | None:
    """The event picked by its day; None where there is none."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input(_("Day of the activity"), first_day, key="coba-hari", format="DD/MM/YYYY",
                           bind="query-params", width=164)
        choices = cached(load_choices, on)
        if choices.empty:
            empty(_("No activity on this day that could be moved. Choose another day."))
            return None
        rows = {str(row["event_id"]): row for row in choices.to_dict("records")}
        names = {code: " · ".join([clock(row["starts"]), labels.organiser(row["organiser"]),
                                   labels.activity(row["activity"]), row["venue"]]) for code, row in rows.items()}
        return rows[pick_one(st.selectbox, _("Activity to try"), names, key="kegiatan")]


def draw_form(event: Mapping[str, Any]) -> Trial | None:
    """The form of where and when to; returns what is tried, once somebody tried this event."""
    keys = {name: f"coba-{name}-{event['event_id']}-{event['version']}" for name in ("day", "from", "to", "venue")}
    told = None if pd.isna(event["ends"]) else pd.Timestamp(event["ends"]).to_pydatetime()
    ends = told or event["starts"] + timedelta(hours=EstimateSettings().lasts_hours)
    venues = dict(cached_pack(load_venues).itertuples(index=False, name=None))
    own = event["venue_id"] if isinstance(event["venue_id"], str) else ""
    places = {"": _("as planned: {venue}", venue=event["venue"]),
              **{venue_id: name for venue_id, name in venues.items() if venue_id != own}}
    with st.form(f"coba-{event['event_id']}", border=True), st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input(_("New day"), event["starts"].date(), key=keys["day"], format="DD/MM/YYYY", width=164)
        begins = st.time_input(_("From"), event["starts"].time(), key=keys["from"], step=_QUARTER, width=110)
        finishes = st.time_input(_("Until"), ends.time(), key=keys["to"], step=_QUARTER, width=110)
        place = st.selectbox(_("Place"), list(places), key=keys["venue"], width=320, format_func=places.__getitem__)
        if st.form_submit_button(_("Try"), type="primary"):
            starts = datetime.combine(on, begins)
            until = None if told is None and finishes == ends.time() else datetime.combine(on, finishes)
            if until is not None and until <= starts:
                until += timedelta(days=1)
            st.session_state[_TRIED] = Trial(int(event["event_id"]), int(event["version"]), starts, until,
                                             place or None)
    tried = st.session_state.get(_TRIED)
    is_of_event = tried is not None and (tried.event_id, tried.version) == (event["event_id"], event["version"])
    return tried if is_of_event else None


def draw_trial(trial: Trial, event: Mapping[str, Any], labels: Labels, clock_label: str, *, with_load: bool,
               may_propose: bool) -> None:
    """What the event would bring at the place and hours tried, beside what it brings now."""
    with st.spinner(_("Looking at what would change …")):
        found: WhatIf = cached(try_event, trial.event_id, trial.starts, trial.ends, trial.venue_id, as_of(), with_load)
    moved = found.moved
    st.markdown(f"**{plain(moved['venue'] or '')}, "
                f"{plain(say_time(moved['starts'], moved['ends_or_estimate'], clock_label))}**")
    counts = found.counts()
    for column, row in zip(st.columns(len(counts)), counts.to_dict("records"), strict=True):
        change = row["then"] - row["now"]
        column.metric(level_name(row["level"]), number(row["then"]), _tell_change(change),
                      delta_color="inverse" if change else "off", delta_arrow="auto" if change else "off")
    st.caption(_("Clashes of this activity by level if it moves; below each the change against the present."))
    goes, comes = st.columns(2)
    with goes:
        _draw_sentences(_("What goes"), _sentences(found, labels, is_then=False), _("Nothing goes."))
    with comes:
        _draw_sentences(_("What comes"), _sentences(found, labels, is_then=True), _("Nothing comes."))
    if found.load is not None:
        _draw_load(found)
    _draw_slots(found, event)
    if may_propose:
        _draw_saving(trial, found)


def _sentences(found: WhatIf, labels: Labels, *, is_then: bool) -> list[str]:
    """What is told on one side only: clashes, suspicions, shortages."""
    sides = [(found.clashes_now, found.clashes_then), (found.findings_now, found.findings_then)]
    clashes, findings = (side[::-1] if is_then else side for side in sides)
    told = [f"{level_name(clash['level'])}: {clash_sentence(clash, labels)}"
            for clash in keep_others(*clashes, "clash_key").sort_values("level", ascending=False).to_dict("records")]
    told += [_("Suspected not to conform: {reason}", reason=say(reason))
             for reason in keep_others(*findings, "finding_key")["reason"]]
    if found.load is not None:
        told += [_("Security: {sentence}", sentence=each) for each in (
            found.load.come if is_then else found.load.gone)]
    return told


def _draw_sentences(title: str, sentences: list[str], nothing: str) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(title)}**")
        for sentence in sentences:
            st.markdown(plain(sentence))
        if not sentences:
            st.caption(nothing)


def _draw_load(found: WhatIf) -> None:
    peaks = [_("{district}, {day}: {now} → {then} officers in the heaviest hour", district=row["district"],
               day=day_short(row["day"]), now=number(row["now"]), then=number(row["then"]))
             for row in found.load.peaks.to_dict("records")]
    st.caption(plain(" · ".join(peaks) if peaks else _("The security load of the heaviest hour stays as it is.")))


def _draw_slots(found: WhatIf, event: Mapping[str, Any]) -> None:
    st.markdown(f"**{plain(_('Free hours on {day} at this place', day=day(found.moved['starts'])))}**")
    if not found.slots:
        st.caption(_("None without a high or critical clash or a rule against it. Try another day or place."))
        return
    key = f"coba-jam-{event['event_id']}-{event['version']}-{found.moved['starts']}-{found.moved['venue_id']}"
    spans = {f"{clock(start)}–{clock(end)}": (start.time(), end.time()) for start, end in found.slots}
    names = {name: f"coba-{name}-{event['event_id']}-{event['version']}" for name in ("from", "to")}
    st.pills(_("Free hours"), list(spans), key=key, label_visibility="collapsed", on_change=_take_hours,
             args=(key, spans, names))
    st.caption(_("Hours without a high or critical clash and with no rule against them. One click puts them into the "
                 "form above; press Try to see what they bring."))


def _take_hours(key: str, spans: Mapping[str, tuple[time, time]], names: Mapping[str, str]) -> None:
    """Runs before the page: the form then begins with these hours."""
    chosen = st.session_state.get(key)
    if chosen in spans:
        st.session_state[names["from"]], st.session_state[names["to"]] = spans[chosen]


def _draw_saving(trial: Trial, found: WhatIf) -> None:
    gone = keep_others(found.clashes_now, found.clashes_then, "clash_key")
    moved = found.moved
    with st.container(horizontal=True, vertical_alignment="bottom"):
        owner = st.text_input(_("Who sees to it"), key="coba-pemilik", width=320)
        if st.button(_("Save as a proposal"), key="coba-simpan", icon=":material/save:"):
            move = {"event_id": trial.event_id, "version": trial.version, "new_starts": trial.starts,
                    "new_ends": trial.ends, "new_venue": moved["venue"] or "",
                    "new_venue_id": _text(moved["venue_id"]), "new_area_code": _text(moved["area_code"]),
                    "clash_keys": gone["clash_key"].tolist(),
                    "level": int(gone["level"].max()) if len(gone) else None}
            act(lambda: propose_decisions(store(), viewer(), [move], owner=owner, day=as_of(), source=TRIED),
                _("Saved as a proposal; nothing has moved yet."))
    st.caption(_("Nothing moves by itself: the forum approves, and the participant confirms."))


def _tell_change(change: int) -> str:
    return _("unchanged") if not change else f"{'+' if change > 0 else '−'}{number(abs(change))}"


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
