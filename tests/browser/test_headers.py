"""What the running server answers, and that the browser refuses none of it."""

import urllib.error
import urllib.request

import pytest

from lib.ui.headers import content_security_policy
from tests.browser.conftest import Server, sign_in


def _get(url: str) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}


@pytest.mark.parametrize(("path", "status"), [
    ("/", 200), ("/jadwal?tingkat=4", 200), ("/_stcore/health", 200), ("/kentongan-cookie/guessed", 404),
    ("/media/nothing.csv", 404), ("/_stcore/metrics", 404), ("/_stcore/agent/interact", 404),
])
def test_security_headers_stand_on_every_answer(server: Server, path: str, status: int) -> None:
    code, headers = _get(server.url + path)

    assert (code, {name: headers.get(name) for name in (
        "content-security-policy", "x-content-type-options", "x-frame-options", "referrer-policy")}) == (status, {
            "content-security-policy": content_security_policy(), "x-content-type-options": "nosniff",
            "x-frame-options": "DENY", "referrer-policy": "same-origin"})


def test_browser_refuses_nothing_and_asks_nobody_else(server: Server, browser_page) -> None:
    """browser_page itself fails on a refused script or a request to another host; here it has all of them to do."""
    browser_page.goto(server.url)
    sign_in(browser_page, "admin", server.users["admin"])
    for page in ("jadwal", "kerawanan", "laporan", "unggah", "unduhan", "pengaturan", "akun"):
        browser_page.goto(f"{server.url}/{page}")
        browser_page.get_by_role("heading", level=1).wait_for()
        browser_page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        browser_page.wait_for_timeout(500)

    assert browser_page.get_by_text("Terjadi kesalahan").count() == 0


def test_nothing_else_is_served_from_the_products_folder(server: Server) -> None:
    for path in ("/app.py", "/data/kentongan.duckdb", "/lib/asgi.py", "/app/static/x", "/%2e%2e/pyproject.toml"):
        code, headers = _get(server.url + path)
        # Streamlit answers an address it does not know with its start page.
        assert code != 200 or headers["content-type"].startswith("text/html"), path
