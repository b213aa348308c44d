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
from lib.ui.session import store, viewer, while_signed_in

Make = Callable[[], Table]
"""Makes a table, on the click."""


def offer_table(name: str, make: Make, *, is_empty: bool) -> None:
    """One table in two dialects of CSV, as a workbook, and described; nothing to take where it has no row."""
    with st.popover(_("Download"), icon=":material/download:", disabled=is_empty, key=f"ambil-{name}",
                    help=_("Nothing to download.") if is_empty else None):
        for form, label, file_name, mime, write in (
                ("csv-id", _("CSV for Indonesian Excel"), f"{name}.csv", "text/csv",
                 lambda tables: to_csv(tables[0], EXCEL_ID)),
                ("csv", _("CSV, standard"), f"{name}-standard.csv", "text/csv",
                 lambda tables: to_csv(tables[0], STANDARD)),
                ("xlsx", _("Workbook (XLSX)"), f"{name}.xlsx", XLSX, to_workbook),
                ("about", _("About this table"), f"{_('ABOUT')}-{name}.txt", "text/plain",
                 lambda tables: about_text(tables[0]).encode("utf-8-sig"))):
            _button([make], form, label, file_name, mime, write, key=f"download-{name}-{form}")


def offer_workbook(makes: Sequence[Make], name: str) -> None:
    """All the tables as sheets of one workbook, the first sheet saying what they are."""
    _button(makes, "xlsx", _("All in one workbook (XLSX)"), f"{name}.xlsx", XLSX, to_workbook,
            key=f"download-{name}", icon=":material/download:", type="primary", width="content")


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
