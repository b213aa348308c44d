"""The session cookie. The sign-in component can only set a cookie that scripts can read; the server takes it
over at the next request and gives it back as one that they cannot (HttpOnly).
"""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from lib.access.sessions import LIFETIME

COOKIE = "kentongan"
"""Holds the session's token; HttpOnly."""
HANDOVER = "kentongan_masuk"
"""Holds the token for the moment between the sign-in form and the next request."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class CookieHandover:
    """ASGI middleware: a token in the HANDOVER cookie comes back as COOKIE, and HANDOVER is deleted.

    Where this middleware does not run, HANDOVER stays the session's cookie.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        token = handover_token(scope["headers"]) if scope["type"] == "http" else None
        if token is None:
            await self._app(scope, receive, send)
            return

        async def send_with_cookies(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start" and not _is_shared(message.get("headers", ())):
                secure = is_https(scope)
                message["headers"] = [*message.get("headers", ()), *(
                    (b"set-cookie", cookie.encode()) for cookie in (
                        _set_cookie(COOKIE, token, int(LIFETIME.total_seconds()), secure=secure, http_only=True),
                        _set_cookie(HANDOVER, "", 0, secure=secure, http_only=False)))]
            await send(message)

        await self._app(scope, receive, send_with_cookies)


def handover_token(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The token in a request's HANDOVER cookie; None when there is none or it cannot be a token of ours."""
    for name, value in headers:
        if name.lower() == b"cookie":
            token = read_cookie(value.decode("latin-1"), HANDOVER)
            if token and _TOKEN.fullmatch(token):
                return token
    return None


def read_cookie(header: str, name: str) -> str | None:
    """One cookie's value in a Cookie header; None when it is not there or the header is malformed."""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return morsel.value if morsel else None


def is_https(scope: Scope) -> bool:
    """Whether the browser speaks HTTPS: to us, or to the proxy before us."""
    forwarded = [value for name, value in scope["headers"] if name.lower() == b"x-forwarded-proto"]
    return forwarded[0].split(b",")[0].strip() == b"https" if forwarded else scope.get("scheme") == "https"


def _is_shared(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """A response that caches may keep for everybody must not carry one visitor's cookie."""
    return any(name.lower() == b"cache-control" and b"public" in value.lower() for name, value in headers)


def _set_cookie(name: str, value: str, max_age: int, *, secure: bool, http_only: bool) -> str:
    parts = [f"{name}={value}", "Path=/", f"Max-Age={max_age}", "SameSite=Strict"]
    return "; ".join(parts + ["Secure"] * secure + ["HttpOnly"] * http_only)
