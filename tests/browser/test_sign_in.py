"""Signing in, staying in, being thrown out: with the real server and browser."""

import pytest

from lib.access.cookies import COOKIE
from lib.access.users import disable_user
from lib.store import SYSTEM, open_store
from lib.ui.registry import PAGES
from tests.browser.conftest import (
    Server,
    address,
    fill_sign_in,
    headings,
    session_cookie,
    sign_in,
    wait_for_form,
    wait_for_new_cookie,
    wait_until_in,
)

NEW = "pagar-lemari-7-awan"
TITLES = {
    "ringkasan": "Ringkasan", "jadwal": "Jadwal dan bentrok", "masalah": "Masalah", "pengamanan": "Pengamanan",
    "aturan": "Aturan", "usulan": "Usulan", "kerawanan": "Kerawanan", "laporan": "Laporan",
    "unggah": "Unggah", "unduhan": "Unduhan", "pengaturan": "Pengaturan", "akun": "Akun",
}


@pytest.mark.parametrize("page", [entry.url_path for entry in PAGES])
def test_address_on_a_fresh_process_asks_to_sign_in_and_then_opens_with_its_filters(
        server: Server, browser_page, page: str) -> None:
    server.restart()
    browser_page.goto(f"{server.url}/{page}?uji=a%20b&hari=2024-01-20")
    wait_for_form(browser_page)
    signed_out = (headings(browser_page), browser_page.locator("[data-testid=stSidebarNav]").count())
    sign_in(browser_page, "admin", server.users["admin"])

    assert signed_out == (["Kentongan"], 0)
    assert headings(browser_page) == [TITLES[page]]
    path, query = address(browser_page).split("?")
    assert (path, sorted(query.replace("+", "%20").split("&"))) == (f"/{page}", ["hari=2024-01-20", "uji=a%20b"])
    assert browser_page.get_by_text("per Sabtu, 20 Januari 2024").count() > 0


def test_bare_address_leads_to_the_summary(server: Server, browser_page) -> None:
    browser_page.goto(server.url)
    sign_in(browser_page, "pembaca", server.users["pembaca"])
    browser_page.wait_for_url("**/ringkasan")

    assert headings(browser_page) == ["Ringkasan"]


def test_session_survives_reload_in_a_cookie_that_scripts_cannot_read(server: Server, browser_page) -> None:
    browser_page.goto(f"{server.url}/akun")
    sign_in(browser_page, "analis", server.users["analis"])
    browser_page.reload()
    wait_until_in(browser_page)
    cookies = [cookie for cookie in browser_page.context.cookies() if cookie["name"].startswith("kentongan")]

    assert [(cookie["name"], cookie["httpOnly"], cookie["sameSite"]) for cookie in cookies] == [
        (COOKIE, True, "Strict")]
    assert "kentongan" not in browser_page.evaluate("document.cookie")
    assert headings(browser_page) == ["Akun"]


def test_sign_out_ends_this_tab_and_the_other_one(server: Server, browser_page) -> None:
    browser_page.goto(f"{server.url}/akun")
    sign_in(browser_page, "analis", server.users["analis"])
    browser_page.reload()
    wait_until_in(browser_page)
    other = browser_page.context.new_page()
    other.goto(f"{server.url}/unduhan")
    wait_until_in(other)
    browser_page.get_by_role("button", name="Keluar").click()
    wait_for_form(browser_page)
    other.get_by_role("link", name="Akun").click()
    wait_for_form(other)
    browser_page.reload()
    wait_for_form(browser_page)

    assert (headings(browser_page), headings(other)) == (["Kentongan"], ["Kentongan"])


def test_after_sign_out_another_person_signs_in_in_the_same_tab(server: Server, browser_page) -> None:
    browser_page.goto(f"{server.url}/akun")
    sign_in(browser_page, "analis", server.users["analis"])
    browser_page.get_by_role("button", name="Keluar").click()
    wait_for_form(browser_page)
    sign_in(browser_page, "pembaca", server.users["pembaca"])
    browser_page.reload()
    wait_until_in(browser_page)

    assert browser_page.get_by_text("pembaca · Pembaca").count() == 1


def test_old_cookie_is_worthless_after_sign_out(server: Server, browser_page, new_page) -> None:
    browser_page.goto(f"{server.url}/akun")
    sign_in(browser_page, "analis", server.users["analis"])
    browser_page.reload()
    wait_until_in(browser_page)
    stolen = [cookie for cookie in browser_page.context.cookies() if cookie["name"] == COOKIE]
    browser_page.get_by_role("button", name="Keluar").click()
    wait_for_form(browser_page)
    thief = new_page()
    thief.context.add_cookies(stolen)
    thief.goto(f"{server.url}/akun")
    wait_for_form(thief)

    assert headings(thief) == ["Kentongan"]


def test_new_password_ends_the_other_browser_but_not_this_one(server: Server, browser_page, new_page) -> None:
    other = new_page()
    for page in (browser_page, other):
        page.goto(f"{server.url}/akun")
        sign_in(page, "pimpinan", server.users["pimpinan"])
    browser_page.get_by_label("Kata sandi sekarang").fill(server.users["pimpinan"])
    browser_page.get_by_label("Kata sandi baru", exact=True).fill(NEW)
    browser_page.get_by_label("Kata sandi baru, sekali lagi").fill(NEW)
    old = session_cookie(browser_page)
    browser_page.get_by_role("button", name="Simpan kata sandi baru").click()
    browser_page.get_by_text("Peramban lain sudah dikeluarkan").wait_for()
    server.users["pimpinan"] = NEW
    wait_for_new_cookie(browser_page, old)
    browser_page.reload()
    wait_until_in(browser_page)
    other.get_by_role("link", name="Unduhan").click()
    wait_for_form(other)

    assert (headings(browser_page), headings(other)) == (["Akun"], ["Kentongan"])


def test_closed_account_is_thrown_out(server: Server, browser_page) -> None:
    browser_page.goto(f"{server.url}/akun")
    sign_in(browser_page, "polresta", server.users["polresta"])
    server.change(lambda store: disable_user(store, name="polresta", by=SYSTEM))
    browser_page.reload()
    wait_for_form(browser_page)
    fill_sign_in(browser_page, "polresta", server.users["polresta"])
    browser_page.get_by_text("Nama atau kata sandi salah.").wait_for()

    assert headings(browser_page) == ["Kentongan"]


def test_lock_survives_another_browser_and_a_restart(server: Server, browser_page, new_page) -> None:
    browser_page.goto(server.url)
    for attempt in range(5):
        fill_sign_in(browser_page, "bawaslu", f"salah-{attempt}")
        browser_page.get_by_text("nama ini dikunci" if attempt == 4 else "Nama atau kata sandi salah.").wait_for()
        browser_page.reload()
        wait_for_form(browser_page)
    other = new_page()
    other.goto(server.url)
    fill_sign_in(other, "bawaslu", server.users["bawaslu"])
    other.get_by_text("nama ini dikunci").wait_for()
    server.restart()
    other.goto(server.url)
    fill_sign_in(other, "bawaslu", server.users["bawaslu"])
    other.get_by_text("nama ini dikunci").wait_for()

    assert headings(other) == ["Kentongan"]


def test_page_of_another_role_is_refused_in_one_sentence(server: Server, browser_page) -> None:
    browser_page.goto(f"{server.url}/kerawanan")
    sign_in(browser_page, "fkdm", server.users["fkdm"])
    menu = browser_page.locator("[data-testid=stSidebarNav]").get_by_role("link").all_inner_texts()

    assert browser_page.get_by_text("Ini tidak termasuk peran Anggota FKDM.").count() == 1
    assert [item.split("\n")[-1] for item in menu] == ["Ringkasan", "Laporan", "Unggah", "Unduhan", "Akun"]


def test_form_reads_english_by_the_switch_and_fits_a_phone(server: Server, phone_page) -> None:
    phone_page.goto(server.url)
    wait_for_form(phone_page)
    wide = phone_page.evaluate("document.documentElement.scrollWidth")
    phone_page.get_by_text("English").click()
    phone_page.get_by_label("User name").wait_for()

    assert wide <= 390
    assert phone_page.get_by_role("button", name="Sign in").count() == 1


def test_first_administrator_is_made_with_the_printed_code(tmp_path, browser_page) -> None:
    server = Server(tmp_path)
    open_store(server.db).close()
    server.start()
    try:
        code = next(line for line in server.log().splitlines() if "Kode sekali pakai" in line).rsplit(" ", 1)[-1]
        browser_page.goto(server.url)
        for label, value in {"Kode sekali pakai": code, "Nama pengguna": "kepala", "Nama lengkap": "Kepala Kantor",
                             "Kata sandi, sekali lagi": NEW}.items():
            browser_page.get_by_label(label).fill(value)
        browser_page.get_by_label("Kata sandi", exact=True).fill(NEW)
        browser_page.get_by_role("button", name="Buat").click()
        browser_page.get_by_role("button", name="Masuk").wait_for()
        sign_in(browser_page, "kepala", NEW)

        assert browser_page.get_by_text("kepala · Administrator").count() == 1
    finally:
        server.stop()


def test_second_process_on_the_same_database_says_so(server: Server, tmp_path, browser_page) -> None:
    second = Server(tmp_path)
    second.db = server.db
    second.start()
    try:
        browser_page.goto(second.url)
        browser_page.get_by_text("Hentikan dahulu").wait_for()
        said = second.log()
    finally:
        second.stop()

    assert "Traceback" not in said
