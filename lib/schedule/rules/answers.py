"""What one rule says of one event: an answer, a reason as data, and the fields without which there is none."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lib.text import N_, Message, _

PASS, SUSPECTED, UNCHECKED = "lulus", "dugaan", "tidak_dapat_diperiksa"
ANSWERS = {
    SUSPECTED: N_("suspected not to conform"),
    UNCHECKED: N_("cannot be checked"),
    PASS: N_("passes"),
}
"""Answers and their names, in the order people ask about them."""

FIELDS = {
    "starts": N_("hour of beginning"), "ends": N_("hour of ending"), "venue": N_("place"),
    "place_kind": N_("kind of place"), "education_level": N_("level of the school"), "position": N_("exact place"),
    "attendance": N_("number of people"), "vehicles": N_("number of vehicles"), "route": N_("route"),
    "speakers": N_("speakers"), "title": N_("name or theme of the activity"), "organiser": N_("participant"),
    "contact": N_("person responsible"), "link": N_("link of the online meeting"),
    "permission": N_("permission of the person in charge and no campaign attributes"),
    "capacity": N_("how many the room holds"), "notified": N_("day the notice reached the police"),
    "zone_days": N_("agreed or assigned zone days"), "pair": N_("pair for which it is held"),
    "item_value": N_("value of an item"), "accounts": N_("number of accounts"),
    "display_points": N_("exact points of display"), "area_code": N_("ward"),
}
"""What a rule may need to know, and what it is called."""


@dataclass(frozen=True)
class Late:
    """A value of a sentence that is put in words when the sentence is said: a number, a day, an hour."""

    word: Callable[[Any], str]
    value: Any

    def __str__(self) -> str:
        return self.word(self.value)


@dataclass(frozen=True)
class Answer:
    """`outcome` (one of ANSWERS), why, and the names of the FIELDS that are missing."""

    outcome: str
    reason: Message
    missing: tuple[str, ...] = ()


def passes(text: str, **values: Any) -> Answer:
    """The event does what the rule asks."""
    return Answer(PASS, Message(text, values)) if values else _passes_plainly(text)


@lru_cache(maxsize=64)
def _passes_plainly(text: str) -> Answer:
    """One answer for all the events of a campaign of which no more is to be said."""
    return Answer(PASS, Message(text))


def suspect(text: str, **values: Any) -> Answer:
    """The event as planned seems not to do what the rule asks; no verdict."""
    return Answer(SUSPECTED, Message(text, values))


def lack(*missing: str, text: str = N_("Not known: {fields}."), **values: Any) -> Answer:
    """Nothing can be said before the `missing` fields are known; a `text` of one's own may use {fields}."""
    return Answer(UNCHECKED, Message(text, {"fields": Late(name_fields, missing), **values}), missing)


def name_fields(names: Collection[str]) -> str:
    """"jumlah kendaraan, rute"."""
    return ", ".join(_(FIELDS[name]) for name in names)
