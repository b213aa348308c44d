"""Tables as files: what the screen shows, in two dialects, with its description. Each file taken is recorded."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import ROLES, Permission, Role
from lib.clock import to_local, utc_now
from lib.export import catalogue
from lib.export.about import about_text
from lib.export.calendars import events_calendar, zip_files
from lib.export.dialects import EXCEL_ID, STANDARD, to_csv
from lib.export.tables import Table
from lib.export.workbooks import to_workbook
from lib.reference.labels import load_labels
from lib.store import Store, Viewer
from lib.text import _, current, say, using
from lib.ui.filters import Words
from lib.ui.session import as_of, cached_pack, city, store, viewer, while_signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Make = Callable[[], Table]
"""Makes a table, on the click."""


def download(name: str, frame: pd.DataFrame, filters: Sequence[Words] = (),
             finish: Callable[[pd.DataFrame], pd.DataFrame] | None = None) -> None:
    """Offer `frame` as the summary table `name` of ``lib.export.catalogue``; nothing for who may not download.

    `finish` makes the frame what the table wants. It runs on the click and not with the page: it may take its time.
    """
    if not has_permission(viewer(), Permission.DOWNLOAD):
        return
    stamp = stamp_now(filters)
    offer_table(name, lambda: catalogue.table(name, finish(frame) if finish else frame, **stamp),
                is_empty=frame.empty, caption=_like_the_page())


def download_later(name: str, read: Callable[[], pd.DataFrame], filters: Sequence[Words] = ()) -> None:
    """``download`` of rows that the page has not read: `read` fetches them on the click (``session.read_later``)."""
    if has_permission(viewer(), Permission.DOWNLOAD):
        offer_table(name, table_later(read, lambda frame, stamp: catalogue.table(name, frame, **stamp), filters),
                    is_empty=False, caption=_like_the_page())


def table_later(read: Callable[[], pd.DataFrame], build: Callable[[pd.DataFrame, dict[str, Any]], Table],
                filters: Sequence[Words] = ()) -> Make:
    """What makes the table on the click: `build` of the rows of `read` and of what the table says of itself."""
    stamp, opened = stamp_now(filters), store()

    def table() -> Table:
        version = opened.version  # before the rows: what is written meanwhile makes them newer than they say, not older
        return build(read(), stamp | {"data_version": version})
    return table


def offer_table(name: str, make: Make, *, is_empty: bool, caption: str = "") -> None:
    """One table in two dialects of CSV, as a workbook, and described, each made on the click; events as calendars."""
    forms = (
        ("csv-id", _("CSV for Indonesian Excel"), f"{name}.csv", "text/csv",
         lambda tables: to_csv(tables[0], EXCEL_ID)),
        ("csv", _("CSV, standard"), f"{name}-standard.csv", "text/csv", lambda tables: to_csv(tables[0], STANDARD)),
        ("xlsx", _("Workbook (XLSX)"), f"{name}.xlsx", XLSX, to_workbook),
        ("about", _("About this table"), f"{_('ABOUT')}-{name}.txt", "text/plain",
         lambda tables: about_text(tables[0]).encode("utf-8-sig")),
    )
    forms += _calendar_forms() if name == "events" else ()
    with st.popover(_("Download"), icon=":material/download:", disabled=is_empty, key=f"ambil-{name}",
                    help=_("Nothing to download.") if is_empty else None):
        for form, label, file_name, mime, write in forms:
            _button([make], form, label, file_name, mime, write, key=f"download-{name}-{form}")
        if caption:
            st.caption(caption)


def _calendar_forms() -> tuple[tuple, ...]:
    """The events as calendars: all in one, and one for each organiser."""
    labels, at_work = cached_pack(load_labels), city()

    def write(table: Table, frame: pd.DataFrame, name: str) -> bytes:
        return events_calendar(frame, labels.organisers, labels.activities, name=name, timezone=at_work.timezone,
                               host=f"{at_work.city_id}.kentongan", made_at=table.made_at)

    def one(tables: Sequence[Table]) -> bytes:
        return write(tables[0], tables[0].frame, f"{at_work.city_name} · {_(tables[0].title)}")

    def each(tables: Sequence[Table]) -> bytes:
        return zip_files({f"{code}.ics": write(tables[0], rows.reset_index(drop=True), labels.organiser(code))
                          for code, rows in tables[0].frame.groupby("organiser")}, tables[0].made_at)

    return (("ics", _("Calendar (ICS)"), "events.ics", "text/calendar", one),
            ("ics-each", _("One calendar per participant (ZIP)"), "events-ics.zip", "application/zip", each))


def offer_workbook(makes: Sequence[Make], name: str) -> None:
    """All the tables as sheets of one workbook, the first sheet saying what they are."""
    _button(makes, "xlsx", _("All in one workbook (XLSX)"), f"{name}.xlsx", XLSX, to_workbook,
            key=f"download-{name}", icon=":material/download:", type="primary", width="content")


def stamp_now(filters: Sequence[Words]) -> dict[str, Any]:
    """What a table says of itself beside its rows, as ``lib.export.catalogue.table`` takes it."""
    looker = viewer()
    now = to_local(utc_now(), city().timezone)
    return {"as_of": as_of(), "made_at": now.replace(microsecond=0), "data_version": store().version,
            "viewer_name": looker.name, "viewer_role": say(ROLES[Role(looker.role)].display_name),
            "filters": tuple(filters)}


def _like_the_page() -> str:
    return _("Holds what this page shows: the same rows, filters and columns you may see.")


def _button(makes: Sequence[Make], form: str, label: str, file_name: str, mime: str,
            write: Callable[[Sequence[Table]], bytes], *, key: str, width: str = "stretch", **look: str) -> None:
    made = _recorded(store(), viewer(), makes, form, write, current())
    st.download_button(label, data=while_signed_in(made), file_name=file_name, mime=mime, key=key, on_click="ignore",
                       width=width, **look)


def _recorded(opened: Store, looker: Viewer, makes: Sequence[Make], form: str,
              write: Callable[[Sequence[Table]], bytes], language: str) -> Callable[[], bytes]:
    """Make and write the tables, and record it. It runs on the click, in a thread without a page and its language."""
    def build() -> bytes:
        with using(language):
            tables = [make() for make in makes]
            content = write(tables)
        with opened.writing(looker, "download", touches_data=False) as tx:
            for table in tables:
                tx.note(table=table.name, form=form, rows=len(table.frame), as_of=table.as_of.isoformat(),
                        filters=[list(words) for words in table.filters])
        return content
    return build
