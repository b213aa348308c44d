"""Files the page Unggah gives: templates to fill in, and the refused rows to mend and send back."""

from collections.abc import Sequence

import streamlit as st

from lib.clock import to_local, utc_now
from lib.intake.reading_process import make_refused_in_process
from lib.intake.readings import Problem
from lib.intake.staging import StagedFile
from lib.intake.templates import make_template
from lib.reference.packs import DATA
from lib.reference.vocabularies import Reference, load_reference
from lib.text import _, current, using
from lib.ui.downloads import XLSX
from lib.ui.session import city, while_signed_in
from lib.ui.upload_desk import kind_names
from lib.ui.upload_readings import StagedReading, bytes_later, limits_of_uploads, original_later


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
    at_work, limits = city(), limits_of_uploads()
    made_at = to_local(utc_now(), city().timezone).replace(microsecond=0)

    def make() -> bytes:
        with using(language):
            return make_refused_in_process(
                found.reading, read_sent(), at_work.city_id, at_work.election_id, made_at=made_at,
                continues=found.continues, problems=refused, original=read_original(), limits=limits)
    st.download_button(_("Refused rows to mend (XLSX)"), data=while_signed_in(make),
                       file_name=f"{_('refused')}-{file.name.rsplit('.', 1)[0]}.xlsx", mime=XLSX,
                       key=f"unggah-{file.staged_id}-refused", on_click="ignore", icon=":material/download:")
    st.caption(_("Mend the cells in this workbook and send it as a file of the same kind: its rows go back to their "
                 "places."))
