"""Readings of files at work and what storing them would do, kept while nothing they depend on changes.

Kept here and not by Streamlit's cache: while a file is read the page shows how far it is, which a cached function may
not, and a reading that was stopped (a busy machine) must not be taken for the last word.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any, NamedTuple

import streamlit as st

from lib.intake.choices import NO_CHOICES, Choices
from lib.intake.comparing import Plan
from lib.intake.decisions import Decisions
from lib.intake.imports import preview_import
from lib.intake.learning import forget, list_learned, load_learned, owner_of
from lib.intake.limits import Limits, load_limits
from lib.intake.mended import WANTS_ORIGINAL, original_wanted
from lib.intake.reading_process import STOPPED, progress_words, read_in_process
from lib.intake.readings import Kind, Reading
from lib.intake.staging import StagedFile, keep_choices, staged_bytes
from lib.text import current
from lib.ui.caching import scope_of
from lib.ui.session import city, store, viewer


class StagedReading(NamedTuple):
    """A file as read; of refused rows sent again, mended, also the import they `continue` and the `original` file."""

    reading: Reading
    continues: int | None
    original: str | None = None


ORIGINAL = "SELECT content FROM import_files WHERE sha256 = $sha256"
ROOM = 250_000
"""Rows of all readings that are kept, more than a kilobyte each."""
CONTINUED = "SELECT 1 FROM imports WHERE import_id = $id AND sha256 = $sha256 AND kind = $kind"
# Refused rows taken before their file was stored do not know its import.
NEWEST_IMPORT = """
    SELECT max(import_id) FROM imports WHERE sha256 = $sha256 AND kind = $kind AND state = 'stored'
"""


class Kept:
    """The last values by key, at most `most` of them; safe to use from any number of runs.

    Together they weigh at most `room`, as `weigh` tells, or there is only the newest: each choice makes a reading of
    its own, and one of a large file takes a hundred megabytes.
    """

    def __init__(self, most: int, room: int, weigh: Callable[[Any], int]) -> None:
        self._most, self._room, self._weigh = most, room, weigh
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def find(self, key: Hashable, make: Callable[[], Any], *, is_final: Callable[[Any], bool] = bool) -> Any:
        """The value kept for `key`, or what `make` gives, which is kept if it `is_final`."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        if is_final(value):
            with self._lock:
                self._values[key] = value
                while len(self._values) > 1 and (len(self._values) > self._most or sum(
                        map(self._weigh, self._values.values())) > self._room):
                    self._values.popitem(last=False)
        return value


@st.cache_resource(show_spinner=False)
def _readings() -> Kept:
    return Kept(24, ROOM, lambda found: _rows_of(found[0]))


@st.cache_resource(show_spinner=False)
def _plans() -> Kept:
    return Kept(24, ROOM, lambda kept: _rows_of(kept[0]))


def _rows_of(reading: Reading) -> int:
    return len(reading.rows) + len(reading.held) + len(reading.problems)


def limits_of_uploads() -> Limits:
    """The limits the office set."""
    with store().reader(viewer()) as read:
        return load_limits(read)


def learned_words() -> Mapping[tuple[str, str], str]:
    """What words mean in the viewer's files."""
    with store().reader(viewer()) as read:
        return load_learned(read, viewer())


def unlearn(taken_back: Mapping[tuple[str, str], str]) -> None:
    """Forget meanings (field, word) -> code that were taken back, as far as the viewer taught them.

    Otherwise what was learned would go on to mean the same, also in the file it was taken back for.
    """
    owner = owner_of(viewer())
    with store().reader(viewer()) as read:
        kept = list_learned(read)
    mine = kept[(kept["owner"] == owner) & (kept["who"] == viewer().name)]
    for word in mine.itertuples():
        if taken_back.get((word.field, word.spelling)) == word.code:
            forget(store(), viewer(), word.field, word.spelling, owner)


def read_staged(file: StagedFile, choices: Choices) -> StagedReading:
    """The file as the choices have it read; shows how far it is while that takes time."""
    learned = learned_words()
    at_work = city()
    place = st.empty()
    key = (file.sha256, file.name, file.kind, choices, tuple(sorted(learned.items())), limits_of_uploads(), current(),
           at_work.city_id, at_work.election_id, store().path, scope_of(viewer()))

    def read(original: bytes | None = None) -> Reading:
        return read_in_process(
            file.name, bytes_of(file), file.kind, at_work.city_id, at_work.election_id, choices, learned,
            lambda progress: place.progress(progress.share or 0.0, progress_words(progress)),
            limits=limits_of_uploads(), original=original)

    def read_whole() -> tuple[Reading, tuple[str, int | None] | None]:
        reading = read()
        wanted = original_wanted(reading)
        original = original_later(wanted[0])() if wanted else None
        return (reading, None) if original is None else (read(original), wanted)

    reading, wanted = _readings().find(key, read_whole, is_final=lambda found: found[0].refusal is None
                                       or found[0].refusal.text not in {*STOPPED, WANTS_ORIGINAL})
    place.empty()
    if wanted is None:
        return StagedReading(reading, file.continues)
    sha256, import_id = wanted
    # Asked each time: the original may have been stored since the rows were read.
    continues = import_id if _may_continue(import_id, sha256, file.kind) else _import_of(sha256, file.kind)
    _read_as_before(file, choices, continues)
    return StagedReading(reading, continues, sha256)


def _read_as_before(file: StagedFile, choices: Choices, continues: int | None) -> None:
    """Begin with the choices by which the original was read: its rows come back under the same heads and words."""
    with store().reader(viewer()) as read:
        before = read.value("SELECT choices FROM imports WHERE import_id = $id", id=continues)
    if before and choices == NO_CHOICES:
        keep_choices(store(), viewer(), file.staged_id, choices=before)
        st.rerun()


def plan_staged(found: StagedReading, received: date, decisions: Decisions) -> Plan:
    """What storing the reading would do. Raises Refusal as ``preview_import`` does."""
    reading, continues = found.reading, found.continues
    key = (id(reading), received, decisions, continues, store().path, store().version, scope_of(viewer()),
           viewer().name)
    # The reading is kept beside its plan: its id must not be another's one day.
    _reading, plan = _plans().find(key, lambda: (reading, preview_import(store(), viewer(), reading, received,
                                                                         decisions, continues)))
    return plan


def bytes_of(file: StagedFile) -> bytes:
    """The file's bytes as they arrived."""
    return bytes_later(file)()


def bytes_later(file: StagedFile) -> Callable[[], bytes]:
    """``bytes_of`` for a click, which runs in a thread without a page."""
    opened, looker = store(), viewer()

    def read_now() -> bytes:
        with opened.reader(looker) as read:
            return staged_bytes(read, file.staged_id)
    return read_now


def _may_continue(import_id: int | None, sha256: str, kind: Kind) -> bool:
    """Whether the number in a file somebody sent is that of an import of the original that the viewer may see."""
    with store().reader(viewer()) as read:
        return read.value(CONTINUED, id=import_id, sha256=sha256, kind=kind) is not None


def _import_of(sha256: str, kind: Kind) -> int | None:
    """The import of these bytes that the viewer may see, the newest."""
    with store().reader(viewer()) as read:
        return read.value(NEWEST_IMPORT, sha256=sha256, kind=kind)


def original_later(sha256: str) -> Callable[[], bytes | None]:
    """What reads the file that refused rows were taken from, None where the viewer may not see it; also on a click."""
    opened, looker = store(), viewer()

    def read_now() -> bytes | None:
        with opened.reader(looker) as read:
            return read.value(ORIGINAL, sha256=sha256)
    return read_now
