"""The ward of a row, from its own column, the text of its place or a heading; contradictions are held."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lib.intake.cells import Cell, CellError, is_nothing, one_line, show, words
from lib.intake.readings import Held
from lib.reference.gazetteer import Gazetteer, Mention
from lib.reference.vocabularies import Area, District
from lib.text import N_, Message

UNKNOWN_WARD = N_('{city} has no ward "{found}".')
_UNKNOWN_PLACE = N_('The heading above the row names a place that {city} does not have: "{found}".')
_OUTSIDE = N_('"{found}" is outside {city}.')
_OTHER_DISTRICT = N_("Ward {ward} is in district {right}, not in {wrong}.")
_TWO_WARDS = N_("The column says ward {one}, the place says ward {other}.")
_SEVERAL = N_("More than one ward is named ({names}); the ward stays empty.")
_UNKNOWN_DISTRICT = N_('{city} has no district "{found}".')
_TWO_DISTRICTS = N_("Two different districts are named: {one} and {other}.")
_HINT = N_("Correct the ward or the district, or leave out what lies outside.")


@dataclass(frozen=True, slots=True)
class PlaceCells:
    """The cells of one row that say where: columns of ward, district, city, and free texts of the place."""

    ward: Cell = None
    mixed: Cell = None
    district: Cell = None
    city: Cell = None
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """The ward found (None when none is named) and a warning that leaves it empty."""

    area_code: str | None = None
    warning: Held | None = None


class WardReader:
    """Finds the ward of a row in one city."""

    def __init__(self, gazetteer: Gazetteer, remember: Callable) -> None:
        self._gazetteer = gazetteer
        self._city = gazetteer.reference.city_name
        self._mention: Callable[[str], Mention] = remember(gazetteer.mention)
        self._column = remember(self._read_column)
        self._district = remember(gazetteer.district_by_name)

    def place(
        self, cells: PlaceCells, heading_area: str | None, heading_district: str | None, unknown_heading: str = ""
    ) -> Placed | Held:
        """The ward of one row, Held when it is unknown, outside the city or contradicts itself."""
        mentions = [self._mention(text) for text in cells.texts]
        column = self._column(show(cells.ward).strip()) if _says(cells.ward) else None
        if _says(cells.mixed):
            mentions.append(self._mixed(one_line(cells.mixed)))
        if isinstance(column, Held):
            return column
        if outside := self._outside(cells, mentions):
            return outside
        districts = self._districts(cells, mentions, column)
        if isinstance(districts, Held):
            return districts
        placed = self._decide(column, mentions, districts, heading_area, heading_district)
        if unknown_heading and isinstance(placed, Placed) and placed.area_code is None:
            return Held(Message(_UNKNOWN_PLACE, {"city": self._city, "found": unknown_heading}), Message(_HINT))
        return placed

    def tells(self, text: str) -> bool:
        """Whether a free text says anything of wards, districts or other cities."""
        return self._mention(text) != Mention()

    def _decide(
        self,
        column: Mention | None,
        mentions: list[Mention],
        districts: list[District],
        heading_area: str | None,
        heading_district: str | None,
    ) -> Placed | Held:
        in_texts = {area.code: area for mention in mentions for area in mention.areas}
        named = {area.code: area for area in column.areas} if column else {}
        if named and in_texts and not named.keys() & in_texts.keys():
            one, other = next(iter(named.values())), next(iter(in_texts.values()))
            return Held(Message(_TWO_WARDS, {"one": one.name, "other": other.name}), Message(_HINT))
        named = named or in_texts
        if len(named) > 1:
            return Placed(None, Held(Message(_SEVERAL, {"names": ", ".join(found.name for found in named.values())})))
        area = next(iter(named.values()), None)
        own = area is not None
        if area is None and heading_area:
            area = self._gazetteer.areas[heading_area]
        if area is None:
            return self._check_heading(districts, heading_district)
        wanted = {district.code for district in districts}
        if heading_district and (own or not wanted):
            wanted.add(heading_district)
        wrong = next((code for code in wanted if code != area.district_code), None)
        if wrong:
            known = self._gazetteer.districts
            return Held(
                Message(
                    _OTHER_DISTRICT,
                    {"ward": area.name, "right": known[area.district_code].name, "wrong": known[wrong].name},
                ),
                Message(_HINT),
            )
        return Placed(area.code)

    def _check_heading(self, districts: list[District], heading_district: str | None) -> Placed | Held:
        if heading_district and any(district.code != heading_district for district in districts):
            return Held(
                Message(
                    _TWO_DISTRICTS,
                    {"one": districts[0].name, "other": self._gazetteer.districts[heading_district].name},
                ),
                Message(_HINT),
            )
        return Placed()

    def _read_column(self, text: str) -> Mention | Held:
        """The wards (and district) a ward column's cell says; nothing in it may be unknown."""
        gazetteer = self._gazetteer
        lines, text = text, " ".join(text.split())
        if area := gazetteer.area_by_code(text) or gazetteer.area_by_name(text):
            return Mention((area,))
        parts = [part.strip() for part in re.split(r"[,;/&\n]|\bdan\b", text) if part.strip(" .")]
        listed = [
            gazetteer.area_by_name(re.sub(r"^(?:kel|kelurahan|ds|desa)\b\.?\s*", "", part, flags=re.I))
            for part in parts
        ]
        if len(parts) > 1 and all(listed):
            return Mention(tuple(dict.fromkeys(area for area in listed if area)))
        if several := self._side_by_side(lines):
            return Mention(several)
        mention = self._mention(text)
        if not mention.areas and not mention.districts and not mention.unknown:
            mention = self._mention(f"kel. {text}")
        if mention.outside:
            return Held(Message(_OUTSIDE, {"found": text, "city": self._city}), Message(_HINT))
        if mention.unknown or mention.unknown_districts or not (mention.areas or mention.districts):
            return Held(Message(UNKNOWN_WARD, {"city": self._city, "found": text}), Message(_HINT))
        return mention

    def _side_by_side(self, text: str) -> tuple[Area, ...]:
        """Two or more wards on lines of their own, beside a dash, or as two words; a district's name is none here."""
        whole = [part.strip(" .") for part in re.split(r"\n|\s[-–—]\s|\+", text) if part.strip(" .")]
        parts = whole if len(whole) > 1 else text.split() if text.count(" ") == 1 else []
        if any(map(self._district, parts)):
            return ()
        found = [self._gazetteer.area_by_name(re.sub(r"^(?:kel|kelurahan)\b\.?\s*", "", part, flags=re.I))
                 for part in parts]  # fmt: skip
        return tuple(dict.fromkeys(area for area in found if area)) if len(found) > 1 and all(found) else ()

    def _mixed(self, text: str) -> Mention:
        """A column that holds wards, districts or both: "Dinoyo / Lowokwaru", "Kec. Sukun"."""
        mention = self._mention(text)
        if mention.areas or mention.districts or mention.unknown or mention.outside:
            return mention
        parts = [part.strip() for part in re.split(r"[/,]", text) if part.strip()]
        if len(parts) == 1:
            area, district = self._gazetteer.area_by_name(text), self._district(text)
            if district:
                return Mention(districts=(district,))
            return Mention((area,)) if area else Mention(unknown=(text,))
        if len(parts) == 2:
            # Ward and district may stand either way round; the pair that fits each other is meant.
            pairs = [(self._gazetteer.area_by_name(one), self._district(other)) for one, other in (parts, parts[::-1])]
            whole = [(area, district) for area, district in pairs if area and district]
            fitting = [(area, district) for area, district in whole if area.district_code == district.code]
            for area, district in (*fitting, *whole):
                return Mention((area,), districts=(district,))
        return Mention(unknown=(text,))

    def _outside(self, cells: PlaceCells, mentions: list[Mention]) -> Held | None:
        if _says(cells.city):
            city = one_line(cells.city)
            named = [word for word in words(city) if word not in ("kota", "city")]
            if named != list(words(self._gazetteer.reference.locality)):
                return Held(Message(_OUTSIDE, {"found": city, "city": self._city}), Message(_HINT))
        for mention in mentions:
            if mention.outside:
                return Held(
                    Message(_OUTSIDE, {"found": ", ".join(mention.outside), "city": self._city}), Message(_HINT)
                )
            if mention.unknown:
                return Held(Message(UNKNOWN_WARD, {"city": self._city, "found": mention.unknown[0]}), Message(_HINT))
            if mention.unknown_districts:
                return Held(
                    Message(_UNKNOWN_DISTRICT, {"city": self._city, "found": mention.unknown_districts[0]}),
                    Message(_HINT),
                )
        return None

    def _districts(self, cells: PlaceCells, mentions: list[Mention], column: Mention | None) -> list[District] | Held:
        found: dict[str, District] = {}
        if _says(cells.district):
            text = one_line(cells.district)
            district = self._district(text)
            if district is None:
                return Held(Message(_UNKNOWN_DISTRICT, {"city": self._city, "found": text}), Message(_HINT))
            found[district.code] = district
        for mention in (*mentions, *filter(None, [column])):
            found.update({district.code: district for district in mention.districts})
        if len(found) > 1:
            one, other, *_rest = found.values()
            return Held(Message(_TWO_DISTRICTS, {"one": one.name, "other": other.name}), Message(_HINT))
        return list(found.values())


def _says(cell: Cell) -> bool:
    return not is_nothing(cell) and not isinstance(cell, CellError)
