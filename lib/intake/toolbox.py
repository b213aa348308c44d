"""The readers of one file, each with a memory of the cells it has seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lib.intake.cells import Cell, CellError, compact, is_nothing, show
from lib.intake.choices import REFUSED
from lib.intake.contexts import ContextReader
from lib.intake.drafts import REFUSED_WORD, remember
from lib.intake.readings import Held
from lib.intake.values.activities import ActivityReader
from lib.intake.values.categories import CategoryReader, read_athg, read_field, read_severity
from lib.intake.values.grades import read_grade, read_split_grade
from lib.intake.values.hours import read_hours
from lib.intake.values.numbers import read_count
from lib.intake.values.parties import PartyReader
from lib.intake.values.wards import PlaceCells, Placed, WardReader
from lib.reference.gazetteer import Gazetteer
from lib.reference.vocabularies import Reference
from lib.text import Message


@dataclass(slots=True)
class Toolbox:
    """Every reader a file needs, made once a file.

    `meanings` are what a person says words of this file mean, `learned` what was learned from earlier files; both map
    (field, ``cells.compact`` of the word) to a code, `meanings` also to "" = refuse the rows. A code that is in no pack
    means nothing.
    """

    reference: Reference
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    learned: Mapping[tuple[str, str], str] = field(default_factory=dict)
    gazetteer: Gazetteer = field(init=False)
    parties: PartyReader = field(init=False)
    activities: ActivityReader = field(init=False)
    wards: WardReader = field(init=False)
    contexts: ContextReader = field(init=False)
    party: Callable[..., Any] = field(init=False)
    party_with_number: Callable[..., Any] = field(init=False)
    party_list: Callable[..., Any] = field(init=False)
    activity: Callable[..., Any] = field(init=False)
    categories: CategoryReader = field(init=False)
    category: Callable[..., Any] = field(init=False)
    athg: Callable[..., Any] = field(init=False)
    field_of: Callable[..., Any] = field(init=False)
    severity: Callable[..., Any] = field(init=False)
    grade: Callable[..., Any] = field(init=False)
    split_grade: Callable[..., Any] = field(init=False)
    hours: Callable[..., Any] = field(init=False)
    count: Callable[..., Any] = field(init=False)
    venue: Callable[..., Any] = field(init=False)

    def __post_init__(self) -> None:
        self.gazetteer = Gazetteer(self.reference)
        self.parties = PartyReader(self.reference)
        self.activities = ActivityReader(self.reference)
        self.wards = WardReader(self.gazetteer, remember)
        self.contexts = ContextReader(self.gazetteer, self.parties, self.activities)
        self.meanings = self._known(self.meanings, REFUSED)
        self.learned = self._known(self.learned)
        self.party = remember(self._party)
        self.party_with_number = remember(self._party_with_number)
        self.party_list = remember(self._party_list)
        self.activity = remember(self._activity)
        self.categories = CategoryReader(self.reference)
        self.category = remember(self._category)
        self.athg, self.field_of, self.severity = remember(read_athg), remember(read_field), remember(read_severity)
        self.grade, self.split_grade = remember(read_grade), remember(read_split_grade)
        self.hours, self.count = remember(read_hours), remember(read_count)
        self.venue = remember(self.gazetteer.venue)

    def place(
        self, where: PlaceCells, heading_area: str | None, heading_district: str | None, unknown_heading: str = ""
    ) -> Placed | Held:
        """The ward of one row (``WardReader.place``), its columns' words as they are meant."""
        ward, mixed = self._meaning("area_code", where.ward), self._meaning("area_code", where.mixed)
        for meant in (ward, mixed):
            if isinstance(meant, Held):
                return meant
        if ward:
            where = replace(where, ward=ward)
        if mixed:
            where = replace(where, mixed=f"Kel. {self.gazetteer.areas[mixed].name}")
        return self.wards.place(where, heading_area, heading_district, unknown_heading)

    def _party(self, cell: Cell, tickets: bool = False) -> str | Held | None:
        return self._meaning("party", cell) or self.parties.read(cell, tickets=tickets)

    def _party_with_number(self, name: Cell, number: Cell) -> str | Held | None:
        meant = self._meaning("party", name)
        # By its code, so that it must agree with the number as any other name.
        return meant if isinstance(meant, Held) else self.parties.read_with_number(meant or name, number)

    def _party_list(self, cell: Cell) -> tuple[tuple[str, ...], Held | None]:
        meant = self._meaning("party", cell)
        if isinstance(meant, Held):
            return (), meant
        return ((meant,), None) if meant else self.parties.read_list(cell)

    def _activity(self, cell: Cell, legend: tuple[tuple[str, str], ...]) -> str | Held | None:
        if meant := self._meaning("activity", cell, self.meanings):
            return meant
        # What the file itself explains goes before what was learned from others.
        explained = dict(legend)
        learned = None if compact(show(cell)) in explained else self._meaning("activity", cell, self.learned)
        return learned or self.activities.read(cell, explained)

    def _category(self, kind: Cell, finer: Cell, account: str) -> str | Held | None:
        finer_meant, meant = self._meaning("category", finer), self._meaning("category", kind)
        if isinstance(meant, Held):
            return meant
        if finer_meant or not meant:
            return finer_meant or self.categories.read_kinds(kind, finer, account)
        known = self.categories.read(finer)
        return known if isinstance(known, str) else meant

    def _meaning(self, name: str, cell: Cell, told: Mapping[tuple[str, str], str] | None = None) -> str | Held | None:
        """The code a word is said to mean, Held when its rows are refused, None when nothing is said."""
        if is_nothing(cell) or isinstance(cell, CellError):
            return None
        key = (name, compact(show(cell)))
        for meanings in (self.meanings, self.learned) if told is None else (told,):
            if key in meanings:
                return meanings[key] or Held(Message(REFUSED_WORD, {"found": show(cell)}))
        return None

    def _known(self, told: Mapping[tuple[str, str], str], *others: str) -> dict[tuple[str, str], str]:
        codes = {
            "party": {organiser.code for organiser in self.reference.organisers},
            "activity": {term.code for term in self.reference.activities},
            "category": {term.code for term in self.reference.categories},
            "area_code": self.gazetteer.areas.keys(),
        }
        return {key: code for key, code in told.items() if code in codes.get(key[0], ()) or code in others}
