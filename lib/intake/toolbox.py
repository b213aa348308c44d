"""The readers of one file, each with a memory of the cells it has seen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lib.intake.cells import Cell
from lib.intake.contexts import ContextReader
from lib.intake.drafts import remember
from lib.intake.values.activities import ActivityReader
from lib.intake.values.categories import CategoryReader, read_athg, read_field, read_severity
from lib.intake.values.grades import read_grade, read_split_grade
from lib.intake.values.hours import read_hours
from lib.intake.values.numbers import read_count
from lib.intake.values.parties import PartyReader
from lib.intake.values.wards import WardReader
from lib.reference.gazetteer import Gazetteer
from lib.reference.vocabularies import Reference


@dataclass(slots=True)
class Toolbox:
    """Every reader a file needs, made once a file."""

    reference: Reference
    gazetteer: Gazetteer = field(init=False)
    parties: PartyReader = field(init=False)
    activities: ActivityReader = field(init=False)
    wards: WardReader = field(init=False)
    contexts: ContextReader = field(init=False)
    party: Callable[..., Any] = field(init=False)
    party_with_number: Callable[..., Any] = field(init=False)
    party_list: Callable[..., Any] = field(init=False)
    activity: Callable[..., Any] = field(init=False)
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
        self.party = remember(self._party)
        self.party_with_number = remember(self.parties.read_with_number)
        self.party_list = remember(self.parties.read_list)
        self.activity = remember(self._activity)
        self.category = remember(CategoryReader(self.reference).read_kinds)
        self.athg, self.field_of, self.severity = remember(read_athg), remember(read_field), remember(read_severity)
        self.grade, self.split_grade = remember(read_grade), remember(read_split_grade)
        self.hours, self.count = remember(read_hours), remember(read_count)
        self.venue = remember(self.gazetteer.venue)

    def _party(self, cell: Cell, tickets: bool = False) -> Any:
        return self.parties.read(cell, tickets=tickets)

    def _activity(self, cell: Cell, legend: tuple[tuple[str, str], ...]) -> Any:
        return self.activities.read(cell, dict(legend))
