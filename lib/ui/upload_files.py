"""Files the page Unggah gives: templates to fill in, and the refused rows to mend and send back."""

import threading
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from lib.clock import to_local, utc_now
from lib.intake.calendars import is_calendar, read_calendar
from lib.intake.files import read_grids
from lib.intake.grids import Grid
from lib.intake.mended import find_mark, put_back
from lib.intake.readings import Problem, Reading
from lib.intake.refused_workbooks import make_refused_workbook
from lib.intake.staging import StagedFile
from lib.intake.templates import make_template
from lib.reference.packs import DATA
from lib.reference.vocabularies import Reference, load_reference
from lib.text import _, current, using
from lib.ui.downloads import XLSX
from lib.ui.session import city, while_signed_in
from lib.ui.upload_desk import kind_names
from lib.ui.upload_readings import StagedReading, bytes_later, original_later

_ONE_AT_A_TIME = threading.Lock()
"""The workbook of refused rows is made in the server itself; a file may take half a gigabyte while it is read."""


@st.cache_resource(show_spinner=False, max_entries=4)
def reference_of(city_id: str, election_id: str) -> Reference:
    """What the readers know, once per pack."""
    return load_reference(DATA / "city" / city_id, DATA / "election" / election_id, DATA / "vocabulary")


def offer_templates() -> None:
    """A workbook to fill in, for each kind of file the viewer may send."""
    at_work, language = city(), current()
    reference = reference_of(at_work.city_id, at_work.election_id)
    with st.popover(_("Templates"), icon=":material/description:", key="unggah-templat"):
        st.caption(_("Any file the office already has will do. Who begins anew has it easier with one of these."))
        for kind, name in kind_names().items():
            def make(kind: str = kind) -> bytes:
                with using(language):
                    return make_template(kind, reference)
            st.download_button(name, data=while_signed_in(make), file_name=f"{_('template')}-{name}.xlsx".lower(),
                               mime=XLSX, key=f"unggah-templat-{kind}", on_click="ignore", width="stretch")


def offer_refused_rows(file: StagedFile, found: StagedReading, refused: Sequence[Problem]) -> None:
    """The refused rows as a workbook: as they were sent, with what is wrong and how to mend it beside them."""
    language, read_sent = current(), bytes_later(file)
    read_original = original_later(found.original) if found.original else lambda: None
    reference = reference_of(city().city_id, city().election_id)
    made_at = to_local(utc_now(), city().timezone).replace(microsecond=0)

    def make() -> bytes:
        with _ONE_AT_A_TIME, using(language):
            sent = _sheets_of(file.name, read_sent(), reference)
            reading, grids = _as_numbered(found.reading, sent, read_original(), reference)
            return make_refused_workbook(reading, grids, made_at=made_at, continues=found.continues, problems=refused)
    st.download_button(_("Refused rows to mend (XLSX)"), data=while_signed_in(make),
                       file_name=f"{_('refused')}-{file.name.rsplit('.', 1)[0]}.xlsx", mime=XLSX,
                       key=f"unggah-{file.staged_id}-refused", on_click="ignore", icon=":material/download:")
    st.caption(_("Mend the cells in this workbook and send it as a file of the same kind: its rows go back to their "
                 "places."))


def _sheets_of(name: str, data: bytes, reference: Reference) -> list[Grid]:
    return read_calendar(name, data, reference) if is_calendar(data) else read_grids(name, data)


def _as_numbered(reading: Reading, sent: Sequence[Grid], original: bytes | None,
                 reference: Reference) -> tuple[Reading, Sequence[Grid]]:
    """The reading and the sheets its row numbers are of: of rows sent again, mended, those of their original."""
    mark = find_mark(sent)
    if original is None or mark is None:
        return reading, sent
    mended = put_back(sent, _sheets_of(mark.file_name, original, reference), original)
    return replace(reading, name=mark.file_name, sha256=mark.sha256), mended.grids
