"""What a new version of a schedule changed: between two days or by one file, and who must be told of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from lib.reference.labels import Labels, load_labels
from lib.schedule.versions import (
    CANCELLED,
    CHANGED,
    CLEARED,
    GRAVER,
    LIGHTER,
    MADE,
    MOVED,
    NEW,
    RESTORED,
    WITHDRAWN,
    ScheduleChange,
)
from lib.schedule.versions_stored import load_changes, load_import_changes, load_receipt_days, load_schedule_imports
from lib.schedule.versions_wordings import summarise_clash_changes, summarise_event_changes, summarise_told
from lib.store import Reader
from lib.text import N_, _, day, number
from lib.ui.addresses import pick_one
from lib.ui.downloads import download
from lib.ui.filters import Words, row
from lib.ui.markup import plain
from lib.ui.session import cached, cached_pack
from lib.ui.tables import empty, show_table

WAYS = {"hari": N_("between two days"), "berkas": N_("by one file")}
_SOUGHT = {NEW: N_("{n} new"), MOVED: N_("{n} moved"), CHANGED: N_("{n} changed"), CANCELLED: N_("{n} cancelled"),
           RESTORED: N_("{n} no longer cancelled"), WITHDRAWN: N_("{n} withdrawn")}
_CLASHES = {MADE: N_("{n} clashes made"), GRAVER: N_("{n} graver"), CLEARED: N_("{n} cleared"),
            LIGHTER: N_("{n} lighter")}


def load_import_change(read: Reader, import_id: int, organiser: str) -> ScheduleChange | None:
    """What one import did to one organiser's schedule; None when nothing of it is there."""
    return load_import_changes(read, import_id).get(organiser)


def draw_changes() -> None:
    """The choice, the answer in one sentence, and the three lists with their downloads."""
    labels = cached_pack(load_labels)
    received = cached(load_receipt_days)
    whose = {code: name for code, name in labels.organisers.items() if code in received}
    if not whose:
        empty(_("No schedule has been received. Upload one to see what its next version changes."))
        return
    answer = st.container()
    with row():
        organiser = pick_one(st.selectbox, _("Schedule of"), whose, key="jadwal-milik", width=220)
        way = pick_one(st.selectbox, _("Compare"), {code: _(words) for code, words in WAYS.items()}, key="banding",
                       width=200)
        change, words = (_between_days if way == "hari" else _by_file)(organiser, received[organiser])
    if change is None:
        empty(_("No file with activities of this participant has been stored."))
        return
    words = [(_("Schedule of"), whose[organiser]), *words]
    answer.markdown(plain(say_change(change, whose[organiser])))
    st.caption(" · ".join(f"{label}: {value}" for label, value in words))
    if change.events.empty:
        empty(_("Nothing differs. Choose days further apart, or another file."))
        return
    _show(_("Who must be told"), "to_be_told", change.told, summarise_told, labels, words)
    _show(_("Clashes that this made or cleared"), "clash_changes", change.clashes, summarise_clash_changes, labels,
          words)
    _show(_("Activities"), "event_changes", change.events, summarise_event_changes, labels, words)


def say_change(change: ScheduleChange, organiser: str) -> str:
    """What changed, what clashes that made, and how many are to be told, in one sentence."""
    if change.events.empty:
        return _("The schedule of {organiser} is the same in both.", organiser=organiser)
    events = _count(change.events, _SOUGHT)
    clashes = _count(change.clashes, _CLASHES) or _("no clash made or cleared")
    return _("The schedule of {organiser}: activities {events}; {clashes}; {n} to be told.", organiser=organiser,
             events=events, clashes=clashes, n=number(len(change.told)))


def _count(rows: pd.DataFrame, words: dict[str, str]) -> str:
    counts = rows["change"].value_counts()
    return ", ".join(_(text, n=number(int(counts[name]))) for name, text in words.items() if counts.get(name, 0))


def _between_days(organiser: str, days: list[date]) -> tuple[ScheduleChange, list[Words]]:
    """Two of the days on which something was received; at first the last, and the day before it."""
    before = {f"{each - timedelta(days=1)}": each - timedelta(days=1) for each in reversed(days)}
    after = {f"{each}": each for each in reversed(days)}
    earlier, later = (options[pick_one(st.selectbox, label, {code: day(each) for code, each in options.items()},
                                       key=f"{key}-{organiser}".lower(), width=260)]
                      for label, options, key in ((_("As known on the evening of"), before, "dari"),
                                                  (_("and on the evening of"), after, "sampai")))
    earlier, later = sorted((earlier, later))
    return cached(load_changes, organiser, earlier, later), [
        (_("Compared"), f"{day(earlier)} – {day(later)}")]


def _by_file(organiser: str, _days: list[date]) -> tuple[ScheduleChange | None, list[Words]]:
    """One of the files that brought something of the organiser's schedule, the last at first."""
    files = cached(load_schedule_imports)
    files = files[files["organiser"] == organiser]
    if files.empty:
        return None, []
    names = {str(each["import_id"]): _name_file(each) for each in files.to_dict("records")}
    code = pick_one(st.selectbox, _("File"), names, key=f"berkas-{organiser}".lower(), width=420)
    return cached(load_import_change, int(code), organiser), [(_("File"), names[code])]


def _name_file(each: dict) -> str:
    name = each["file_name"] if isinstance(each["file_name"], str) else _("file {n}", n=number(each["import_id"]))
    return f"{name} ({day(each['received'])})"


def _show(title: str, name: str, frame: pd.DataFrame, summarise: Callable[[pd.DataFrame, Labels], pd.DataFrame],
          labels: Labels, words: list[Words]) -> None:
    if frame.empty:
        return
    told = summarise(frame, labels)
    st.markdown(f"**{title}**")
    show_table(told, {"reason": _("What")}, key=f"tabel-{name}", sentences=("reason",), alt=title)
    download(name, told, words)
