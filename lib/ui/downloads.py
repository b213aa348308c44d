"""The download under a table: exactly what the screen shows, in two dialects, with its description."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import ROLES, Permission, Role
from lib.clock import to_local, utc_now
from lib.export import catalogue
from lib.export.about import about_text
from lib.export.dialects import EXCEL_ID, STANDARD, to_csv
from lib.export.tables import Table
from lib.export.workbooks import to_workbook
from lib.store import Store, Viewer
from lib.text import _, current, say, using
from lib.ui.filters import Words
from lib.ui.session import as_of, city, store, viewer, while_signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(name: str, frame: pd.DataFrame, filters: Sequence[Words] = (),
             finish: Callable[[pd.DataFrame], pd.DataFrame] | None = None) -> None:
    """Offer `frame` as the summary table `name` of ``lib.export.catalogue``; nothing for who may not download.

    `finish` makes the frame what the table wants. It runs on the click and not with the page: it may take its time.
    """
    if not has_permission(viewer(), Permission.DOWNLOAD):
        return
    stamp = stamp_now(filters)
    _offer(name, lambda: catalogue.table(name, finish(frame) if finish else frame, **stamp), is_empty=frame.empty)


def download_later(name: str, read: Callable[[], pd.DataFrame], filters: Sequence[Words] = ()) -> None:
    """``download`` of rows that the page has not read: `read` fetches them on the click (``session.read_later``)."""
    if has_permission(viewer(), Permission.DOWNLOAD):
        _offer(name, table_later(read, lambda frame, stamp: catalogue.table(name, frame, **stamp), filters),
               is_empty=False)


def table_later(read: Callable[[], pd.DataFrame], build: Callable[[pd.DataFrame, dict[str, Any]], Table],
                filters: Sequence[Words] = ()) -> Callable[[], Table]:
    """What makes the table on the click: `build` of the rows of `read` and of what the table says of itself."""
    stamp, opened = stamp_now(filters), store()

    def table() -> Table:
        version = opened.version  # before the rows: what is written meanwhile makes them newer than they say, not older
        return build(read(), stamp | {"data_version": version})
    return table


def _offer(name: str, table: Callable[[], Table], *, is_empty: bool) -> None:
    """The files of a table, each made on the click."""

    forms = (
        ("csv-id", _("CSV for Indonesian Excel"), f"{name}.csv", "text/csv", lambda made: to_csv(made, EXCEL_ID)),
        ("csv", _("CSV, standard"), f"{name}-standard.csv", "text/csv", lambda made: to_csv(made, STANDARD)),
        ("xlsx", _("Workbook (XLSX)"), f"{name}.xlsx", XLSX, lambda made: to_workbook([made])),
        ("about", _("About this table"), f"{_('ABOUT')}-{name}.txt", "text/plain",
         lambda made: about_text(made).encode("utf-8-sig")),
    )
    with st.popover(_("Download"), icon=":material/download:", disabled=is_empty,
                    help=_("Nothing to download.") if is_empty else None):
        for form, label, file_name, mime, write in forms:
            made = _recorded(store(), viewer(), table, form, write, current())
            st.download_button(label, data=while_signed_in(made), mime=mime, file_name=file_name,
                               key=f"download-{name}-{form}", on_click="ignore", width="stretch")
        st.caption(_("Holds what this page shows: the same rows, filters and columns you may see."))


def stamp_now(filters: Sequence[Words]) -> dict[str, Any]:
    """What a table says of itself beside its rows, as ``lib.export.catalogue.table`` takes it."""
    looker = viewer()
    now = to_local(utc_now(), city().timezone)
    return {"as_of": as_of(), "made_at": now.replace(microsecond=0), "data_version": store().version,
            "viewer_name": looker.name, "viewer_role": say(ROLES[Role(looker.role)].display_name),
            "filters": tuple(filters)}


def _recorded(opened: Store, looker: Viewer, make: Callable[[], Table], form: str, write: Callable[[Table], bytes],
              language: str) -> Callable[[], bytes]:
    """Make and write the table, and leave a line in the audit log. It runs on the click, in a thread without a page."""
    def build() -> bytes:
        with using(language):
            table = make()
            content = write(table)
        with opened.writing(looker, "download", touches_data=False) as tx:
            tx.note(table=table.name, form=form, rows=len(table.frame), as_of=table.as_of.isoformat(),
                    filters=[list(words) for words in table.filters])
        return content
    return build
