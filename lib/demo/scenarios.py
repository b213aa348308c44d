"""What the demonstration city is told: its packs, and the scenario (planted events, phrases, quiet and busy wards)."""

import csv
import json
import random
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = Path(__file__).resolve().parent / "scenario"


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV as dictionaries of text."""
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@dataclass(frozen=True)
class Ward:
    """A kelurahan of the city pack, with where it lies and how it may also be spelt."""

    code: str
    name: str
    district: str
    lat: float
    lon: float
    spellings: tuple[str, ...]
    streets: tuple[str, ...]


@dataclass(frozen=True)
class Organiser:
    """A party or a ticket of the election pack."""

    code: str
    kind: str
    ballot_number: int
    short_name: str
    full_name: str


class Scenario:
    """The packs and the scenario files, read once; `dice(name)` gives each part its own seeded chance."""

    def __init__(self, folder: Path = SCENARIO, root: Path = ROOT) -> None:
        self.folder = folder
        self.settings = json.loads((folder / "scenario.json").read_text(encoding="utf-8"))
        self.city = root / "data" / "city" / self.settings["city"]
        self.election = root / "data" / "election" / self.settings["election"]
        self.vocabulary = root / "data" / "vocabulary"
        self._tables: dict[str, list[dict[str, str]]] = {}

    def dice(self, name: str) -> random.Random:
        """A random generator that depends on the scenario's seed and this name alone."""
        return random.Random(f"{self.settings['seed']}:{name}")

    def table(self, name: str) -> list[dict[str, str]]:
        """A CSV of the scenario folder, read once."""
        if name not in self._tables:
            self._tables[name] = read_table(self.folder / f"{name}.csv")
        return self._tables[name]

    @property
    def label(self) -> str:
        """The line that says, in every file, that it is an example."""
        return self.settings["label"]

    @cached_property
    def campaign(self) -> tuple[date, date]:
        """The first and the last campaign day."""
        facts = json.loads((self.election / "election.json").read_text(encoding="utf-8"))
        return date.fromisoformat(facts["campaign_from"]), date.fromisoformat(facts["campaign_to"])

    @cached_property
    def city_facts(self) -> dict[str, str]:
        """The city pack's own facts: its name, its locality."""
        return json.loads((self.city / "city.json").read_text(encoding="utf-8"))

    @property
    def locality(self) -> str:
        """The place that stands before the date of a letter."""
        return self.city_facts["locality"]

    @cached_property
    def districts(self) -> dict[str, str]:
        """District code -> name."""
        return {row["district_code"]: row["name"] for row in read_table(self.city / "districts.csv")}

    @cached_property
    def wards(self) -> dict[str, Ward]:
        """Area code -> ward, in the order of the city pack."""
        streets = {row["area_code"]: tuple(row["streets"].split("|")) for row in self.table("streets")}
        return {
            row["area_code"]: Ward(
                code=row["area_code"],
                name=row["name"],
                district=row["district_code"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                spellings=tuple(name for name in row["alt_names"].split("|") if name),
                streets=streets[row["area_code"]],
            )
            for row in read_table(self.city / "areas.csv")
        }

    @cached_property
    def neighbours(self) -> set[frozenset[str]]:
        """Pairs of wards that share a border."""
        rows = read_table(self.city / "area_neighbours.csv")
        return {frozenset((row["area_code"], row["neighbour_code"])) for row in rows}

    @cached_property
    def organisers(self) -> dict[str, Organiser]:
        """Organiser code -> organiser, parties first."""
        return {
            row["code"]: Organiser(
                row["code"], row["kind"], int(row["ballot_number"]), row["short_name"], row["full_name"]
            )
            for row in read_table(self.election / "organisers.csv")
        }

    @cached_property
    def venue_points(self) -> dict[str, tuple[float, float]]:
        """Venue id -> (lat, lon) for the venues of the city pack that have a position."""
        return {
            row["venue_id"]: (float(row["lat"]), float(row["lon"]))
            for row in read_table(self.city / "venues.csv")
            if row["lat"]
        }

    @cached_property
    def slow_days(self) -> set[date]:
        """Holidays and eves on which few campaign."""
        kinds = {"holiday", "worship", "crowd"}
        rows = read_table(self.city / "calendar_days.csv")
        return {date.fromisoformat(row["day"]) for row in rows if row["kind"] in kinds}

    @cached_property
    def nuisances(self) -> set[str]:
        """Categories that are a nuisance rather than a danger."""
        return {row["code"] for row in read_table(self.vocabulary / "categories.csv") if row["nuisance"] == "1"}

    @cached_property
    def gathering(self) -> set[str]:
        """Activities that bring people together in one place."""
        return {row["code"] for row in read_table(self.vocabulary / "activities.csv") if row["gathers"] == "1"}
