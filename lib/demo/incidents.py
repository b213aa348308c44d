"""What the wards of the demonstration city notice: planted incidents and invented ones, each told by one sender."""

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from lib.demo.events import Day
from lib.demo.scenarios import Scenario, Ward

# Banners wait for the monthly ward sheet; what may grow into trouble goes by the weekly recap.
SOURCES_OF_NUISANCE = {"fkdm": 74, "recap": 12, "polsek": 2, "bawaslu": 8, "citizens": 4}
SOURCES = {"fkdm": 16, "recap": 54, "polsek": 11, "bawaslu": 6, "citizens": 13}
WITH_PARTIES = ("recap", "polsek", "bawaslu", "citizens")  # senders whose layouts have a party column
GRAVE = ("kekerasan", "intimidasi", "ujaran_kebencian")  # no invented report ties a party to these
REPORTERS = {
    "recap": ("Linmas {ward}", "Ketua RW, {ward}", "Babinsa {ward}", "Bhabinkamtibmas {ward}"),
    "polsek": ("Bhabinkamtibmas {ward}", "Warga", "Anggota Polsek", "Unit Intelkam"),
    "bawaslu": ("Panwaslu Kelurahan {ward}", "Temuan pengawas", "Warga"),
}
LETTERS = "ABDEFHIKLMNRSTW"
ASPECTS = {"politik": "Politik", "ekonomi": "Ekonomi", "sosial_budaya": "Sosial Budaya", "hankam": "Hankam"}


@dataclass(frozen=True)
class Sending:
    """One report file to be: who sends it, which days (and which district) it covers, and when it comes."""

    source: str
    style: str
    district: str
    file: str
    sender: str
    first: date
    last: date
    received: date

    def covers(self, day: date, ward: Ward) -> bool:
        """Whether an incident of this day and ward would stand in this file."""
        return self.first <= day <= self.last and self.district in {"", ward.district}


@dataclass(frozen=True)
class Incident:
    """Something noticed; `slips` are the sender's mistakes by field, `verdict` what a careful reader does with them."""

    when: date
    hour: time | None
    ward: Ward
    place: str
    category: str
    athg: str
    aspect: str
    severity: int
    text: str
    file: str
    reporter: str = ""
    grade: str = ""
    parties: tuple[str, ...] = ()
    other_words: str = ""
    planted: bool = False
    slips: dict[str, Any] = field(default_factory=dict)
    verdict: str = ""
    slip_field: str = ""

    @property
    def day(self) -> Day | None:
        """The day as written; None where the sender left it out."""
        return self.slips["day"] if "day" in self.slips else Day(self.when.year, self.when.month, self.when.day)

    @property
    def order(self) -> tuple[date, time, str]:
        """How a sender sorts its lines."""
        return self.when, self.hour or time(0), self.text


def list_sendings(scenario: Scenario) -> list[Sending]:
    """The report files of the scenario, in the order of its table."""
    return [
        Sending(
            row["source"],
            row["style"],
            row["district"],
            row["file"],
            row["sender"],
            date.fromisoformat(row["first_day"]),
            date.fromisoformat(row["last_day"]),
            date.fromisoformat(row["received"]),
        )
        for row in scenario.table("report_senders")
    ]


def notice_incidents(scenario: Scenario, sendings: list[Sending]) -> list[Incident]:
    """All incidents, sorted; silent wards have none."""
    dice = scenario.dice("incidents")
    incidents = [_plant(scenario, dice, row, sendings) for row in scenario.table("planted_reports")]
    for ward in scenario.wards.values():
        tier = _tier(scenario, ward)
        for _ in range(dice.randint(tier["least"], tier["most"])):
            incidents.append(_invent(scenario, dice, ward, tier, sendings, incidents))
    incidents += _witness_again(scenario, dice, incidents, sendings)
    return _mention_parties(scenario, dice, sorted(incidents, key=lambda incident: (*incident.order, incident.file)))


def _tier(scenario: Scenario, ward: Ward) -> dict[str, float]:
    """How many reports a ward of its kind sends, least and most, and the share of mere nuisances among them."""
    settings = scenario.settings
    if ward.code in settings["silent_areas"]:
        return {"least": 0, "most": 0, "nuisance": 0}
    tier = "busy" if ward.code in settings["busy_areas"] else "quiet"
    return settings["reports"]["middling" if ward.code in settings["middling_areas"] else tier]


def _find(sendings: list[Sending], source: str, day: date, ward: Ward) -> Sending | None:
    return next((some for some in sendings if some.source == source and some.covers(day, ward)), None)


def _tell(dice: random.Random, sending: Sending, ward: Ward) -> dict[str, str]:
    """Who of this sender tells it, and how the sender grades source and information."""
    if sending.source == "fkdm":
        grade = dice.choice(("B2", "B2", "B3", "C2", "C3")) if sending.style in {"grouped", "weekdays"} else ""
        return {"file": sending.file, "reporter": f"Ketua FKDM {ward.name}", "grade": grade}
    grade = dice.choice(("A1", "A2", "B2", "B3", "C3", "C4", "D4")) if sending.source == "polsek" else ""
    if sending.source == "citizens":
        reporter = f"{dice.choice(LETTERS)}.{dice.choice(LETTERS)}." if dice.random() < 0.8 else ""
    else:
        reporter = dice.choice(REPORTERS[sending.source]).format(ward=ward.name)
    return {"file": sending.file, "reporter": reporter, "grade": grade}


def _plant(scenario: Scenario, dice: random.Random, row: dict[str, str], sendings: list[Sending]) -> Incident:
    day, ward = date.fromisoformat(row["day"]), scenario.wards[row["area_code"]]
    return Incident(
        when=day,
        hour=time.fromisoformat(row["hour"]) if row["hour"] else None,
        ward=ward,
        place=row["place"],
        category=row["category"],
        athg=row["athg"],
        aspect=row["field"],
        severity=int(row["severity"]),
        text=row["description"],
        planted=True,
        **_tell(dice, _find(sendings, row["source"], day, ward), ward),
    )


def _invent(
    scenario: Scenario,
    dice: random.Random,
    ward: Ward,
    tier: dict[str, float],
    sendings: list[Sending],
    others: list[Incident],
) -> Incident:
    is_nuisance = dice.random() < tier["nuisance"]
    weights = {
        code: weight
        for code, weight in scenario.settings["categories"].items()
        if (code in scenario.nuisances) == is_nuisance
    }
    category = dice.choices(list(weights), list(weights.values()))[0]
    phrase = dice.choice([row for row in scenario.table("incident_phrases") if row["category"] == category])
    sources = SOURCES_OF_NUISANCE if is_nuisance else SOURCES
    sending = None
    while sending is None:
        day = _draw_day(scenario, dice)
        apart = 1 if is_nuisance else 2  # banners are reported day after day
        alike = [o for o in others if o.ward == ward and o.category == category and abs((o.when - day).days) < apart]
        source = dice.choices(list(sources), list(sources.values()))[0]
        sending = None if alike else _find(sendings, source, day, ward)
    words = {"street": dice.choice(ward.streets), "rw": f"{dice.randint(1, 12):02d}"}
    evening = dice.random() < 0.55
    hour = time(dice.randint(17, 22) if evening else dice.randint(6, 16), dice.choice((0, 0, 15, 30, 45)))
    return Incident(
        when=day,
        hour=hour if dice.random() < 0.6 else None,
        ward=ward,
        place=words["street"] if "{street}" in phrase["text"] else f"RW {words['rw']}",
        category=category,
        athg=phrase["athg"],
        aspect=phrase["field"],
        severity=int(dice.choice(phrase["severity"].split("|"))),
        text=phrase["text"].format(**words),
        other_words=phrase["other_words"].format(**words),
        **_tell(dice, sending, ward),
    )


def _draw_day(scenario: Scenario, dice: random.Random) -> date:
    """A day of the reporting period: weekends see more, the last days less, so that what heats up stands out."""
    lull = date.fromisoformat(scenario.settings["reports"]["lull_from"])
    first = date.fromisoformat(scenario.settings["reports"]["first_day"])
    last = date.fromisoformat(scenario.settings["reports"]["last_day"])
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    weekly = [1.4 if day.weekday() >= 5 else 1.0 for day in days]
    slower = [scenario.settings["reports"]["lull"] if day >= lull else 1.0 for day in days]
    weights = [busy * slow for busy, slow in zip(weekly, slower, strict=True)]
    return dice.choices(days, weights)[0]


def _witness_again(
    scenario: Scenario, dice: random.Random, incidents: list[Incident], sendings: list[Sending]
) -> list[Incident]:
    """Some incidents are told again, in other words, by the police or a citizen: duplicates for a person to merge."""
    told = [some for some in incidents if "FKDM" in some.file and some.other_words and some.category != "lainnya"]
    again = []
    for one in dice.sample(told, scenario.settings["reports"]["second_witnesses"]):
        sending = _find(sendings, dice.choice(("polsek", "citizens")), one.when, one.ward)
        if sending:
            later = (datetime.combine(one.when, one.hour) + timedelta(minutes=15)).time() if one.hour else None
            again.append(replace(one, hour=later, text=one.other_words, **_tell(dice, sending, one.ward)))
    return again


def _mention_parties(scenario: Scenario, dice: random.Random, incidents: list[Incident]) -> list[Incident]:
    """A party stands in a few mild reports only, and every party in equally many (plus or minus one)."""
    parties = [organiser.code for organiser in scenario.organisers.values() if organiser.kind == "party"]
    dice.shuffle(parties)
    sources = {some.file: some.source for some in list_sendings(scenario)}
    share = scenario.settings["reports"]["mentions_of_parties"] / 0.5  # about half of the reports can name one
    turn, named = 0, []
    for one in incidents:
        mild = one.category not in GRAVE and not one.planted
        if sources[one.file] in WITH_PARTIES and mild and dice.random() < share:
            one = replace(one, parties=(parties[turn % len(parties)],))
            turn += 1
        named.append(one)
    return named
