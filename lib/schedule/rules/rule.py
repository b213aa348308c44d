"""One rule of an election as its pack tells it: what it is of, when it holds, where it stands, how sure that is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.text import N_

SEVERITIES = {"low": 2, "med": 3, "high": 4, "critical": 5}
"""How grave the pack calls a rule, as the levels of clashes."""

SURENESS = {
    "verified": N_("read in the named source"), "partly": N_("partly read in the named source"),
    "derived": N_("derived"), "memory": N_("from memory, to be checked"),
}
"""The first word of a rule's verification, and what it means."""


@dataclass(frozen=True)
class Rule:
    """A rule that can be held against an event; `value` is as its kind reads it, methods None = every one."""

    rule_id: str
    category: str
    param: str
    methods: frozenset[str] | None
    value: Any
    unit: str
    valid_from: date | None
    valid_to: date | None
    level: int | None
    legal_ref: str
    source: str
    verification: str

    @property
    def sureness(self) -> str:
        """One of SURENESS."""
        return first_word(self.verification)

    def is_of(self, method: str) -> bool:
        """Whether the rule is about events of this method."""
        return self.methods is None or method in self.methods

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on a day, the first and the last one included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def first_word(verification: str | None) -> str:
    """The word that says how sure a rule is: "memory" of "memory: high"."""
    return (verification or "").replace(":", " ").replace(";", " ").split(" ")[0]
