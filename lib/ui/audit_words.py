"""Entries of the audit log as sentences."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lib.text import N_, _, number
from lib.ui.summaries import title_of

# Action -> its name in a list of choices, and the sentence; {what} is who or what it was done to.
_ACTIONS = {
    "sign in": (N_("sign in"), N_("signed in")),
    "sign out": (N_("sign out"), N_("signed out")),
    "count failed sign-in": (N_("failed sign-in"), N_("a sign-in failed")),
    "forget failed sign-ins": (N_("failed sign-ins forgotten"), N_("failed sign-ins were forgotten")),
    "add user": (N_("add user"), N_("added the user {what}")),
    "change role": (N_("change role"), N_("changed the role of {what}")),
    "set password": (N_("change password"), N_("changed the password of {what}")),
    "reset password": (N_("new password"), N_("made a new password for {what}")),
    "disable user": (N_("close account"), N_("closed the account {what}")),
    "enable user": (N_("open account"), N_("opened the account {what} again")),
    "set language": (N_("choose language"), N_("chose the language")),
    "import schedule": (N_("store schedule"), N_("stored the schedule {what}")),
    "import report": (N_("store reports"), N_("stored the reports {what}")),
    "undo import": (N_("undo import"), N_("undid the import number {what}")),
    "redo import": (N_("bring back import"), N_("brought back the import number {what}")),
    "stage file": (N_("send file"), N_("sent a file to be looked at")),
    "keep choices": (N_("work on file"), N_("went on working on a file")),
    "drop file": (N_("drop file"), N_("dropped a file without storing it")),
    "drop old files": (N_("drop old files"), N_("files that nobody worked on any more were dropped")),
    "set retention": (N_("set how long"), N_("set how long uploads are kept")),
    "purge old uploads": (N_("delete old uploads"), N_("files and cells whose time was over were deleted")),
    "learn words": (N_("learn words"), N_("kept what words of a file mean")),
    "forget word": (N_("forget word"), N_("forgot what a word means")),
    "remember columns": (N_("keep columns"), N_("kept how the columns of a file were taken")),
    "forget columns": (N_("forget columns"), N_("forgot how the columns of a file were taken")),
    "change upload limits": (N_("change upload limits"), N_("changed how much an uploaded file may hold")),
    "set strength": (N_("set strength"), N_("entered the strength of days and districts")),
    "copy strength": (N_("copy strength"), N_("copied the strength of a day to other days")),
    "set officer ratios": (N_("set officer ratios"), N_("set the office's own officer ratios")),
    "record problems": (N_("record problems"), N_("which problems came, changed or went was taken down")),
    "decide problem": (N_("decide problem"), N_("decided on a problem")),
    "propose moves": (N_("propose moves"), N_("made proposals of moves decisions to be taken")),
    "decide on a move": (N_("decide on a move"), N_("decided on a proposed move")),
    "confirm a move": (N_("confirm a move"), N_("entered that the organiser confirmed a move")),
    "take back a move": (N_("take back a move"), N_("took back a confirmed move")),
    "download": (N_("download"), N_("downloaded {what}")),
    "load packs": (N_("load packs"), N_("loaded the packs of city and election")),
    "load boundaries": (N_("load boundaries"), N_("loaded a boundary file")),
    "remove boundaries": (N_("remove boundaries"), N_("removed the boundary file")),
    "make secrets": (N_("make keys"), N_("made the keys of a new database")),
    "make cookie key": (N_("make keys"), N_("made the keys of a new database")),
    "make first code": (N_("first code"), N_("made a code for the first administrator")),
    "count wrong first code": (N_("wrong first code"), N_("a wrong code for the first administrator was typed")),
    "use up first code": (N_("first code used"), N_("the code for the first administrator was used")),
    "mark as demonstration": (N_("mark as sample data"), N_("marked the database as sample data")),
    "fix the demonstration's day": (N_("fix the day"), N_("fixed the day of the sample data")),
    "back up": (N_("back up"), N_("made the back-up {what}")),
    "download back-up": (N_("take back-up along"), N_("took along the back-up {what}")),
}
_NAMES = ("name", "file_name", "import_id", "table")
"""Where an entry says what it is about, the most telling first."""


def action_name(action: str) -> str:
    """An action as a choice; one without a name of its own stays as it was recorded."""
    return _(_ACTIONS[action][0]) if action in _ACTIONS else action


def describe_entry(action: str, changes: str) -> str:
    """What was done, in words; `changes` is the entry's JSON. An action without a sentence stays as recorded."""
    if action not in _ACTIONS:
        return action
    return _(_ACTIONS[action][1], what=", ".join(_subjects(json.loads(changes))) or "?")


def _subjects(changes: list[dict[str, Any]]) -> list[str]:
    """What the entry is about, each once."""
    found = {}
    for change in changes:
        if "note" in change:
            found[_noted(change["note"])] = None
        elif change["table"] in ("users", "imports"):
            found |= dict.fromkeys(_named(change))
    return list(found)


def _noted(note: Mapping[str, Any]) -> str:
    """A download with its number of rows, a back-up by its name."""
    if "table" in note:
        return _("{title} ({rows} rows, {form})", title=title_of(note["table"]), rows=number(note["rows"]),
                 form=note["form"])
    return str(note.get("name", ""))


def _named(change: Mapping[str, Any]) -> Iterator[str]:
    inserted = change.get("inserted", [])
    for row in [change.get("key", {}), *(inserted if isinstance(inserted, list) else [])]:
        yield from [str(row[name]) for name in _NAMES if name in row][:1]
