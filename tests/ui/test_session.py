"""What a page offers for a click that runs without it."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from lib.access.sessions import end_session, open_session
from lib.access.users import change_role, disable_user, reset_password
from lib.errors import Refusal
from lib.store import SYSTEM, Store


def offer() -> None:
    import streamlit as st

    from lib.reference.listings import count_pack
    from lib.ui.session import begin_run, read_later, while_signed_in

    begin_run()
    st.session_state["offered"] = (while_signed_in(lambda: "taken"), read_later(count_pack))


def offer_files() -> None:
    from unittest.mock import patch

    import pandas as pd
    import streamlit as st

    from lib.export import catalogue
    from lib.ui.downloads import download, offer_table, offer_workbook, stamp_now
    from lib.ui.session import begin_run

    begin_run()
    columns = [column.name for column in catalogue.DEFINITIONS["refused_rows"].columns]
    frame, stamp = pd.DataFrame([[None] * len(columns)], columns=columns), stamp_now([])

    def make() -> catalogue.Table:
        return catalogue.table("refused_rows", frame, **stamp)

    with patch.object(st, "download_button") as button:
        download("refused_rows", frame)
        offer_table("another", make, is_empty=False)
        offer_workbook([make], "kentongan")
    st.session_state["offered"] = [call.kwargs["data"] for call in button.call_args_list]


@pytest.fixture
def offered(store: Store, add: Callable[..., str]) -> tuple[Callable[[], object], ...]:
    add("siti", "admin")
    add("rudi", "admin")
    tab = AppTest.from_function(offer, default_timeout=30)
    tab.session_state["kentongan_token"] = tab.token = open_session(store, "siti")
    assert tab.run().exception == []
    return (*tab.session_state["offered"], tab.token)


def test_a_click_works_while_the_session_lasts(offered) -> None:
    take, read, _token = offered
    assert take() == "taken"
    assert read()["areas"] == 57


@pytest.mark.parametrize("change", [
    lambda store, token: end_session(store, token),
    lambda store, _token: disable_user(store, name="siti", by=SYSTEM),
    lambda store, _token: change_role(store, name="siti", role="viewer", by=SYSTEM),
    lambda store, _token: reset_password(store, name="siti", by=SYSTEM),
], ids=["signed out", "closed", "another role", "new password"])
def test_a_tab_left_open_takes_nothing_along_any_more(store: Store, offered, change) -> None:
    take, read, token = offered
    change(store, token)
    for click in (take, read):
        with pytest.raises(Refusal):
            click()


def test_every_file_is_refused_to_a_tab_left_open(store: Store, add: Callable[..., str]) -> None:
    add("siti")
    tab = AppTest.from_function(offer_files, default_timeout=30)
    tab.session_state["kentongan_token"] = token = open_session(store, "siti")
    assert tab.run().exception == []
    files = tab.session_state["offered"]
    assert (len(files), files[0]()[:3]) == (9, b"\xef\xbb\xbf")
    end_session(store, token)
    for make in files:
        with pytest.raises(Refusal):
            make()
