"""The old Office container (OLE compound file) and the records of an .xls inside it.

Only what a reader must know and python-calamine does not tell: which streams there are, and whether the
workbook is encrypted. Layout: [MS-CFB] and [MS-XLS], public specifications of Microsoft.
"""

import struct
from collections.abc import Iterator

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_END = 0xFFFFFFFA  # sector numbers from here on are markers
_FILEPASS = 0x2F
BEGIN, END = 0x809, 0x0A
"""The first and the last record of the workbook's own part and of each sheet."""


class CompoundFile:
    """The directory and the streams of one compound file. Raises ValueError when it is damaged."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or data[:8] != MAGIC:
            raise ValueError("not a compound file")
        self._data = data
        self._size = 1 << struct.unpack_from("<H", data, 30)[0]
        self._mini_size = 1 << struct.unpack_from("<H", data, 32)[0]
        if not 9 <= self._size.bit_length() - 1 <= 16 or self._mini_size > self._size:
            raise ValueError("damaged header")
        (self._cutoff,) = struct.unpack_from("<I", data, 56)
        self._fat = self._read_fat()
        (directory,) = struct.unpack_from("<I", data, 48)
        self.streams = dict(self._entries(self._chain(directory)))
        (mini_fat,) = struct.unpack_from("<I", data, 60)
        raw = self._chain(mini_fat)
        self._mini_fat = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
        self._mini = self._chain(self.streams["Root Entry"][0]) if "Root Entry" in self.streams else b""

    def read(self, name: str) -> bytes:
        """The bytes of one stream."""
        start, size = self.streams[name]
        if size >= self._cutoff:
            return self._chain(start)[:size]
        parts, seen = [], 0
        while start < _END and seen * self._mini_size < size:
            parts.append(self._mini[start * self._mini_size : (start + 1) * self._mini_size])
            if start >= len(self._mini_fat) or seen > len(self._mini_fat):
                raise ValueError("damaged mini chain")
            start, seen = self._mini_fat[start], seen + 1
        return b"".join(parts)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _read_fat(self) -> tuple[int, ...]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        (extra, count) = struct.unpack_from("<II", self._data, 68)
        # A damaged table may name itself again and again: no more of it than the sectors of the file need.
        sectors = len(self._data) // self._size + 1
        needed = sectors * 4 // self._size + 1
        while extra < _END and count > 0 and len(numbers) < needed:
            block = struct.unpack(f"<{self._size // 4}I", self._sector(extra).ljust(self._size, b"\xff"))
            numbers += block[:-1]
            extra, count = block[-1], count - 1
        raw = b"".join(self._sector(number) for number in numbers[: max(needed, 109)] if number < _END)[: sectors * 4]
        return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])

    def _chain(self, start: int) -> bytes:
        parts, seen = [], 0
        while start < _END:
            if start >= len(self._fat) or seen > len(self._fat):
                raise ValueError("damaged sector chain")
            parts.append(self._sector(start))
            start, seen = self._fat[start], seen + 1
        return b"".join(parts)

    @staticmethod
    def _entries(raw: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for offset in range(0, len(raw) - 127, 128):
            (length,) = struct.unpack_from("<H", raw, offset + 64)
            if 2 <= length <= 64:
                name = raw[offset : offset + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", raw, offset + 116)
                yield name, (start, size)


def workbook_stream(container: CompoundFile) -> bytes | None:
    """The BIFF stream of an .xls, None when the container is something else."""
    for name in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        if name in container.streams:
            return container.read(name)
    return None


def is_encrypted(stream: bytes) -> bool:
    """Whether the workbook's first records say that it is protected by a password."""
    for kind, _body, _at in records(stream, 0):
        if kind == _FILEPASS:
            return True
        if kind == END:
            break
    return False


def records(stream: bytes, at: int) -> Iterator[tuple[int, bytes, int]]:
    """(kind, body, place) of the records from `at` on."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length], at
        at += 4 + length
