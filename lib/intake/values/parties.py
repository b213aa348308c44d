"""Parties and tickets: names, short names, ballot numbers; every word of the cell must be understood."""

import re
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from lib.intake.cells import Cell, CellError, compact, is_nothing, show, words
from lib.intake.readings import Held
from lib.reference.vocabularies import Reference
from lib.text import N_, Message

UNKNOWN_PARTY = N_('The party "{found}" is not known.')
_ELSEWHERE = N_("Ballot number {number} does not stand in {city}.")
_SEVERAL = N_('"{found}" names more than one party.')
_CONTRADICTS = N_("The party {party} and the ballot number {number} contradict each other.")
_MEANT = N_("If {name} was meant, write it so.")
_ONE_EACH = N_("Write one row for each party.")

_FILLERS = frozenset(
    [
        "partai",
        "p",
        "prt",
        "parpol",
        "dpc",
        "dpd",
        "dpw",
        "dpp",
        "dprt",
        "dpra",
        "pac",
        "pk",
        "pr",
        "pd",
        "kota",
        "kab",
        "kabupaten",
        "jatim",
        "jawa",
        "timur",
        "provinsi",
        "tim",
        "kampanye",
        "pemenangan",
        "relawan",
        "simpatisan",
        "kader",
        "pengurus",
        "ketua",
        "calon",
        "caleg",
        "dprd",
        "dpr",
        "ri",
        "dapil",
        "nomor",
        "no",
        "urut",
        "nourut",
        "dari",
        "cabang",
        "dewan",
        "pimpinan",
        "pemilu",
        "2024",
        "tkd",
        "tkn",
        "timnas",
        "tpc",
        "tpd",
        "tpn",
        "daerah",
        "the",
        "party",
    ]
)
_TICKET_WORDS = frozenset(("paslon", "capres", "cawapres", "pasangan", "ticket", "pilpres", "paslonpres"))
_ANNOUNCING = frozenset(
    ["partai", "p", "dpc", "dpd", "dpw", "tkd", "tkn", "timnas", "paslon", "pasangan", "relawan", "tim"]
)
_JOINING = frozenset(("dan", "serta", "dengan", "vs", "versus", "and", "antara"))
_LONGEST_NAME = 6


@dataclass(slots=True)
class PartyWords:
    """What a party text was understood to say."""

    codes: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    elsewhere: list[int] = field(default_factory=list)


class PartyReader:
    """Reads party cells and finds the party a heading or a file name speaks of."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._city = reference.city_name
        self._elsewhere = reference.campaign.numbers_elsewhere
        self._by_number = {
            (organiser.kind, organiser.ballot_number): organiser.code
            for organiser in reference.organisers
            if organiser.ballot_number is not None
        }
        self._names: dict[str, str] = {}
        for organiser in reference.organisers:
            names = (
                organiser.code,
                organiser.short_name,
                organiser.full_name,
                *organiser.aliases,
                *(part for part in re.split(r"\s+-\s+", organiser.full_name) if organiser.kind == "ticket"),
            )
            for name in names:
                key = compact(name)
                # A name two organisers share names neither.
                self._names[key] = organiser.code if self._names.get(key, organiser.code) == organiser.code else ""
        self._short = {organiser.code: organiser.short_name for organiser in reference.organisers}

    def read(self, cell: Cell, *, tickets: bool = False) -> str | Held | None:
        """The one party of a cell; bare numbers are ballot numbers (of tickets when `tickets`)."""
        if is_nothing(cell) or isinstance(cell, CellError):
            return None
        text = show(cell)
        found = self.understand(text, tickets=tickets)
        if len(set(found.codes)) > 1 and self._is_numbered_ticket(found):
            return found.named[0]
        if len(set(found.codes)) > 1:
            if len(set(found.named)) == 1 and len(found.numbers) == 1:
                return Held(Message(_CONTRADICTS, {"party": self._short[found.named[0]], "number": found.numbers[0]}))
            return Held(Message(_SEVERAL, {"found": text}), Message(_ONE_EACH))
        if found.elsewhere:
            return Held(Message(_ELSEWHERE, {"number": found.elsewhere[0], "city": self._city}))
        if found.unknown or not found.codes:
            return Held(Message(UNKNOWN_PARTY, {"found": text}), self._suggestion(text))
        return found.codes[0]

    def read_with_number(self, name: Cell, number: Cell) -> str | Held | None:
        """The party of a name column and a ballot number column, which must agree."""
        by_name, by_number = self.read(name), self.read(number)
        if by_name is None or (by_number is None and not isinstance(by_name, Held)):
            return by_number if by_name is None else by_name
        if isinstance(by_name, Held) or by_number is None:
            return by_name
        if isinstance(by_number, Held) or by_number != by_name:
            kinds = {organiser.code: organiser for organiser in self._reference.organisers}
            ticket = kinds[by_name].kind == "ticket" and self.read(number, tickets=True) == by_name
            if not ticket:
                return Held(Message(_CONTRADICTS, {"party": self._short[by_name], "number": show(number)}))
        return by_name

    def read_list(self, cell: Cell) -> tuple[tuple[str, ...], Held | None]:
        """All parties a cell mentions, in order, and what was not understood in it."""
        if is_nothing(cell) or isinstance(cell, CellError):
            return (), None
        text = show(cell)
        found = self.understand(text)
        unknown = [word for word in found.unknown if word not in _JOINING]
        held = Held(Message(UNKNOWN_PARTY, {"found": text})) if unknown or found.elsewhere else None
        return tuple(dict.fromkeys(found.codes)), held

    def heading(self, text: str) -> str | None:
        """The party of a heading that says nothing else, None otherwise."""
        text = re.sub(r"^\s*(?:[ivxlc]+|[a-z]|\d+)\s*[.)]\s+", "", text, flags=re.I)
        found = self.understand(text)
        known = len(set(found.codes)) == 1 and not found.unknown and not found.elsewhere
        return found.codes[0] if known and (found.named or _TICKET_WORDS & set(words(text))) else None

    def named_in(self, text: str) -> set[str]:
        """The parties a title or a file name speaks of, among other words."""
        found = self.understand(text, loose=True)
        return set(found.codes)

    def understand(self, text: str, *, tickets: bool = False, loose: bool = False) -> PartyWords:
        """Cut a text into party names, ballot numbers and words nobody knows.

        `loose` (titles, file names): numbers only count after "paslon" or "nomor urut", unknown words are passed over.
        """
        found = PartyWords()
        sequence = words(text)
        at, ticket = 0, tickets
        announced = False
        while at < len(sequence):
            word = sequence[at]
            if word == "dapil":
                at += 2  # the number behind it is an electoral district, no ballot number
                continue
            size, code = self._name_at(sequence, at, loose=loose)
            if code:
                found.codes.append(code)
                found.named.append(code)
                # "Paslon 1 dan 2": the numbers that follow are tickets as well.
                ticket = tickets or word in _TICKET_WORDS
                at += size
                continue
            if word in _TICKET_WORDS:
                ticket = announced = True
            elif word.isdigit() and len(word) <= 2 and (not loose or announced):
                self._take_number(int(word), "ticket" if ticket else "party", found)
                announced = False
            elif word in ("urut", "nourut"):
                announced = True
            elif word not in _FILLERS and not loose and compact(self._reference.locality) != word:
                found.unknown.append(word)
            at += 1
        return found

    def _name_at(self, sequence: tuple[str, ...], at: int, *, loose: bool) -> tuple[int, str | None]:
        for size in range(min(_LONGEST_NAME, len(sequence) - at), 0, -1):
            joined = "".join(sequence[at : at + size])
            code = self._names.get(joined)
            # Two letters of running text ("PD") are no name, and everyday words only are behind "partai" or "TKD".
            if loose and (
                len(joined) < 3
                or (joined in self._reference.common_words and not (at and sequence[at - 1] in _ANNOUNCING))
            ):
                continue
            if code and not joined.isdigit():
                return size, code
        return 1, None

    def _take_number(self, number: int, kind: str, found: PartyWords) -> None:
        code = self._by_number.get((kind, number))
        if code:
            found.codes.append(code)
            found.numbers.append(number)
        elif kind == "party" and number in self._elsewhere:
            found.elsewhere.append(number)
        else:
            found.unknown.append(str(number))

    def _is_numbered_ticket(self, found: PartyWords) -> bool:
        """Whether a ticket's name stands beside its own number, as in "02 - Prabowo-Gibran"."""
        tickets = {self._by_number.get(("ticket", number)) for number in found.numbers}
        return not found.unknown and not found.elsewhere and len(set(found.named)) == 1 and tickets == set(found.named)

    def _suggestion(self, text: str) -> Message | None:
        near = process.extractOne(
            compact(text), [name for name in self._names if len(name) >= 5], scorer=Levenshtein.distance, score_cutoff=2
        )
        return Message(_MEANT, {"name": self._short[self._names[near[0]]]}) if near and self._names[near[0]] else None
