"""Files are taken only from people who are signed in.

Streamlit keeps every upload in memory for as long as its tab is open, and asks nobody who they are: a visitor who
cannot pass the sign-in form could fill the server's memory.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from lib.access.cookies import COOKIE, read_cookie

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_UPLOADS = "/_stcore/upload_file/"


class UploadsOfSignedIn:
    """ASGI middleware: answers 403, before a byte is read, to an upload without the cookie of a session.

    `is_session` tells whether a token is one of a session; it may wait for the store.
    """

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]],
                 is_session: Callable[[str], bool]) -> None:
        self._app = app
        self._is_session = is_session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http" and _UPLOADS in scope["path"] and not await self._is_signed_in(scope):
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._app(scope, receive, send)

    async def _is_signed_in(self, scope: Scope) -> bool:
        header = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"cookie")
        token = read_cookie(header, COOKIE)
        return bool(token) and await asyncio.to_thread(self._is_session, token)
