"""The names people read for the store's codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from lib.store import Reader
from lib.text import N_, _, current

STATES = {
    "planned": N_("planned"), "moved": N_("moved"), "cancelled": N_("cancelled"), "held": N_("held"),
}
VERIFICATIONS = {
    "baru": N_("new"), "diperiksa": N_("being checked"), "terverifikasi": N_("verified"),
    "terkuatkan": N_("corroborated"), "dibantah": N_("refuted"), "arsip": N_("archived"),
}


@dataclass(frozen=True)
class Labels:
    """Code -> name, in the order people expect: ballot number, the pack's order, the alphabet."""

    organisers: Mapping[str, str]
    activities: Mapping[str, str]
    categories: Mapping[str, str]
    districts: Mapping[str, str]
    areas: Mapping[str, str]
    area_districts: Mapping[str, str]

    def organiser(self, code: str) -> str:
        """"14 Demokrat"; a code nobody knows stays as it is."""
        return self.organisers.get(code, code)

    def activity(self, code: str) -> str:
        """"Rapat umum"."""
        return self.activities.get(code, code)

    def category(self, code: str | None) -> str:
        """"Perusakan alat peraga"; a report without one says so."""
        return self.categories.get(code, code) if isinstance(code, str) and code else _("not categorised")

    def area(self, code: str | None) -> str:
        """"Kauman, Klojen"; a place whose ward is not known says so."""
        if not isinstance(code, str) or code not in self.areas:
            return _("ward not known")
        return f"{self.areas[code]}, {self.districts[self.area_districts[code]]}"


def load_labels(read: Reader) -> Labels:
    """Every label in the language in use."""
    language = "label_en" if current() == "en" else "label_id"
    organisers = read.rows("SELECT code, kind, ballot_number, short_name FROM organisers "
                           "ORDER BY kind, ballot_number, code")
    areas = read.rows("SELECT area_code, name, district_code FROM areas ORDER BY name")
    return Labels(
        organisers={row["code"]: row["short_name"] if row["kind"] == "ticket" or row["ballot_number"] is None
                    else f"{row['ballot_number']} {row['short_name']}" for row in organisers},
        activities={row["code"]: row[language] for row in read.rows("FROM activities ORDER BY position")},
        categories={row["code"]: row[language] for row in read.rows("FROM categories ORDER BY position")},
        districts={row["district_code"]: row["name"] for row in read.rows("FROM districts ORDER BY name")},
        areas={row["area_code"]: row["name"] for row in areas},
        area_districts={row["area_code"]: row["district_code"] for row in areas},
    )


def verification_name(code: str) -> str:
    """"terverifikasi"."""
    return _(VERIFICATIONS.get(code, code))


def state_name(code: str) -> str:
    """"direncanakan"."""
    return _(STATES.get(code, code))
