"""What the words of a route or a gathering point name: streets, and places whose point the city pack knows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from lib.schedule.events import venue_key

# One stop of a route ends where the next begins. A hyphen without spaces stands inside a name (Soekarno-Hatta),
# but not before another street.
_BETWEEN = re.compile(
    r"[,;/>\n→➔|+]|\s[-–—]+\s|[-–—](?=\s*(?:jl|jln|jalan)\b)|[–—]|"
    r"\b(?:lalu|kemudian|terus|menuju|melewati|melalui|lewat|via|sampai|hingga|dari|ke|dan|kembali|finis|finish|start|"
    r"berakhir|mulai|berangkat|titik kumpul|rute|pulang|pp)\b[.:]?", re.IGNORECASE)
_STREET = re.compile(r"jalan (?:raya )?(.+)")
_NUMBER = re.compile(r"\s+(?:no(?:mor)?|\d+\w?)\b.*$")
_WRITTEN_OUT = {"jend": "jenderal", "jendral": "jenderal", "letjend": "letjen", "mayjend": "mayjen",
                "sukarno": "soekarno"}
_LEAST_LETTERS = 3  # shorter words of a stop name nothing


@dataclass(frozen=True)
class Point:
    """A place the pack knows; `is_ward`: only the reference point of a ward."""

    name: str
    lat: float
    lon: float
    is_ward: bool = False


@dataclass(frozen=True)
class Stop:
    """One stop of a route: its words, the key they are compared by, whether they say that it is a street."""

    words: str
    key: str
    is_street: bool


class Gazetteer:
    """Points by what people call them; a name that venues, places or wards share is the first's."""

    def __init__(self, points: Mapping[str, Point]) -> None:
        self._points = points

    def find_points(self, words: str | None) -> tuple[Point, ...]:
        """The known places that a text names, in its order, each once in a row."""
        found: list[Point] = []
        for stop in read_stops(words):
            point = self._points.get(_place_key(stop.words))
            if point and found[-1:] != [point]:
                found.append(point)
        return tuple(found)


def make_gazetteer(*, venues: pd.DataFrame, venue_names: pd.DataFrame, places: pd.DataFrame,
                   areas: pd.DataFrame) -> Gazetteer:
    """The gazetteer of a city pack.

    venues: venue_id, lat, lon; venue_names: venue_id, name; places: name, lat, lon; areas: name, lat, lon, alt_names
    (lists). A venue without a point and a name of several venues name nothing.
    """
    points: dict[str, Point] = {}
    for row in areas.to_dict("records"):
        for name in (row["name"], *_listed(row.get("alt_names"))):
            _name(points, name, Point(row["name"], row["lat"], row["lon"], is_ward=True))
    for row in places.to_dict("records"):
        _name(points, row["name"], Point(row["name"], row["lat"], row["lon"]))
    located = venue_names.merge(venues[["venue_id", "lat", "lon"]], on="venue_id").dropna(subset=["lat", "lon"])
    keyed = located.assign(key=located["name"].map(_place_key)).dropna(subset="key")
    keyed = keyed[keyed.groupby("key")["venue_id"].transform("nunique") == 1]
    for row in keyed.to_dict("records"):
        _name(points, row["name"], Point(row["name"], row["lat"], row["lon"]))
    return Gazetteer(points)


@lru_cache(maxsize=16_384)
def read_stops(words: str | None) -> tuple[Stop, ...]:
    """The stops of a route text in their order: "Jl. Ijen - Kawi -> Rampal" has three, the first said to be a street.

    A house number is no part of a street's name.
    """
    if not isinstance(words, str):
        return ()
    stops = []
    for part in _BETWEEN.split(re.sub(r"\([^)]*\)", " ", words)):
        key = venue_key(part)
        if key is None:
            continue
        street = _STREET.fullmatch(key)
        written = " ".join(_WRITTEN_OUT.get(word, word) for word in (street[1] if street else key).split())
        name = _NUMBER.sub("", written)
        if len(name) >= _LEAST_LETTERS:
            stops.append(Stop(part.strip(" .:-"), name, street is not None))
    return tuple(stops)


def _name(points: dict[str, Point], name: str, point: Point) -> None:
    key = _place_key(name)
    if key:
        points[key] = point


@lru_cache(maxsize=16_384)
def _place_key(words: str | None) -> str | None:
    """A place's words as compared: a ward may be written with or without "kelurahan"."""
    key = venue_key(words)
    return re.sub(r"^(?:kelurahan|kel|desa)\b ?", "", key) or None if key else None


def _listed(names: Any) -> Iterable[str]:
    """Alternative names, which a frame may hold as a list, an array or not at all."""
    return () if names is None or isinstance(names, float) else names
