"""The session cookie's way into the browser: a ticket, redeemed once, by a page of ours."""

from datetime import datetime, timedelta

import pytest

from lib.access.cookies import COOKIE, OPEN_FOR, CookieTickets, SessionCookies, read_cookie
from tests.ui.coroutines import finish

TOKEN = "kkU7SHEY6J61XGqLmH0D_I8hyC0VG4jOEvWuDipxBMo"
START = datetime(2024, 1, 24, 8)
OWN = {"sec-fetch-site": "same-origin"}


class Clock:
    """A clock to be set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tickets(clock: Clock) -> CookieTickets:
    return CookieTickets(clock)


def _ask(tickets: CookieTickets, address: str, headers: dict[str, str] | None = None, *, method: str = "GET",
         kind: str = "http", scheme: str = "http") -> tuple[int, list[str]]:
    """(status, Set-Cookie headers) of the answer; 204 is the app's own."""
    sent = []

    async def app(scope, receive, send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def send(message) -> None:
        sent.append(message)

    scope = {"type": kind, "scheme": scheme, "path": address, "method": method,
             "headers": [(name.encode(), value.encode()) for name, value in (headers or OWN).items()]}
    finish(SessionCookies(app, tickets)(scope, None, send))
    return sent[0]["status"], [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


@pytest.mark.parametrize("below", ["/kentongan-cookie/", "/kota/kentongan-cookie/"])
def test_ticket_brings_the_cookie_once(tickets: CookieTickets, below: str) -> None:
    ticket = tickets.issue(TOKEN)

    assert tickets.is_open(ticket)
    assert _ask(tickets, below + ticket) == (
        200, [f"{COOKIE}={TOKEN}; Path=/; Max-Age=43200; SameSite=Strict; HttpOnly"])
    assert _ask(tickets, below + ticket) == (404, [])
    assert not tickets.is_open(ticket)


@pytest.mark.parametrize("request_", [
    pytest.param({"headers": OWN | {"x-forwarded-proto": "https"}}, id="proxy"),
    pytest.param({"headers": OWN | {"x-forwarded-proto": "https, http"}}, id="two-proxies"),
    pytest.param({"scheme": "https"}, id="direct"),
])
def test_cookie_is_secure_over_https(tickets: CookieTickets, request_: dict) -> None:
    _, cookies = _ask(tickets, "/kentongan-cookie/" + tickets.issue(TOKEN), **request_)

    assert [cookie.split("; ")[-2:] for cookie in cookies] == [["Secure", "HttpOnly"]]


def test_each_ticket_brings_its_own_session(tickets: CookieTickets) -> None:
    first, second = tickets.issue(TOKEN), tickets.issue(TOKEN[::-1])

    assert [tickets.redeem(second), tickets.redeem(first)] == [TOKEN[::-1], TOKEN]


def test_ticket_is_forgotten_after_a_while(tickets: CookieTickets, clock: Clock) -> None:
    early, late = tickets.issue(TOKEN), tickets.issue(TOKEN)
    clock.now = START + OPEN_FOR - timedelta(seconds=1)
    in_time = tickets.redeem(early)
    clock.now = START + OPEN_FOR

    assert (in_time, tickets.is_open(late), tickets.redeem(late)) == (TOKEN, False, None)


@pytest.mark.parametrize("headers", [
    pytest.param({"sec-fetch-site": "cross-site"}, id="other-site"),
    pytest.param({"sec-fetch-site": "same-site", "referer": "http://kota/akun", "host": "kota"}, id="neighbour"),
    pytest.param({"host": "kota"}, id="no-page"),
    pytest.param({"host": "kota", "referer": "http://lain/akun"}, id="other-page"),
    pytest.param({"host": "", "referer": "about:blank"}, id="no-host"),
])
def test_page_of_another_site_signs_nobody_in_and_spends_no_ticket(tickets: CookieTickets, headers: dict) -> None:
    ticket = tickets.issue(TOKEN)

    assert _ask(tickets, "/kentongan-cookie/" + ticket, headers) == (404, [])
    assert tickets.is_open(ticket)


def test_over_plain_http_the_pages_address_has_to_do(tickets: CookieTickets) -> None:
    headers = {"host": "kota:8501", "referer": "http://kota:8501/akun"}

    assert _ask(tickets, "/kentongan-cookie/" + tickets.issue(TOKEN), headers)[0] == 200


@pytest.mark.parametrize(("address", "method", "status"), [
    ("/kentongan-cookie/", "GET", 404), ("/kentongan-cookie/guessed", "GET", 404),
    ("/kentongan-cookie/{ticket}", "HEAD", 404), ("/kentongan-cookie/{ticket}", "POST", 404),
    ("/{ticket}", "GET", 204), ("/kentongan-cookie", "GET", 204),
])
def test_anything_else_brings_nothing(tickets: CookieTickets, address: str, method: str, status: int) -> None:
    ticket = tickets.issue(TOKEN)

    assert _ask(tickets, address.format(ticket=ticket), method=method) == (status, [])
    assert tickets.is_open(ticket)


def test_malformed_header_is_no_cookie() -> None:
    assert read_cookie("\x00;=;", COOKIE) is None
