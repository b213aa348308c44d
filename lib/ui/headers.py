"""Security headers on every answer, and two of the server's own addresses closed.

The content security policy allows no script but the server's own files and the inline ones that Streamlit
brings, each by its hash.
"""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_PAGES_WITH_SCRIPTS = (("streamlit", "static/index.html"),)
_CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Streamlit's figures about the server, and its interface for programs: open to anybody by default."""

_FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)


class SecurityHeaders:
    """ASGI middleware: adds the headers to every HTTP answer, and answers 404 for the closed addresses."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], policy: str) -> None:
        self._app = app
        self._headers = [*_FIXED, (b"content-security-policy", policy.encode())]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self._headers}
                kept = [(name, value) for name, value in message.get("headers", ()) if name.lower() not in ours]
                message["headers"] = [*kept, *self._headers]
            await send(message)

        if is_closed(scope["path"]):
            await send_with_headers({"type": "http.response.start", "status": 404, "headers": []})
            await send_with_headers({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send_with_headers)


def is_closed(path: str) -> bool:
    """Whether nobody may reach this address, wherever the product is mounted."""
    return any(path.rstrip("/").endswith(closed) or closed + "/" in path for closed in _CLOSED)


def content_security_policy(pages: Sequence[Path] | None = None) -> str:
    """The policy, with the hashes of the inline scripts in `pages` (default: those of the installed packages)."""
    hashes = [script_hash(script) for page in (installed_pages() if pages is None else pages)
              for script in _INLINE_SCRIPT.findall(page.read_text(encoding="utf-8"))]
    return "; ".join((
        "default-src 'self'",
        "script-src " + " ".join(["'self'", *dict.fromkeys(hashes)]),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
    ))


def script_hash(script: str) -> str:
    """How a policy names one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def installed_pages() -> list[Path]:
    """The HTML files of the installed packages that carry inline scripts."""
    return [Path(find_spec(package).origin).parent / file for package, file in _PAGES_WITH_SCRIPTS]
