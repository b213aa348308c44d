"""What a reader of office files must know: one city, one election and the office's words, straight from the packs.

The store keeps the same packs for everything else; intake takes them as one frozen object so that reading
a file needs neither a database nor a page.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lib.errors import CannotRun
from lib.text import N_, Message


@dataclass(frozen=True, slots=True)
class Area:
    """One ward (the smallest area the office counts by)."""

    code: str
    name: str
    district_code: str
    lat: float | None
    lon: float | None
    other_codes: tuple[str, ...] = ()
    alt_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class District:
    """One district: a group of wards."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Venue:
    """One well-known venue with its nicknames."""

    venue_id: str
    name: str
    area_code: str | None
    alt_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organiser:
    """One party or ticket; `ballot_number` counts within its kind."""

    code: str
    kind: str
    ballot_number: int | None
    short_name: str
    full_name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One code of a closed list with its labels, its names, and words that only suggest it."""

    code: str
    labels: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """The days of one election and the ballot numbers that stand elsewhere in the country."""

    starts: date
    ends: date
    voting_day: date
    numbers_elsewhere: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OutsidePlace:
    """A place outside the city; `anywhere` = its name means it wherever it stands, not only after Kab./Kota/Kec."""

    name: str
    kind: str
    anywhere: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """One city, one election and the words of the office, as plain frozen data.

    `headers`: kind of file -> field -> phrases a column head may carry. `common_words`: names of parties that are
    also everyday words, so that they name nobody in a title unless a word such as "partai" stands before them.
    `damage_words` (kinds of event) and `campaign_material_words` (in their account) together mean damaged props.
    """

    city_name: str
    locality: str
    timezone: str
    areas: tuple[Area, ...]
    districts: tuple[District, ...]
    venues: tuple[Venue, ...]
    outside_places: tuple[OutsidePlace, ...]
    organisers: tuple[Organiser, ...]
    campaign: Campaign
    activities: tuple[Term, ...]
    categories: tuple[Term, ...]
    headers: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    common_words: frozenset[str] = frozenset()
    damage_words: tuple[str, ...] = ()
    campaign_material_words: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return id(self)


def load_reference(city_dir: Path, election_dir: Path, vocabulary_dir: Path) -> Reference:
    """Read one city pack, one election pack and the vocabularies.

    `headers` maps each kind of file ("schedule", "report") to field -> phrases a column head may carry.
    Raises CannotRun when a pack is not there.
    """
    city, election = _head(city_dir, "city"), _head(election_dir, "election")
    words = _words(vocabulary_dir / "words.csv")
    return Reference(
        city_name=city["name"],
        locality=city["locality"],
        timezone=city["timezone"],
        areas=tuple(
            Area(
                row["area_code"],
                row["name"],
                row["district_code"],
                _number(row["lat"]),
                _number(row["lon"]),
                tuple(filter(None, [row.get("bps_code", "")])),
                _names(row["alt_names"]),
            )
            for row in _table(city_dir / "areas.csv")
        ),
        districts=tuple(District(row["district_code"], row["name"]) for row in _table(city_dir / "districts.csv")),
        venues=tuple(
            Venue(row["venue_id"], row["name"], row["area_code"] or None, _names(row["alt_names"]))
            for row in _table(city_dir / "venues.csv")
        ),
        outside_places=tuple(
            OutsidePlace(row["name"], row["kind"], row["anywhere"] == "1")
            for row in _table(city_dir / "outside_places.csv", optional=True)
        ),
        organisers=tuple(
            Organiser(
                row["code"],
                row["kind"],
                int(row["ballot_number"]) if row["ballot_number"] else None,
                row["short_name"],
                row["full_name"],
                _names(row["aliases"]),
            )
            for row in _table(election_dir / "organisers.csv")
        ),
        campaign=Campaign(
            date.fromisoformat(election["campaign_from"]),
            date.fromisoformat(election["campaign_to"]),
            date.fromisoformat(election["voting_day"]),
            frozenset(election.get("ballot_numbers_elsewhere", ())),
        ),
        activities=_terms(vocabulary_dir / "activities.csv", words.get("activity", {})),
        categories=_terms(vocabulary_dir / "categories.csv", words.get("category", {})),
        headers=_headers(vocabulary_dir / "headers.csv"),
        common_words=frozenset(words.get("common_word", {}).get("*", ())),
        damage_words=words.get("damage", {}).get("*", ()),
        campaign_material_words=words.get("campaign_material", {}).get("*", ()),
    )


def _head(folder: Path, kind: str) -> dict:
    path = folder / f"{kind}.json"
    if not path.is_file():
        known = ", ".join(sorted(found.parent.name for found in folder.parent.glob(f"*/{kind}.json")))
        raise CannotRun(
            Message(
                N_("There is no {kind} pack {name}. There are: {known}."),
                {"kind": kind, "name": folder.name, "known": known},
            )
        )
    return json.loads(path.read_text(encoding="utf-8"))


def _table(path: Path, *, optional: bool = False) -> list[dict[str, str]]:
    if optional and not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: (value or "").strip() for name, value in row.items()} for row in csv.DictReader(file)]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("|") if name.strip())


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _terms(path: Path, hints: Mapping[str, tuple[str, ...]]) -> tuple[Term, ...]:
    return tuple(
        Term(row["code"], (row["label_id"], row["label_en"]), _names(row["synonyms"]), hints.get(row["code"], ()))
        for row in _table(path)
    )


def _words(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    lists: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in _table(path, optional=True):
        lists.setdefault(row["list"], {})[row["code"]] = _names(row["words"])
    return lists


def _headers(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    kinds: dict[str, dict[str, tuple[str, ...]]] = {"schedule": {}, "report": {}}
    for row in _table(path):
        for kind in kinds if row["kind"] == "both" else (row["kind"],):
            kinds[kind][row["field"]] = kinds[kind].get(row["field"], ()) + _names(row["phrases"])
    return kinds
