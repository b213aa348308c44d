"""What stands around a table: title, headings, sheet name, file name, and what they say about every row below."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from lib.intake.cells import fold, one_line
from lib.intake.values.activities import ActivityReader
from lib.intake.values.calendars import month_pattern, months, weekday_pattern
from lib.intake.values.parties import PartyReader
from lib.reference.gazetteer import Gazetteer, fold_name

_MONTH_ALONE = re.compile(rf"(?<![\d\-–])(?<!\d )(?<!\d\.)\b({month_pattern()})\b\.?\s*((?:19|20)\d{{2}})?", re.I)
_DAY_BEFORE = re.compile(r"\d{1,2}\s*[.\-/]?\s*$")
_REPORTER = re.compile(
    r"^\W*(?:disusun oleh|pelapor|nama pelapor|dilaporkan oleh|petugas(?: pelapor)?|reporter|pembuat laporan|penyusun|"
    r"dibuat oleh)\s*[:=]\s*(.+)$",
    re.I,
)
_DATE_LIKE = re.compile(
    rf"\W*(?:(?:hari|tanggal|tgl)\b\W*)*(?:(?:{weekday_pattern()})\b|\d{{1,2}}\s*[-/. ]\s*(?:\d|{month_pattern()}\b))",
    re.I,
)
_DAY_KEY = re.compile(r"^\W*(?:(?:hari|tanggal|tgl)\b\W*)+", re.I)
_DAY_TITLE = re.compile(r"^\W*hari\b\W*(?:tanggal|tgl)?\W*[:=]\s*(.+)$", re.I)
_PLACE_HEADING = re.compile(r"\W*(?:kelurahan|kel|kecamatan|kec|desa|ds)\b\W*[^\W\d]+(?:\s[^\W\d]+){0,2}\W*$", re.I)
_PARTY_HEADING = re.compile(r"\b(?:partai|parpol|paslon|dpc|dpd)\b", re.I)
_PARTY_FIRST = re.compile(r"\W*(?:[ivxlc\d]+[.)]\s*)?(?:partai|parpol|paslon)\b", re.I)
# The address in a letterhead is where the office sits, not where anything happens.
_ADDRESS = re.compile(
    r"\b(?:jl|jln|jalan|telp|tlp|telepon|fax|faks|email|e-mail|kode pos|alamat|sekretariat|website|www|hp|wa)\b|@|"
    r"\b\d{5}\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What every row of a table may take from around it; None and "" where nothing is said clearly.

    `several_parties`: a heading named more than one, so that none is taken from further out. `*_from_heading`: a
    heading inside the table named it. `day`: the text of a heading that is a date, for tables that write the day over
    its events. `unknown_place`: a heading that names a ward or a district nobody knows.
    """

    party: str | None = None
    several_parties: bool = False
    party_from_heading: bool = False
    activity_from_heading: bool = False
    place_from_heading: bool = False
    activity: str | None = None
    area_code: str | None = None
    district_code: str | None = None
    month: int | None = None
    year: int | None = None
    unknown_place: str = ""
    reporter: str = ""
    day: str | None = None
    legend: dict[str, str] = field(default_factory=dict)
    above: "Context | None" = field(default=None, compare=False)
    """What holds above the sections of parties, where a heading named one."""


def _place_of(context: Context) -> tuple[str | None, str | None, str]:
    return context.area_code, context.district_code, context.unknown_place


class ContextReader:
    """Reads headings with the readers of a file."""

    def __init__(self, gazetteer: Gazetteer, parties: PartyReader, activities: ActivityReader) -> None:
        self._gazetteer = gazetteer
        self._parties = parties
        self._activities = activities

    def around(
        self, *, file_name: str, sheet: str, titles: list[str], legend: dict[str, str], outer: Sequence[str] = ()
    ) -> Context:
        """The context of a table; nearer words win: sheet name before title before file name for the party.

        `titles` stand right above the table, `outer` above the first table of the sheet.
        """
        stem = re.sub(r"[_]+", " ", PurePath(file_name).stem)
        party, several = self._party([sheet], titles, outer, [stem])
        activity = self._activity(titles, outer) or self._activities.named_in(sheet) or self._activities.named_in(stem)
        area, district = self._place([titles, outer], sheet, stem)
        near, titles = titles, [*titles, *outer]
        unknown = next(
            (
                title
                for title in titles
                if area is None and _PLACE_HEADING.match(title) and self._gazetteer.mention(title).unknown
            ),
            "",
        )
        dated = near if any(_MONTH_ALONE.search(fold(title)) for title in near) else titles
        month, year = self._month(dated) or self._month([sheet]) or (None, None)
        reporter = next((one_line(match[1]) for title in titles if (match := _REPORTER.match(title))), "")
        return Context(
            party=party,
            several_parties=several,
            activity=activity,
            area_code=area,
            district_code=district,
            month=month,
            year=year,
            unknown_place=unknown,
            reporter=reporter,
            day=next((match[1] for title in titles if (match := _DAY_TITLE.match(title))), None),
            legend=legend,
        )

    def under_heading(self, text: str, context: Context) -> Context:
        """The context below a heading inside the table.

        A heading that is not understood ends what an earlier heading said: the rows below may be another party's,
        another day's or another ward's. The section of another party starts anew from what stands above the sections.
        """
        below = self._below(text, context)
        is_known = below.party is not None and below.party_from_heading
        if is_known and (below.party, True) != (context.party, context.party_from_heading):
            above = context.above or context
            return replace(above, party=below.party, party_from_heading=True, several_parties=False, above=above)
        return replace(below, above=self._told_above(text, context.above)) if context.above else below

    def _told_above(self, text: str, above: Context) -> Context:
        """What holds above the sections of parties after a heading in one of them: a new day, if one was told there."""
        below = self._below(text, above)
        is_told_there = (
            (above.day is not None and below.day != above.day)
            or ((above.place_from_heading or above.unknown_place) and _place_of(below) != _place_of(above))
            or (above.activity_from_heading and below.activity != above.activity)
        )
        return below if is_told_there else above

    def _below(self, text: str, context: Context) -> Context:
        if _DATE_LIKE.match(text):
            return replace(context, day=_DAY_KEY.sub("", text))
        party = self._parties.heading(re.sub(r"^\W*(?:partai|parpol|paslon|peserta)\s*:\s*", "", text, flags=re.I))
        if party:
            return replace(context, party=party, party_from_heading=True, several_parties=False)
        mention = self._gazetteer.mention(text)
        if len(mention.areas) == 1 and len(text.split()) <= 6:
            area = mention.areas[0]
            return replace(
                context,
                area_code=area.code,
                district_code=area.district_code,
                unknown_place="",
                place_from_heading=True,
            )
        if len(mention.districts) == 1 and not mention.areas and len(text.split()) <= 5:
            code = mention.districts[0].code
            return replace(context, area_code=None, district_code=code, unknown_place="", place_from_heading=True)
        if _PLACE_HEADING.match(text):
            return replace(context, area_code=None, district_code=None, unknown_place=text)
        bare = re.sub(r"^\W*(?:metode|bentuk(?: kampanye)?|[a-z\d]{1,3}[.)])\s*:?\s*", "", text, flags=re.I)
        activity = self._activities.named_in(bare)
        if activity and len(bare.split()) <= 5:
            return replace(context, activity=activity, activity_from_heading=True)
        return self._under_unknown(text, context)

    def under_doubtful(self, text: str, context: Context) -> Context:
        """The context below a heading that is hidden or struck through: what it tells is not known, nor as before."""
        below = self.under_heading(text, context)
        if below.party != context.party:
            below = replace(below, party=None, party_from_heading=True, several_parties=False)
        if below.activity != context.activity:
            below = replace(below, activity=None)
        if below.day != context.day:
            below = replace(below, day=None)
        if _place_of(below) != _place_of(context):
            below = replace(below, area_code=None, district_code=None, unknown_place=text)
        return below

    def told_by_heading(self, text: str, context: Context) -> set[str]:
        """What a heading tells of the rows below it: "party", "date", "activity" or "place"; nothing if it is none."""
        below = self.under_heading(text, context)
        if below == context:
            return set()
        told = {"date"} if below.day != context.day else set()
        if below.activity_from_heading and not context.activity_from_heading:
            told.add("activity")
        # An unknown party is told by its first word only: "Ketua DPC" is no party.
        if below.party_from_heading and not context.party_from_heading and (below.party or _PARTY_FIRST.match(text)):
            told.add("party")
        return told or {"place"}

    @staticmethod
    def _under_unknown(text: str, context: Context) -> Context:
        if context.party_from_heading or _PARTY_HEADING.search(text):
            context = replace(context, party=None, party_from_heading=True, several_parties=False)
        if context.activity_from_heading:
            context = replace(context, activity=None)
        if context.place_from_heading:
            context = replace(context, area_code=None, district_code=None)
        return context

    def _party(self, *levels: Iterable[str]) -> tuple[str | None, bool]:
        for texts in levels:
            found = set().union(*(self._parties.named_in(text) for text in texts))
            if len(found) == 1:
                return found.pop(), False
            if found:
                return None, True
        return None, False

    def _activity(self, *levels: Iterable[str]) -> str | None:
        for titles in levels:
            found = {code for title in titles for code in self._activities.inside(title)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def _place(self, levels: list[Sequence[str]], sheet: str, stem: str) -> tuple[str | None, str | None]:
        areas: set[str] = set()
        districts: set[str] = set()
        for titles in levels:
            mentions = [self._gazetteer.mention(title) for title in titles if not _ADDRESS.search(title)]
            areas = {area.code for mention in mentions for area in mention.areas}
            districts = {district.code for mention in mentions for district in mention.districts}
            if areas or districts:
                break
        for text in (sheet, stem):
            if areas:
                break
            mention = self._gazetteer.mention(text)
            areas = {area.code for area in mention.areas}
            districts |= {district.code for district in mention.districts}
        if not areas and not districts:
            areas, districts = self._bare_place(sheet)
        area = areas.pop() if len(areas) == 1 else None
        return area, districts.pop() if len(districts) == 1 else None

    def _bare_place(self, sheet: str) -> tuple[set[str], set[str]]:
        """A sheet named after a ward or a district; a name of both means the district."""
        key = fold_name(sheet)
        districts = {code for code, district in self._gazetteer.districts.items() if fold_name(district.name) == key}
        areas = (
            set()
            if districts
            else {code for code, area in self._gazetteer.areas.items() if fold_name(area.name) == key}
        )
        return areas, districts

    @staticmethod
    def _month(texts: list[str]) -> tuple[int, int | None] | None:
        """The one month a title speaks of; months that belong to a full date do not count."""
        found: dict[tuple[int, int | None], None] = {}
        for text in map(fold, texts):
            for match in _MONTH_ALONE.finditer(text):
                if not _DAY_BEFORE.search(text[: match.start()]):
                    found[months()[match[1].casefold()], int(match[2]) if match[2] else None] = None
        if len({month for month, _year in found}) != 1:
            return None
        years = {year for _month, year in found if year}
        month = next(iter(found))[0]
        return (month, years.pop() if len(years) == 1 else None) if len(years) <= 1 else None
