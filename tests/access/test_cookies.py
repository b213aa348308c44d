"""The session cookie's way from the sign-in component to HttpOnly."""


import pytest

from lib.access.cookies import COOKIE, HANDOVER, CookieHandover, read_cookie
from tests.ui.coroutines import finish

TOKEN = "kkU7SHEY6J61XGqLmH0D_I8hyC0VG4jOEvWuDipxBMo"


def _cookies_of(*, cookie: str, headers: dict[str, str] | None = None, answer: dict[str, str] | None = None,
                kind: str = "http", scheme: str = "http") -> list[str]:
    """The Set-Cookie headers of the answer to a request."""
    sent = []

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 200,
                    "headers": [(name.encode(), value.encode()) for name, value in (answer or {}).items()]})

    async def send(message) -> None:
        sent.append(message)

    request = {"cookie": cookie, **(headers or {})}
    scope = {"type": kind, "scheme": scheme, "path": "/",
             "headers": [(name.encode(), value.encode()) for name, value in request.items()]}
    finish(CookieHandover(app)(scope, None, send))
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


def test_token_comes_back_where_scripts_cannot_read_it() -> None:
    assert _cookies_of(cookie=f"a=b; {HANDOVER}={TOKEN}") == [
        f"{COOKIE}={TOKEN}; Path=/; Max-Age=43200; SameSite=Strict; HttpOnly",
        f"{HANDOVER}=; Path=/; Max-Age=0; SameSite=Strict"]


@pytest.mark.parametrize("request_", [
    pytest.param({"headers": {"x-forwarded-proto": "https"}}, id="proxy"),
    pytest.param({"headers": {"x-forwarded-proto": "https, http"}}, id="two-proxies"),
    pytest.param({"scheme": "https"}, id="direct"),
])
def test_cookie_is_secure_over_https(request_: dict) -> None:
    assert [cookie.endswith(("; Secure; HttpOnly", "; Secure"))
            for cookie in _cookies_of(cookie=f"{HANDOVER}={TOKEN}", **request_)] == [True, True]


@pytest.mark.parametrize("cookie", [
    pytest.param("", id="none"),
    pytest.param(f"{COOKIE}={TOKEN}", id="handed-over-already"),
    pytest.param(f"{HANDOVER}=short", id="no-token-of-ours"),
    pytest.param(f'{HANDOVER}="{TOKEN[:-1]};"', id="quoted"),
    pytest.param(f"{HANDOVER}={TOKEN}%0d%0aSet-Cookie:x", id="header-injection"),
    pytest.param(f"x{HANDOVER}={TOKEN}", id="another-name"),
])
def test_anything_else_changes_nothing(cookie: str) -> None:
    assert _cookies_of(cookie=cookie) == []


def test_answer_that_caches_share_carries_no_cookie() -> None:
    assert _cookies_of(cookie=f"{HANDOVER}={TOKEN}", answer={"cache-control": "Public, max-age=1"}) == []


def test_malformed_header_is_no_cookie() -> None:
    assert read_cookie("\x00;=;", HANDOVER) is None
