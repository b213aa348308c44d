"""The download under a table: exactly what the screen shows, in two dialects, with its description."""

from collections.abc import Callable, Sequence

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
from lib.ui.session import as_of, city, store, viewer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(name: str, frame: pd.DataFrame, filters: Sequence[Words] = ()) -> None:
    """Offer `frame` as the summary table `name` of ``lib.export.catalogue``; nothing for who may not download."""
    looker = viewer()
    if not has_permission(looker, Permission.DOWNLOAD):
        return
    table = summary_table(name, frame, filters)
    with st.popover(_("Download"), icon=":material/download:", disabled=frame.empty,
                    help=_("Nothing to download.") if frame.empty else None):
        _button(table, "csv-id", _("CSV for Indonesian Excel"), f"{name}.csv", "text/csv",
                lambda: to_csv(table, EXCEL_ID))
        _button(table, "csv", _("CSV, standard"), f"{name}-standard.csv", "text/csv", lambda: to_csv(table, STANDARD))
        _button(table, "xlsx", _("Workbook (XLSX)"), f"{name}.xlsx", XLSX, lambda: to_workbook([table]))
        _button(table, "about", _("About this table"), f"{_('ABOUT')}-{name}.txt", "text/plain",
                lambda: about_text(table).encode("utf-8-sig"))
        st.caption(_("Holds what this page shows: the same rows, filters and columns you may see."))


def summary_table(name: str, frame: pd.DataFrame, filters: Sequence[Words] = ()) -> Table:
    """`frame` as the Table `name`, stamped with who looks, as of when, and the data's version."""
    looker = viewer()
    now = to_local(utc_now(), city().timezone)
    return catalogue.table(
        name, frame, as_of=as_of(), made_at=now.replace(microsecond=0), data_version=store().version,
        viewer_name=looker.name, viewer_role=say(ROLES[Role(looker.role)].display_name), filters=tuple(filters))


def _button(table: Table, form: str, label: str, file_name: str, mime: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label, data=_recorded(store(), viewer(), table, form, make, current()), file_name=file_name, mime=mime,
        key=f"download-{table.name}-{form}", on_click="ignore", width="stretch")


def _recorded(opened: Store, looker: Viewer, table: Table, form: str, make: Callable[[], bytes],
              language: str) -> Callable[[], bytes]:
    """`make`, wrapped to leave a line in the audit log. It runs on the click, in a thread without a page."""
    def build() -> bytes:
        with using(language):
            content = make()
        with opened.writing(looker, "download", touches_data=False) as tx:
            tx.note(table=table.name, form=form, rows=len(table.frame), as_of=table.as_of.isoformat(),
                    filters=[list(words) for words in table.filters])
        return content
    return build
