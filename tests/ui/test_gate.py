"""The gate: sign-in, lock-out, the password to be changed, the first administrator, being thrown out."""

import pytest

from lib.access import first_start
from lib.access.sessions import find_session
from lib.access.sign_in import check_password
from lib.access.users import disable_user, reset_password, set_password
from lib.store import SYSTEM, Viewer
from lib.ui import handle
from lib.ui.registry import PAGES
from tests.ui.conftest import PASSWORD, fill_sign_in, texts

WRONG = "Nama atau kata sandi salah. Setelah lima kali salah, nama dikunci selama 15 menit."
LOCKED = ("Terlalu banyak percobaan yang salah: nama ini dikunci. Coba lagi 15 menit kemudian, "
          "atau minta kata sandi baru kepada administrator.")
NEW = "pagar-lemari-7-awan"


def _labels(tab) -> list[str]:
    return [field.label for field in tab.text_input] + [button.label for button in tab.button]


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.url_path)
def test_signed_out_visitor_sees_the_form_and_nothing_of_the_page(add, app, entry) -> None:
    add("siti")
    tab = app().run().switch_page(entry.file).run()

    assert (_labels(tab), texts(tab)) == (["Nama pengguna", "Kata sandi", "Masuk"], ["Kentongan"])


def test_form_is_english_by_the_switch(add, app) -> None:
    add("siti")
    tab = app().run()
    tab.button_group[0].set_value("en").run()

    assert _labels(tab) == ["User name", "Password", "Sign in"]


def test_right_password_opens_the_page(add, app) -> None:
    add("siti")
    tab = fill_sign_in(app().run(), " SITI ", PASSWORD)
    first = texts(tab)[0]
    tab.switch_page("pages/account/account.py").run()

    assert (first != "Kentongan", texts(tab)) == (True, ["Akun"])


def test_wrong_password_says_so_and_opens_nothing(add, app) -> None:
    add("siti")
    tab = fill_sign_in(app().run(), "siti", "salah-semua-ini")

    assert texts(tab) == ["Kentongan", WRONG]
    assert texts(tab.run()) == ["Kentongan"]
    assert "kentongan_token" not in tab.session_state


@pytest.mark.parametrize("name", ["siti", "nobody"], ids=["known", "unknown"])
def test_fifth_wrong_password_locks_the_name_in_every_browser(add, app, name: str) -> None:
    add("siti")
    said = [texts(fill_sign_in(app().run(), name, "salah-semua-ini"))[-1] for _ in range(5)]
    said += [texts(fill_sign_in(app().run(), name, PASSWORD))[-1]]

    assert said == [WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED]


@pytest.mark.parametrize(("name", "password"), [("", ""), ("siti", ""), ("", PASSWORD)])
def test_half_filled_form_signs_nobody_in(add, app, name: str, password: str) -> None:
    add("siti")
    tab = fill_sign_in(app().run(), name, password)

    assert "kentongan_token" not in tab.session_state


def test_given_password_must_be_changed_before_anything_else(add, app, store) -> None:
    add("siti")
    given = reset_password(store, name="siti", by=SYSTEM)
    tab = fill_sign_in(app().run(), "siti", given).run()
    shown = [_labels(tab.switch_page(entry.file).run()) for entry in PAGES]

    asked = ["Kata sandi baru", "Kata sandi baru, sekali lagi", "Simpan kata sandi baru", "Keluar"]
    assert shown == [asked] * len(PAGES)

    tab.text_input[0].set_value(NEW)
    tab.text_input[1].set_value(NEW)
    tab.button[0].click().run()

    assert texts(tab) == ["Akun"]
    assert check_password(store, name="siti", password=NEW) == "right"


@pytest.mark.parametrize(("one", "other", "sentence"), [
    (NEW, NEW + "x", "Kedua kata sandi berbeda. Ketik keduanya lagi."),
    ("pendek", "pendek", "Kata sandi terlalu pendek: sedikitnya 12 karakter."),
])
def test_password_that_is_not_taken_stays_to_be_changed(add, app, store, one, other, sentence) -> None:
    add("siti")
    given = reset_password(store, name="siti", by=SYSTEM)
    tab = fill_sign_in(app().run(), "siti", given).run()
    tab.text_input[0].set_value(one)
    tab.text_input[1].set_value(other)
    tab.button[0].click().run()

    assert texts(tab)[-1] == sentence
    assert check_password(store, name="siti", password=given) == "right"


def test_own_password_is_changed_with_the_one_in_use(add, signed_in, store) -> None:
    add("siti")
    here, there = signed_in("siti").run(), signed_in("siti").run()
    here.switch_page("pages/account/account.py").run()
    for field, value in zip(here.text_input, ["salah-semua-ini", NEW, NEW], strict=True):
        field.set_value(value)
    here.button(key="FormSubmitter:new_password-Simpan kata sandi baru").click().run()
    refused = texts(here)[-1]
    here.text_input[0].set_value(PASSWORD)
    here.button(key="FormSubmitter:new_password-Simpan kata sandi baru").click().run()

    assert refused == "Kata sandi sekarang salah."
    assert texts(here)[-1] == "Kata sandi baru disimpan. Peramban lain sudah dikeluarkan."
    assert texts(here.run())[0] == "Akun"
    assert _labels(there.run()) == ["Nama pengguna", "Kata sandi", "Masuk"]


def test_sign_out_ends_the_other_tabs_and_forgets_what_was_typed(add, signed_in, app, store) -> None:
    add("siti")
    here = signed_in("siti").run()
    token = here.session_state["kentongan_token"]
    there = app()
    there.session_state["kentongan_token"] = token
    there.session_state["typed"] = "a reporter's name"
    there.run()
    here.button(key="sign_out").click().run()

    assert find_session(store, token) is None
    assert "kentongan_token" not in here.session_state
    assert _labels(there.run()) == ["Nama pengguna", "Kata sandi", "Masuk"]
    assert "typed" not in there.session_state


def test_closed_account_is_thrown_out_at_the_next_click(add, signed_in, store) -> None:
    add("kepala", "admin")
    add("siti")
    tab = signed_in("siti").run()
    disable_user(store, name="siti", by=SYSTEM)

    assert _labels(tab.run()) == ["Nama pengguna", "Kata sandi", "Masuk"]


def test_password_set_by_an_administrator_throws_out(add, signed_in, store) -> None:
    add("siti")
    tab = signed_in("siti").run()
    set_password(store, name="siti", password=NEW, by=Viewer("kepala", "admin"))

    assert _labels(tab.run()) == ["Nama pengguna", "Kata sandi", "Masuk"]


def test_first_visitor_makes_the_administrator_with_the_code(app, capsys) -> None:
    store = handle.store()
    code = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    tab = app().run()
    wrong = _fill_first(tab, "aaaa-bbbb-cccc-dddd")
    _fill_first(tab, code)

    assert wrong == "Itu bukan kode yang ditampilkan program saat dijalankan."
    assert _labels(tab) == ["Nama pengguna", "Kata sandi", "Masuk"]
    assert check_password(store, name="kepala", password=PASSWORD) == "right"
    assert first_start.prepare(store) is None


def _fill_first(tab, code: str) -> str:
    for field, value in zip(tab.text_input, [code, "kepala", "Kepala Kantor", PASSWORD, PASSWORD], strict=True):
        field.set_value(value)
    tab.button[0].click().run()
    return texts(tab)[-1]
