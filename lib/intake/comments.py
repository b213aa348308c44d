"""What somebody wrote beside the cells of an .xlsx: comments, which may correct what stands in them."""

import posixpath
import re
import zipfile
from xml.etree import ElementTree

LONGEST, MOST_BYTES = 500, 8 << 20
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# What Excel writes for programs that do not know answers to comments.
_THREADED = re.compile(r"\[Threaded comment\].*?(?:Comment|Komentar):\s*", re.S)


def xlsx_comments(archive: zipfile.ZipFile, sheet: str) -> dict[str, str]:
    """The comments of the sheet in a part of the archive, by the name of their cell ("B2")."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    members = set(archive.namelist())
    if relations not in members:
        return {}
    found: dict[str, str] = {}
    for node in ElementTree.fromstring(archive.read(relations)):
        target = node.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        is_comments = node.get("Type", "").endswith("/comments") and part in members
        if is_comments and archive.getinfo(part).file_size <= MOST_BYTES:
            for comment in ElementTree.fromstring(archive.read(part)).iter():
                if comment.tag.endswith("}comment") and _PLACE.fullmatch(comment.get("ref", "")):
                    text = "".join(piece.text or "" for piece in comment.iter() if piece.tag.endswith("}t"))
                    found[comment.get("ref", "")] = _THREADED.sub("", text)[:LONGEST].strip()
    return found
