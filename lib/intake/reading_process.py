"""Reading a file apart from the server: a process of its own with a limit of time and memory, two at once.

A fresh process for each file takes about a third of a second more and starts from nothing: no file finds anything of
another's. A server must outlive a bad upload, and the pages of the others must not wait for it.
"""

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from lib.errors import Refusal
from lib.intake.choices import Choices
from lib.intake.limits import DEFAULT_LIMITS, Limits
from lib.intake.reading_lines import from_lines
from lib.intake.reading_worker import OUT_OF_MEMORY
from lib.intake.readings import Kind, Problem, Reading
from lib.intake.refused_workbooks import tell_refused
from lib.intake.turns import Turns
from lib.text import N_, Message, _, current, ngettext, number, percent

PACKS = Path(__file__).resolve().parents[2] / "data"
_WORKER = Path(__file__).with_name("reading_worker.py")
_TURNS = Turns(2)
"""Each reading may take memory up to its limit; more senders wait their turn."""
_HEARTBEAT = 0.5  # seconds
_SIGXCPU = getattr(signal, "SIGXCPU", 0)
_CHUNK, _MOST_BYTES = 1 << 16, 256 << 20

TOO_SLOW = N_(
    "Reading the file took longer than {limit} seconds and was stopped. Split it by month or delete what is not the "
    "table, then send it again."
)
TOO_HEAVY = N_(
    "The file takes more memory than one file may: it is damaged, or it holds far more than a table. Open it in the "
    "spreadsheet program, delete what is not the table, save it again and send it once more."
)
BROKEN = N_("The file could not be read because of a fault in the program, which was noted for the administrator.")
STOPPED = frozenset({TOO_SLOW, TOO_HEAVY, BROKEN})
"""Refusals that say nothing of the file itself: on another day it may be read."""

_log = logging.getLogger("kentongan")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one reading may take: seconds, and megabytes of address space (the interpreter itself takes some fifty)."""

    seconds: int = 60
    megabytes: int = 650


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a reading is: `share` is 0..1 or None where nobody knows, `ahead` how many files go first."""

    phase: Literal["waiting", "opening", "reading"]
    share: float | None = None
    ahead: int = 0


def read_in_process(
    name: str,
    data: bytes,
    kind: Kind,
    city: str,
    election: str,
    choices: Choices | None = None,
    learned: Mapping[tuple[str, str], str] | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    *,
    original: bytes | None = None,
    limits: Limits = DEFAULT_LIMITS,
    bounds: Bounds = Bounds(),
    packs: Path = PACKS,
) -> Reading:
    """What `reader.read_file` gives, read in a process of its own; a file it cannot stand comes back refused.

    `choices`, `learned` and `original` are passed on to it. `city` and `election` are the names of packs in the folder
    `packs`. `on_progress` is called in this thread, at least every half second, also while other files go first; what
    it raises (a page that is left does) ends the reading and its process. May be called from any number of threads.
    The name, the hash and the kind are those the server knows, whatever the process tells.
    """
    tell = on_progress or (lambda _progress: None)
    asked = {
        "name": name, "kind": kind, **_asked(city, election, limits, bounds, packs), "size": len(data),
        "choices": choices.to_json() if choices else None,
        "learned": [[*key, code] for key, code in (learned or {}).items()],
    }  # fmt: skip
    own = Reading(name, sha256(data).hexdigest(), kind)
    with _TURNS.turn(lambda ahead: tell(Progress("waiting", None, ahead)), _HEARTBEAT), _Worker(bounds) as worker:
        worker.send(json.dumps(asked).encode() + b"\n", data, original or b"")
        try:
            reading = from_lines(worker.lines(tell))
        except (EOFError, ValueError) as failure:
            return replace(own, refusal=worker.refusal(failure))
    return replace(reading, name=own.name, sha256=own.sha256, kind=own.kind)


def make_refused_in_process(
    reading: Reading,
    data: bytes,
    city: str,
    election: str,
    *,
    made_at: datetime,
    continues: int | None = None,
    problems: Sequence[Problem] = (),
    original: bytes | None = None,
    limits: Limits = DEFAULT_LIMITS,
    bounds: Bounds = Bounds(),
    packs: Path = PACKS,
) -> bytes:
    """The workbook of ``refused_workbooks.make_from_file``, made in a process of its own: the file is a stranger's.

    `data` are the bytes of the file, the rest as there and as in ``read_in_process``. Raises Refusal where the process
    gives no workbook, or the file is over the limits.
    """
    asked = {
        "name": reading.name, "refused": tell_refused(reading, problems), "made_at": made_at.isoformat(),
        "continues": continues, **_asked(city, election, limits, bounds, packs), "size": len(data),
    }  # fmt: skip
    with _TURNS.turn(lambda _ahead: None, _HEARTBEAT), _Worker(bounds) as worker:
        worker.send(json.dumps(asked).encode() + b"\n", data, original or b"")
        try:
            answer = list(worker.lines(lambda _progress: None))
            if len(answer) == 1:
                return b64decode(answer[0], validate=True)
            refusal = from_lines(answer).refusal
        except (EOFError, ValueError) as failure:
            refusal = worker.refusal(failure)
    raise Refusal(refusal or Message(BROKEN))


def _asked(city: str, election: str, limits: Limits, bounds: Bounds, packs: Path) -> dict[str, Any]:
    return {"city": city, "election": election, "packs": str(packs), "language": current(), "limits": asdict(limits),
            **asdict(bounds)}  # fmt: skip


def progress_words(progress: Progress) -> str:
    """What to show while a file is read."""
    if progress.phase == "waiting":
        return ngettext(
            "Waiting: {n} file is read first ...", "Waiting: {n} files are read first ...", progress.ahead + 1
        )
    if progress.phase == "opening" or progress.share is None:
        return _("Opening the file ...")
    return _("Reading the rows: {share} ...", share=percent(progress.share))


class _Worker:
    """One process, and the thread that listens to it. Nothing of them is left after the block."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._chunks: queue.Queue[bytes] = queue.Queue(maxsize=16)
        self._is_late = self._is_too_long = False
        self._is_left = threading.Event()

    def __enter__(self) -> "_Worker":
        self._errors = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, env=_environment(),
        )  # fmt: skip
        self._timer = threading.Timer(self._bounds.seconds, self._stop_late)
        self._timer.daemon = True
        self._timer.start()
        self._listener = threading.Thread(target=self._listen, name="reading", daemon=True)
        self._listener.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_left.set()
        self._timer.cancel()
        self._process.kill()
        self._process.wait()
        self._listener.join()
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._errors.close()

    def send(self, *parts: bytes) -> None:
        """Give the process its work; one that has ended already says so by its status."""
        with suppress(BrokenPipeError):
            for part in parts:
                self._process.stdin.write(part)
            self._process.stdin.close()

    def lines(self, tell: Callable[[Progress], None]) -> Iterator[bytes]:
        """The lines of the reading as they come. Raises EOFError when the process ends before its last one."""
        begun: list[bytes] = []  # of a line whose end has not come
        progress = Progress("opening")
        while True:
            try:
                chunk = self._chunks.get(timeout=_HEARTBEAT)
            except queue.Empty:
                tell(progress)
                continue
            if not chunk:
                raise EOFError
            begun.append(chunk)
            if b"\n" not in chunk:
                continue
            *whole, rest = b"".join(begun).split(b"\n")
            begun = [rest]
            for line in whole:
                if line == b".":
                    return
                if line.startswith(b"~"):
                    progress = _progress(line)
                    tell(progress)
                else:
                    yield line

    def refusal(self, failure: Exception) -> Message:
        """Why there is no answer; a fault of our own goes to the log, in full."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_HEARTBEAT)
        status = self._process.poll()
        if self._is_late or status == -_SIGXCPU:
            return Message(TOO_SLOW, {"limit": number(self._bounds.seconds)})
        if self._is_too_long or status == OUT_OF_MEMORY or (status is not None and status < 0):
            return Message(TOO_HEAVY)
        self._errors.seek(0)
        told = self._errors.read().decode("utf-8", "replace")
        _log.error("reading a file ended with status %s\n%s", status, told, exc_info=failure)
        return Message(BROKEN)

    def _listen(self) -> None:
        taken = 0
        while chunk := self._process.stdout.read1(_CHUNK):
            taken += len(chunk)
            if taken > _MOST_BYTES:
                self._is_too_long = True
                self._process.kill()
                break
            self._pass_on(chunk)
        self._pass_on(b"")

    def _pass_on(self, chunk: bytes) -> None:
        while not self._is_left.is_set():
            with suppress(queue.Full):
                self._chunks.put(chunk, timeout=_HEARTBEAT)
                return

    def _stop_late(self) -> None:
        self._is_late = True
        self._process.kill()


def _progress(line: bytes) -> Progress:
    try:
        phase, share = json.loads(line[1:])
    except TypeError as error:
        raise ValueError("no progress") from error
    return Progress(phase, share)


def _environment() -> dict[str, str]:
    """The variables an interpreter cannot do without; the server's own stay with it."""
    return {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if name in os.environ}
