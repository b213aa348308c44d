"""The security headers and what the policy allows."""

import base64
import hashlib
from pathlib import Path

import pytest

from lib.ui.headers import SecurityHeaders, content_security_policy, installed_pages, is_closed
from tests.ui.coroutines import finish


def _answer(path: str) -> tuple[int, list[tuple[bytes, bytes]]]:
    sent = []

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200,
                    "headers": [(b"X-Frame-Options", b"ALLOWALL"), (b"etag", b"1")]})
        await send({"type": "http.response.body", "body": b"content"})

    async def send(message) -> None:
        sent.append(message)

    finish(SecurityHeaders(app, "the policy")({"type": "http", "path": path, "headers": []}, None, send))
    return sent[0]["status"], sent[0]["headers"]


def test_headers_stand_on_every_answer_once() -> None:
    expected = [
        (b"x-content-type-options", b"nosniff"), (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        (b"cross-origin-opener-policy", b"same-origin"), (b"content-security-policy", b"the policy")]

    assert _answer("/jadwal") == (200, [(b"etag", b"1"), *expected])
    assert _answer("/_stcore/metrics") == (404, expected)


@pytest.mark.parametrize(("path", "closed"), [
    ("/_stcore/metrics", True), ("/_stcore/metrics/", True), ("/kentongan/_stcore/metrics", True),
    ("/_stcore/agent", True), ("/_stcore/agent/interact", True), ("//_stcore/metrics", True),
    ("/_stcore/health", False), ("/_stcore/stream", False), ("/jadwal", False),
])
def test_closed_addresses(path: str, closed: bool) -> None:
    assert is_closed(path) is closed


def test_policy_names_each_inline_script_by_its_hash(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text("<script src='a.js'></script><script>one()</script><p></p><script>\ntwo()\n</script>", "utf-8")
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
                      for script in (b"one()", b"\ntwo()\n"))

    assert content_security_policy([page]).split("; ")[1] == f"script-src 'self' {hashes}"


def test_policy_covers_the_installed_packages_and_allows_nothing_foreign() -> None:
    policy = content_security_policy()

    assert [page.is_file() for page in installed_pages()] == [True]
    assert policy.count("'sha256-") == 1
    assert [word for word in ("unsafe-eval", "http:", "https:", "*") if word in policy] == []
    assert [part.split()[0] for part in policy.split("; ") if "unsafe-inline" in part] == ["style-src"]
