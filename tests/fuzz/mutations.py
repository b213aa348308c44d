"""Ways to break a file: its bytes, the parts of its archive, the text of its cells."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Mutate = Callable[[Random, bytes], bytes]

NASTY_NUMBERS = (
    "0", "-1", "1e308", "-1e308", "1e-320", "NaN", "INF", "2958465", "2958466", "1e10", "4294967296", "1048576",
    "1048577", "16384", "99999999999999999999", "0.99999999", "60", "-0.5", "65536", "9" * 400,
)  # fmt: skip
NASTY_TEXTS = (
    "=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "'; DROP TABLE events; --", "32/13/2024", "0/0/0000",
    "31-02-99999", "24.00 - 25.99", "99:99", "12.00-", "-", "\u202etxet", "\ufeff", "\u0000", "\u0001\u0002", "\ud83d",
    "🗳️🗳️", "a" * 40_000, "1" * 5_000, "٣١/١٢/٢٠٢٣", "XII", "Senin s/d Minggu", "1 s/d 31 Desember", "1,2,3,4,5,6,7,8",
    "28 Nov 2023 - 10 Feb 2024", "{0.__class__}", "{}", "%s", "$(id)", "&#0;", "&lol;", "]]>", "<!--", "\n" * 200,
    "PKB, PDIP & Golkar", "no. 99", "²³", "½", "1_000", "1e5", "-500 orang", "∞", "100%", "Kel. " * 500, "(" * 3_000,
    "01/02/03", "2023-11-31", "12/2023", "9999-12-31", "0001-01-01", "10000-01-01", "31 Desember 9999 23.59",
)  # fmt: skip
_NUMBER = re.compile(rb"(?<=[\"'>])-?\d+(?:\.\d+)?(?=[\"'<])")
_TEXT = re.compile(rb">([^<>A-Za-z0-9]*+[A-Za-z0-9][^<>]*+)<")
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TAG = re.compile(rb"<[^<>]+>")
_ATTRIBUTE = re.compile(rb"\s[\w:-]+=\"[^\"]*\"")


def flip_bits(rng: Random, data: bytes) -> bytes:
    """One to twenty bits the other way round."""
    broken = bytearray(data)
    for _ in range(rng.randint(1, 20) if broken else 0):
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    return bytes(broken)


def write_over(rng: Random, data: bytes) -> bytes:
    """Some bytes in a row replaced: zeros, ones or noise, often where a length may stand."""
    at, size = rng.randrange(len(data) + 1), rng.choice((1, 2, 4, 8, 64, 512))
    filling = rng.choice((b"\0" * size, b"\xff" * size, rng.randbytes(size), b"\x7f" * size))
    return data[:at] + filling + data[at + size :]


def cut_off(rng: Random, data: bytes) -> bytes:
    """Only the beginning, as after a broken connection."""
    return data[: rng.randrange(len(data) + 1)]


def swap_blocks(rng: Random, data: bytes) -> bytes:
    """Two blocks change places."""
    size = rng.choice((1, 16, 128, 512, 4096))
    one, other = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
    one_block, other_block = data[one : one + size], data[other : other + size]
    return data[:one] + other_block + data[one + size : other] + one_block + data[other + size :]


def take_out_block(rng: Random, data: bytes) -> bytes:
    """A block is missing."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 2, 16, 512, 4096)) :]


def repeat_block(rng: Random, data: bytes) -> bytes:
    """A block stands there several times."""
    at, size = rng.randrange(len(data) + 1), rng.choice((1, 16, 128, 1024))
    return data[:at] + data[at : at + size] * rng.randint(2, 60) + data[at + size :]


BYTES: tuple[Mutate, ...] = (flip_bits, write_over, cut_off, swap_blocks, take_out_block, repeat_block)


def _spliced(rng: Random, pattern: re.Pattern[bytes], data: bytes, make: Callable[[re.Match], bytes]) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = rng.choice(found)
    return data[: match.start()] + make(match) + data[match.end() :]


def change_number(rng: Random, xml: bytes) -> bytes:
    """A number of the XML becomes one nobody expects."""
    return _spliced(rng, _NUMBER, xml, lambda _: rng.choice(NASTY_NUMBERS).encode())


def change_text(rng: Random, xml: bytes) -> bytes:
    """The text of an element becomes one nobody expects."""
    text = rng.choice((*NASTY_TEXTS, *NASTY_NUMBERS))
    if rng.random() < 0.95:  # else the XML itself is broken by some
        text = _UNWRITABLE.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
    escaped = text.encode("utf-8", "surrogatepass")
    return _spliced(rng, _TEXT, xml, lambda _: b">" + escaped + b"<")


def drop_tag(rng: Random, xml: bytes) -> bytes:
    """A tag is missing."""
    return _spliced(rng, _TAG, xml, lambda _: b"")


def repeat_tag(rng: Random, xml: bytes) -> bytes:
    """A tag again and again: deep or wide."""
    return _spliced(rng, _TAG, xml, lambda match: match[0] * rng.choice((2, 50, 5_000)))


def drop_attribute(rng: Random, xml: bytes) -> bytes:
    """An attribute is missing."""
    return _spliced(rng, _ATTRIBUTE, xml, lambda _: b"")


def move_cell(rng: Random, xml: bytes) -> bytes:
    """A cell or a range says that it stands elsewhere."""
    place = rng.choice((b"XFD1048576", b"A1", b"ZZ99", b"A1048576", b"XFD1", b"AAAA1", b"A0", b"A1:XFD1048576", b"1A"))
    return _spliced(rng, re.compile(rb"(?<=\")[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?(?=\")"), xml, lambda _: place)


def change_type(rng: Random, xml: bytes) -> bytes:
    """A cell says that it holds something else."""
    kind = rng.choice((b"s", b"str", b"e", b"b", b"d", b"n", b"inlineStr", b"x", b"date", b"float", b"string", b"time"))
    named = re.compile(rb"(?<= t=\")[a-zA-Z]+(?=\")|(?<=value-type=\")\w+(?=\")")
    return _spliced(rng, named, xml, lambda _: kind)


def span_far(rng: Random, xml: bytes) -> bytes:
    """A cell of an open document is repeated or spans far."""
    name = rng.choice((b"number-columns-repeated", b"number-rows-repeated", b"number-rows-spanned",
                       b"number-columns-spanned"))  # fmt: skip
    size = rng.choice((b"2", b"100", b"16384", b"1048576", b"2147483647", b"-1", b"99999999999999999999"))
    tag = re.compile(rb"<table:table-(?:cell|row)\b(?=[ >/])")
    return _spliced(rng, tag, xml, lambda match: match[0] + b" table:" + name + b'="' + size + b'"')


def define_entity(rng: Random, xml: bytes) -> bytes:
    """Entities made of entities, put to use."""
    levels = b"".join(b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10) for level in range(1, 9))
    at = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    used = _spliced(rng, _TEXT, xml[at:], lambda _: b">&e8;<")
    return xml[:at] + b'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">' + levels + b"]>" + used


XML: tuple[Mutate, ...] = (
    *(change_text,) * 24, *(change_number,) * 8, *(change_type,) * 3, *(move_cell,) * 3, *(span_far,) * 3, drop_tag,
    drop_attribute, drop_attribute, repeat_tag, define_entity, *BYTES,
)  # fmt: skip


def change_member(rng: Random, data: bytes) -> bytes:
    """The parts of an archive, some of them broken inside, packed again: the damage reaches the readers of XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, LookupError, EOFError):
        return flip_bits(rng, data)
    except zipfile.zlib.error:
        return flip_bits(rng, data)
    # The sheets and their texts more often than the rest.
    telling = [name for name in parts if re.search(r"sheet\d*\.xml$|sharedStrings|content\.xml|workbook\.xml$", name)]
    for _ in range(rng.choice((1, 1, 2, 3, 8))):
        name = rng.choice(telling if telling and rng.random() < 0.8 else list(parts) or [""])
        if name not in parts:
            continue
        chance = rng.random()
        if chance < 0.01:
            del parts[name]
        elif chance < 0.02:
            parts[name] = parts[rng.choice(list(parts))]
        else:
            parts[name] = rng.choice(XML)(rng, parts[name])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def change_words(rng: Random, data: bytes) -> bytes:
    """A delimited text: cells, quotes, lines, encodings."""
    text = data.decode("utf-8", "replace")
    for _ in range(rng.randint(1, 8)):
        text = rng.choice(_WORDS)(rng, text)
    encoding = rng.choice(("utf-8",) * 6 + ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1252"))
    return text.encode(encoding, "surrogatepass" if encoding.startswith("utf") else "replace")


def _change_cell(rng: Random, text: str) -> str:
    cells = re.split(r"([;,\t|\r\n]+)", text)
    cells[rng.randrange(len(cells))] = rng.choice((*NASTY_TEXTS, *NASTY_NUMBERS))
    return "".join(cells)


def _put_in(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    put = rng.choice(('"', ";", ",", "\t", "\n", "\r", "\0", "'", "\\", "sep=x\n", '"' * 5, "," * 500))
    return text[:at] + put + text[at:]


def _repeat_line(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    at = rng.randrange(len(lines))
    lines[at] *= rng.choice((2, 10, 300))
    return "".join(lines)


def _mix_lines(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _take_out(rng: Random, text: str) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + text[at + rng.choice((1, 1, 5, 50)) :]


_WORDS = (_change_cell, _change_cell, _change_cell, _put_in, _repeat_line, _mix_lines, _take_out)


def mutate(rng: Random, data: bytes) -> bytes:
    """A file broken in one to three ways that fit its kind."""
    for _ in range(rng.choice((1, 1, 1, 1, 2))):
        fitting: tuple[Mutate, ...] = BYTES
        if data[:2] == b"PK":
            fitting = (change_member,) * 40 + BYTES
        elif data[:4] != b"\xd0\xcf\x11\xe0" and b"\0" not in data[:100]:
            fitting = (change_words,) * 12 + BYTES
        data = rng.choice(fitting)(rng, data)
    return data
