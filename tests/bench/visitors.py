"""A visitor without a browser: a websocket that speaks Streamlit's messages and times the server's runs."""

import asyncio
import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from lib.access.cookies import COOKIE


@dataclass
class Run:
    """One script run as the visitor saw it: seconds until it finished, and the texts of errors drawn."""

    seconds: float
    errors: list[str]


class Visitor:
    """One open connection; `token` is a session of a user, or empty for a page that asks for none."""

    def __init__(self, port: int, page: str, token: str = "", query: str = "") -> None:
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
        self._page, self._query = page, query
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> "Visitor":
        self._socket = await connect(self._address, additional_headers=self._headers, subprotocols=["streamlit"],
                                     max_size=None)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def rerun(self) -> Run:
        """Ask for a run of the page and wait until it has finished."""
        message = BackMsg()
        message.rerun_script.page_name = self._page
        message.rerun_script.query_string = self._query
        message.rerun_script.context_info.url = f"http://127.0.0.1/{self._page}"
        begin = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        errors: list[str] = []
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(await asyncio.wait_for(self._socket.recv(), 120))
            kind = answer.WhichOneof("type")
            if kind == "delta":
                errors += _error_texts(answer)
            elif kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return Run(time.perf_counter() - begin, errors)


def _error_texts(message: ForwardMsg) -> list[str]:
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "alert" and element.alert.format == element.alert.ERROR:
        return [element.alert.body]
    if kind == "exception":
        return [element.exception.message]
    return []
