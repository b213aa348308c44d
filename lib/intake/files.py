"""What kind of file was sent, told by its content; the ones no table can come from are refused with one sentence."""

import csv
import io
import re
import zipfile
from pathlib import PurePath
from typing import Any

from lib.errors import Refusal
from lib.intake import compound_files
from lib.intake.binary_sheets import xls_facts
from lib.intake.delimited import decode, read_delimited
from lib.intake.grids import Grid
from lib.intake.limits import DEFAULT_LIMITS, Limits, Tell, tell_nobody
from lib.intake.workbooks import DAMAGED, PASSWORD, read_workbook
from lib.intake.zipped_sheets import DAMAGE, check_definitions
from lib.text import N_, Message, number

MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_RATIO, RATIO_FROM_BYTES = 200, 20 * 1024 * 1024
"""How many times its size an archive may unpack to; sheets pack to a tenth or so, small files may do better."""
MAX_MEMBERS = 10_000
MAX_LINES_PER_ROW = 10
"""Lines a text may have for each row that is read; blank ones cost little, but not nothing."""

EMPTY = N_("The file is empty (0 bytes). Send it again from the original.")
BOMB = N_("The file unpacks to far more than a schedule or a report can hold and was not opened.")
WRONG_KIND = N_(
    "The content of the file is {found}, not a spreadsheet. Send the original spreadsheet (XLSX, XLS, ODS) or a CSV."
)
HTML = N_(
    "The content of the file is a web page (HTML), not a spreadsheet. "
    "Open it in the spreadsheet program, save it as XLSX and send that."
)
OLD_XML = N_("The file is in the old XML format of Excel. Open it in Excel, save it as XLSX and send that.")
LONG_CELL = N_(
    "A cell of the file is longer than {limit} characters, as if a quotation mark were not closed. Open the file in "
    "the spreadsheet program, save it as XLSX and send that."
)
NOT_A_WORKBOOK = N_(
    "The content of the file is not a spreadsheet. Send the original spreadsheet (XLSX, XLS, ODS) or a CSV."
)

_SIGNATURES = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"II*\0", N_("a picture")),
    (b"MM\0*", N_("a picture")),
    (b"{\\rtf", N_("a text document")),
    (b"7z\xbc\xaf\x27\x1c", N_("a packed archive")),
    (b"Rar!", N_("a packed archive")),
    (b"\x1f\x8b", N_("a packed archive")),
    (b"MZ", N_("a program")),
)
# Each comment ends at its first "-->", for good (possessive): to try all other ends takes for ever.
_HTML_START = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?>(?>(?:<!--.*?-->))\s*+)*+<(?:!doctype\s+html|html|head|body|table|meta|style|script|div)\b",
    re.I | re.S,
)
_XML_START = re.compile(r"\s*<\?xml", re.I)


def read_grids(
    name: str, data: bytes, *, limits: Limits = DEFAULT_LIMITS, tell: Tell = tell_nobody
) -> list[Grid]:
    """The visible sheets of a file, told by its content and not by its name.

    Raises Refusal for what cannot be read: more than `limits`, password, damage, 0 bytes, PDF, pictures, web pages,
    archives, bombs. Macros, links to other files and files inside the file are never looked at.
    """
    if not data:
        raise Refusal(Message(EMPTY))
    limits.check_bytes(len(data))
    tell("opening", None)
    watched = {"limits": limits, "tell": tell}
    if data[:4] == b"PK\x03\x04":
        return _read_zip(data, watched)
    if data[:8] == compound_files.MAGIC:
        return _read_compound(data, watched)
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1"):
        raise Refusal(Message(WRONG_KIND, {"found": Message(N_("a picture"))}))
    if data[:4] in (b"PK\x05\x06", b"PK\x07\x08"):
        raise Refusal(Message(DAMAGED))
    if data[:2] == b"\x09\x08" or data[:3] in (b"\x09\x04\x06", b"\x09\x02\x06", b"\x09\x00\x04"):
        return read_workbook(data, **watched)  # BIFF without its container, as some old exporters write it
    for signature, found in _SIGNATURES:
        if data.startswith(signature) and not (len(signature) == 2 and _is_text(data)):
            raise Refusal(Message(WRONG_KIND, {"found": Message(found)}))
    return _read_text(name, data, limits)


def _is_text(data: bytes) -> bool:
    return not any(byte < 9 for byte in data[:512])


def _read_zip(data: bytes, watched: dict[str, Any]) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if (
                len(members) > MAX_MEMBERS
                or unpacked > MAX_UNPACKED_BYTES
                or unpacked > max(RATIO_FROM_BYTES, MAX_RATIO * len(data))
            ):
                raise Refusal(Message(BOMB))
            if any(member.flag_bits & 1 for member in members):
                raise Refusal(Message(PASSWORD))
            if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
                raise Refusal(Message(DAMAGED))  # no spreadsheet program packs in another way
            names = {member.filename for member in members}
            if "xl/workbook.xml" in names:
                check_definitions(archive)
                return read_workbook(data, container="xlsx", **watched)
            if "xl/workbook.bin" in names:
                return read_workbook(data, errors_known=False, **watched)
            if "content.xml" in names:
                _check_open_document(archive, names)
                check_definitions(archive)
                return read_workbook(data, container="ods", **watched)
            raise Refusal(Message(WRONG_KIND, {"found": Message(_zip_kind(names))}))
    except DAMAGE as error:
        raise Refusal(Message(DAMAGED)) from error


def _check_open_document(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "META-INF/manifest.xml" in names and b"encryption-data" in _beginning(archive, "META-INF/manifest.xml"):
        raise Refusal(Message(PASSWORD))
    kind = _beginning(archive, "mimetype").decode("ascii", "replace") if "mimetype" in names else "spreadsheet"
    if "spreadsheet" not in kind:
        raise Refusal(Message(WRONG_KIND, {"found": Message(N_("a text document"))}))


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(1_000_000)


def _zip_kind(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return N_("a text document")
    if any(name.startswith("ppt/") for name in names):
        return N_("a presentation")
    return N_("a packed archive")


def _read_compound(data: bytes, watched: dict[str, Any]) -> list[Grid]:
    try:
        container = compound_files.CompoundFile(data)
        if "EncryptedPackage" in container.streams or "EncryptionInfo" in container.streams:
            raise Refusal(Message(PASSWORD))
        stream = compound_files.workbook_stream(container)
        if stream is None:
            raise Refusal(
                Message(WRONG_KIND, {"found": Message(N_("a text document"))})
                if "WordDocument" in container.streams
                else Message(NOT_A_WORKBOOK)
            )
        if compound_files.is_encrypted(stream):
            raise Refusal(Message(PASSWORD))
        return read_workbook(data, facts=xls_facts(stream), **watched)
    except DAMAGE as error:
        # A locked workbook may be cut short on its way here; the lock is what its sender has to know.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refusal(Message(PASSWORD if locked else DAMAGED)) from error


def _read_text(name: str, data: bytes, limits: Limits) -> list[Grid]:
    if not data.strip(b"\0"):
        raise Refusal(Message(DAMAGED))  # a copy that broke off: the room was made, nothing was written
    try:
        text = decode(data)
    except ValueError as error:
        raise Refusal(
            Message(
                DAMAGED
                if PurePath(name).suffix.lower() in (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
                else NOT_A_WORKBOOK
            )
        ) from error
    if _XML_START.match(text) and "urn:schemas-microsoft-com:office:spreadsheet" in text[:4000]:
        raise Refusal(Message(OLD_XML))
    if _HTML_START.match(text):
        raise Refusal(Message(HTML))
    if _looks_binary(text):
        raise Refusal(Message(DAMAGED))
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    limits.check_rows(lines if lines > MAX_LINES_PER_ROW * limits.rows else 0)
    try:
        return [read_delimited(text, limits)]
    except csv.Error as error:
        raise Refusal(Message(LONG_CELL, {"limit": number(csv.field_size_limit())})) from error


def _looks_binary(text: str) -> bool:
    sample = text[:4096]
    odd = sum(1 for letter in sample if ord(letter) < 32 and letter not in "\t\r\n\f")
    return odd * 50 > len(sample)
