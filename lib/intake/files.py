"""What kind of file was sent, told by its content; the ones no table can come from are refused with one sentence."""

import csv
import io
import re
import zipfile
from pathlib import PurePath

from lib.errors import Refusal
from lib.intake import compound_files
from lib.intake.delimited import decode, read_delimited
from lib.intake.grids import Grid
from lib.intake.workbooks import REFUSALS, read_workbook
from lib.intake.zipped_sheets import DAMAGE
from lib.text import N_, Message, number

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_ROWS, MAX_LINES = 100_000, 1_000_000
"""Filled rows of all sheets together, and lines of a text; a whole campaign has some thousand."""

EMPTY = N_("The file is empty (0 bytes). Send it again from the original.")
TOO_MANY_ROWS = N_("The file has more than {limit} rows. Split it by month, then send it again.")
TOO_LARGE = N_("The file is larger than {limit} MB. Split it by month or remove pictures, then send it again.")
PASSWORD, DAMAGED = REFUSALS["password"], REFUSALS["damaged"]
BOMB = N_("The file unpacks to far more than a schedule or a report can hold and was not opened.")
WRONG_KIND = N_(
    "The content of the file is {found}, not a spreadsheet. Send the original spreadsheet (XLSX, XLS, ODS) or a CSV."
)
HTML = N_(
    "The content of the file is a web page (HTML), not a spreadsheet. "
    "Open it in the spreadsheet program, save it as XLSX and send that."
)
OLD_XML = N_("The file is in the old XML format of Excel. Open it in Excel, save it as XLSX and send that.")
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


def read_grids(name: str, data: bytes) -> list[Grid]:
    """The visible sheets of a file, told by its content and not by its name.

    Raises Refusal for what cannot be read: password, damage, 0 bytes, PDF, pictures, web pages, archives, bombs.
    Macros are never looked at.
    """
    grids = _read_grids(name, data)
    if sum(len(grid.rows) for grid in grids) > MAX_ROWS:
        raise _too_many_rows()
    return grids


def _too_many_rows() -> Refusal:
    return Refusal(Message(TOO_MANY_ROWS, {"limit": number(MAX_ROWS)}))


def _read_grids(name: str, data: bytes) -> list[Grid]:
    if not data:
        raise Refusal(Message(EMPTY))
    if len(data) > MAX_BYTES:
        raise Refusal(Message(TOO_LARGE, {"limit": MAX_BYTES // 1024 // 1024}))
    if data[:4] == b"PK\x03\x04":
        return _read_zip(data)
    if data[:8] == compound_files.MAGIC:
        return _read_compound(data)
    if (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1"):
        raise Refusal(Message(WRONG_KIND, {"found": Message(N_("a picture"))}))
    if data[:4] in (b"PK\x05\x06", b"PK\x07\x08"):
        raise Refusal(Message(DAMAGED))
    if data[:2] == b"\x09\x08" or data[:3] in (b"\x09\x04\x06", b"\x09\x02\x06", b"\x09\x00\x04"):
        return read_workbook(data)  # BIFF without its container, as some old exporters write it
    for signature, found in _SIGNATURES:
        if data.startswith(signature) and not (len(signature) == 2 and _is_text(data)):
            raise Refusal(Message(WRONG_KIND, {"found": Message(found)}))
    return _read_text(name, data)


def _is_text(data: bytes) -> bool:
    return not any(byte < 9 for byte in data[:512])


def _read_zip(data: bytes) -> list[Grid]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise Refusal(Message(BOMB))
            if any(member.flag_bits & 1 for member in members):
                raise Refusal(Message(PASSWORD))
            names = {member.filename for member in members}
            if "xl/workbook.xml" in names:
                return read_workbook(data, container="xlsx")
            if "xl/workbook.bin" in names:
                return read_workbook(data, errors_known=False)
            if "content.xml" in names:
                return _read_open_document(data, archive, names)
            raise Refusal(Message(WRONG_KIND, {"found": Message(_zip_kind(names))}))
    except DAMAGE as error:
        raise Refusal(Message(DAMAGED)) from error


def _read_open_document(data: bytes, archive: zipfile.ZipFile, names: set[str]) -> list[Grid]:
    if "META-INF/manifest.xml" in names and b"encryption-data" in _beginning(archive, "META-INF/manifest.xml"):
        raise Refusal(Message(PASSWORD))
    kind = _beginning(archive, "mimetype").decode("ascii", "replace") if "mimetype" in names else "spreadsheet"
    if "spreadsheet" not in kind:
        raise Refusal(Message(WRONG_KIND, {"found": Message(N_("a text document"))}))
    return read_workbook(data, container="ods")


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(1_000_000)


def _zip_kind(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return N_("a text document")
    if any(name.startswith("ppt/") for name in names):
        return N_("a presentation")
    return N_("a packed archive")


def _read_compound(data: bytes) -> list[Grid]:
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
        return read_workbook(data, errors=compound_files.error_cells(stream))
    except DAMAGE as error:
        # A locked workbook may be cut short on its way here; the lock is what its sender has to know.
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refusal(Message(PASSWORD if locked else DAMAGED)) from error


def _read_text(name: str, data: bytes) -> list[Grid]:
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
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise _too_many_rows()
    try:
        return [read_delimited(text)]
    except csv.Error as error:
        raise Refusal(Message(DAMAGED)) from error


def _looks_binary(text: str) -> bool:
    sample = text[:4096]
    odd = sum(1 for letter in sample if ord(letter) < 32 and letter not in "\t\r\n\f")
    return odd * 50 > len(sample)
