"""The session cookie, and how a browser comes by it: Streamlit's pages cannot set one, an answer of the server can.

The page behind the sign-in holds a picture of one dot whose address carries a ticket. The answer to it brings the
cookie, out of the reach of scripts (HttpOnly).
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from datetime import datetime, timedelta
from http.cookies import CookieError, SimpleCookie
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from lib.access.sessions import LIFETIME
from lib.clock import utc_now

COOKIE = "kentongan"
"""Holds the session's token; HttpOnly."""
ADDRESS = "kentongan-cookie/"
"""Where a ticket is redeemed, below wherever the product is mounted."""
OPEN_FOR = timedelta(minutes=5)

_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class CookieTickets:
    """Tokens that wait for their browser to fetch them, each once and for `OPEN_FOR`."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._waiting: dict[str, tuple[str, datetime]] = {}
        self._lock = Lock()

    def issue(self, token: str) -> str:
        """A ticket for this token."""
        ticket = secrets.token_urlsafe(32)
        now = self._now()
        with self._lock:
            self._waiting = {name: held for name, held in self._waiting.items() if held[1] > now}
            self._waiting[ticket] = (token, now + OPEN_FOR)
        return ticket

    def is_open(self, ticket: str) -> bool:
        """Whether the ticket can still be redeemed."""
        held = self._waiting.get(ticket)
        return held is not None and held[1] > self._now()

    def redeem(self, ticket: str) -> str | None:
        """The token, and the ticket is spent; None for a ticket that was never issued, is spent or too old."""
        with self._lock:
            held = self._waiting.pop(ticket, None)
        return held[0] if held and held[1] > self._now() else None


TICKETS = CookieTickets()
"""Those of this process, which serves both the pages and the pictures."""


class SessionCookies:
    """ASGI middleware: answers below `ADDRESS` with the picture and, for an open ticket, with its session's cookie."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]],
                 tickets: CookieTickets = TICKETS) -> None:
        self._app = app
        self._tickets = tickets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or "/" + ADDRESS not in scope["path"]:
            await self._app(scope, receive, send)
            return
        # Nobody may sign somebody else's browser in, so a page of another site gets nothing and spends nothing.
        is_asked = scope["method"] == "GET" and is_from_own_page(scope)
        token = self._tickets.redeem(scope["path"].rpartition("/")[2]) if is_asked else None
        headers = [(b"content-type", b"image/svg+xml"), (b"cache-control", b"no-store")]
        if token:
            headers.append((b"set-cookie", _set_cookie(token, secure=is_https(scope)).encode()))
        await send({"type": "http.response.start", "status": 200 if token else 404, "headers": headers})
        await send({"type": "http.response.body", "body": _PICTURE})


def read_cookie(header: str, name: str) -> str | None:
    """One cookie's value in a Cookie header; None when it is not there or the header is malformed."""
    try:
        morsel = SimpleCookie(header).get(name)
    except CookieError:
        return None
    return morsel.value if morsel else None


def is_https(scope: Scope) -> bool:
    """Whether the browser speaks HTTPS: to us, or to the proxy before us."""
    forwarded = _header(scope["headers"], b"x-forwarded-proto")
    return forwarded.split(",")[0].strip() == "https" if forwarded else scope.get("scheme") == "https"


def is_from_own_page(scope: Scope) -> bool:
    """Whether a page of ours asks, as far as the browser tells.

    Browsers say so themselves (Sec-Fetch-Site), but not over plain HTTP; there the page's own address has to do.
    """
    said = _header(scope["headers"], b"sec-fetch-site")
    if said:
        return said == "same-origin"
    page = urlsplit(_header(scope["headers"], b"referer")).netloc
    return page != "" and page == _header(scope["headers"], b"host")


def _header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> str:
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


def _set_cookie(token: str, *, secure: bool) -> str:
    parts = [f"{COOKIE}={token}", "Path=/", f"Max-Age={int(LIFETIME.total_seconds())}", "SameSite=Strict"]
    return "; ".join(parts + ["Secure"] * secure + ["HttpOnly"])
