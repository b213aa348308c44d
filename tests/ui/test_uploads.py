"""Files are taken only from people who are signed in."""


import pytest

from lib.access.cookies import COOKIE
from lib.ui.uploads import UploadsOfSignedIn
from tests.ui.coroutines import finish

UPLOAD = "/_stcore/upload_file/0f/1a"


def answer(path: str, cookie: str, method: str = "PUT") -> int:
    """The status of one request; 204 where the app behind would take the file."""
    sent = []

    async def app(_scope, _receive, send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message) -> None:
        sent.append(message)

    guarded = UploadsOfSignedIn(app, is_session=lambda token: token == "known")
    headers = [(b"Cookie", cookie.encode())] if cookie else []
    scope = {"type": "http", "method": method, "path": path, "headers": headers}
    finish(guarded(scope, None, send))
    return sent[0]["status"]


@pytest.mark.parametrize(("cookie", "status"), [
    ("", 403), (f"{COOKIE}=", 403), (f"{COOKIE}=guessed", 403), ("other=known", 403), ("\xff;;=", 403),
    (f"{COOKIE}=known", 204), (f"a=b; {COOKIE}=known", 204), (f"x{COOKIE}=known", 403),
])
def test_an_upload_needs_the_cookie_of_a_session(cookie: str, status: int) -> None:
    for path in (UPLOAD, "/kentongan" + UPLOAD):
        assert answer(path, cookie) == status
    assert answer(UPLOAD, cookie, method="DELETE") == status


def test_everything_else_is_open_to_the_sign_in() -> None:
    assert {answer(path, "") for path in ("/", "/_stcore/health", "/media/a.csv", "/unggah")} == {204}
