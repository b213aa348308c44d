"""Tables of a page as files: one by one, or all in one workbook. Each file taken leaves a line in the audit log."""

from collections.abc import Callable, Sequence

import streamlit as st

from lib.export.about import about_text
from lib.export.dialects import EXCEL_ID, STANDARD, to_csv
from lib.export.tables import Table
from lib.export.workbooks import to_workbook
from lib.store import Store, Viewer
from lib.text import _, current, using
from lib.ui.downloads import XLSX
from lib.ui.session import store, viewer


def offer_table(table: Table) -> None:
    """One table in two dialects of CSV, as a workbook, and described; nothing to take where it has no row."""
    is_empty = table.frame.empty
    with st.popover(_("Download"), icon=":material/download:", disabled=is_empty, key=f"ambil-{table.name}",
                    help=_("Nothing to download.") if is_empty else None):
        for form, label, file_name, mime, make in (
                ("csv-id", _("CSV for Indonesian Excel"), f"{table.name}.csv", "text/csv",
                 lambda: to_csv(table, EXCEL_ID)),
                ("csv", _("CSV, standard"), f"{table.name}-standard.csv", "text/csv",
                 lambda: to_csv(table, STANDARD)),
                ("xlsx", _("Workbook (XLSX)"), f"{table.name}.xlsx", XLSX, lambda: to_workbook([table])),
                ("about", _("About this table"), f"{_('ABOUT')}-{table.name}.txt", "text/plain",
                 lambda: about_text(table).encode("utf-8-sig"))):
            _button([table], form, label, file_name, mime, make, key=f"download-{table.name}-{form}")


def offer_workbook(tables: Sequence[Table], name: str) -> None:
    """All the tables as sheets of one workbook, the first sheet saying what they are."""
    _button(tables, "xlsx", _("All in one workbook (XLSX)"), f"{name}.xlsx", XLSX, lambda: to_workbook(tables),
            key=f"download-{name}", icon=":material/download:", type="primary", width="content")


def _button(tables: Sequence[Table], form: str, label: str, file_name: str, mime: str, make: Callable[[], bytes], *,
            key: str, width: str = "stretch", **look: str) -> None:
    st.download_button(label, data=_recorded(store(), viewer(), tables, form, make, current()), file_name=file_name,
                       mime=mime, key=key, on_click="ignore", width=width, **look)


def _recorded(opened: Store, looker: Viewer, tables: Sequence[Table], form: str, make: Callable[[], bytes],
              language: str) -> Callable[[], bytes]:
    """`make`, wrapped to be recorded. It runs on the click, in a thread without a page and its language."""
    def build() -> bytes:
        with using(language):
            content = make()
        with opened.writing(looker, "download", touches_data=False) as tx:
            for table in tables:
                tx.note(table=table.name, form=form, rows=len(table.frame), as_of=table.as_of.isoformat(),
                        filters=[list(words) for words in table.filters])
        return content
    return build
