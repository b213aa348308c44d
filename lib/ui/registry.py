"""The pages: where each is, what it is called, who may open it. The order is the menu's."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from lib.access.permissions import has_permission
from lib.access.roles import Permission
from lib.store import Viewer
from lib.text import N_, Message, say

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class PageEntry:
    """One page; `url_path` is its address and the name the code calls it by."""

    url_path: str
    file: str
    title: Message
    icon: str
    permission: Permission
    in_menu: bool = True


PAGES: Sequence[PageEntry] = (
    PageEntry("ringkasan", "pages/overview/summary.py", Message(N_("Summary")),
              ":material/dashboard:", Permission.VIEW_SUMMARY),
    PageEntry("jadwal", "pages/schedule/clashes.py", Message(N_("Schedule and clashes")),
              ":material/event_busy:", Permission.VIEW_SCHEDULE),
    PageEntry("masalah", "pages/schedule/problem.py", Message(N_("Problem")),
              ":material/report:", Permission.VIEW_SCHEDULE, in_menu=False),
    PageEntry("pengamanan", "pages/schedule/security.py", Message(N_("Security")),
              ":material/local_police:", Permission.VIEW_SECURITY),
    PageEntry("aturan", "pages/schedule/rules.py", Message(N_("Rules")),
              ":material/gavel:", Permission.VIEW_RULES),
    PageEntry("usulan", "pages/schedule/proposals.py", Message(N_("Proposals")),
              ":material/move_up:", Permission.VIEW_PROPOSALS),
    PageEntry("kerawanan", "pages/risk/wards.py", Message(N_("Ward risk")),
              ":material/map:", Permission.VIEW_RISK),
    PageEntry("laporan", "pages/reports/reports.py", Message(N_("Reports")),
              ":material/campaign:", Permission.VIEW_REPORTS),
    PageEntry("unggah", "pages/intake/upload.py", Message(N_("Upload")),
              ":material/upload_file:", Permission.VIEW_UPLOAD),
    PageEntry("unduhan", "pages/export/downloads.py", Message(N_("Downloads")),
              ":material/download:", Permission.VIEW_DOWNLOADS),
    PageEntry("pengaturan", "pages/settings/settings.py", Message(N_("Settings")),
              ":material/settings:", Permission.VIEW_SETTINGS),
    PageEntry("akun", "pages/account/account.py", Message(N_("Account")),
              ":material/person:", Permission.VIEW_ACCOUNT),
)


def find_page(url_path: str) -> PageEntry:
    """The page with this address; raises KeyError when there is none."""
    for entry in PAGES:
        if entry.url_path == url_path:
            return entry
    raise KeyError(url_path)


def navigate(viewer: Viewer | None) -> st.Page:
    """Register every page and return the one asked for; the menu lists what `viewer` may open.

    All pages are registered on every run, also while nobody is signed in: an address with its filters would
    otherwise be forgotten before the sign-in. A page that is not in the menu refuses by itself (lib.ui.guard).
    """
    home = st.Page(_open_first_page, title="Kentongan", url_path="", default=True, visibility="hidden")
    pages = [
        st.Page(ROOT / entry.file, title=say(entry.title), icon=entry.icon, url_path=entry.url_path,
                visibility=_visibility(entry, viewer))
        for entry in PAGES
    ]
    return st.navigation([home, *pages], position="sidebar" if viewer else "hidden")


def _visibility(entry: PageEntry, viewer: Viewer | None) -> str:
    return "visible" if entry.in_menu and viewer and has_permission(viewer, entry.permission) else "hidden"


def _open_first_page() -> None:
    """Streamlit gives the default page no address of its own, so the default only leads on."""
    st.switch_page(ROOT / PAGES[0].file, query_params=st.query_params.to_dict())
