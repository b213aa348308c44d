"""The rules of notices: lead times, what the letter must state, when the receipt is issued, which police office."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lib.errors import CannotRun
from lib.schedule.rules.checks_of_notices import WORKING_DAYS
from lib.schedule.rules.kinds import read_rules
from lib.schedule.rules.rule import Rule
from lib.text import N_, Message

ADDRESSEES = {
    "polsek": N_("sector police (Polsek)"), "polres": N_("city or regency police (Polres)"),
    "polda": N_("provincial police (Polda)"), "mabes": N_("national police headquarters (Mabes Polri)"),
}
"""The police offices a notice may go to."""

_LEADS = ("lead_time_working_days", "permit_working_days")
_CONVOY = "pawai"


@dataclass(frozen=True)
class NoticeRules:
    """What an election asks of notices.

    leads, letters: rules of lead times and of the letter's fields. issue_days: how many days before the event the
    receipt comes (None: not told), working days unless `issue_every_day`. offices: the office by level of the team
    (None: by area, one district's own or the city's).
    """

    leads: tuple[Rule, ...] = ()
    letters: tuple[Rule, ...] = ()
    issue_days: int | None = None
    issue_every_day: bool = False
    offices: Mapping[str, str] | None = None

    def find_office(self, *, level: str, district_code: str | None, activity: str,
                    route: str | None) -> tuple[str | None, str | None]:
        """The office an event's notice goes to, or None and the name of the field that would tell.

        By area a convoy or a told route may leave the district: without its districts the office is not known.
        """
        if self.offices is not None:
            return self.offices.get(level), None
        if level == "provinsi":
            return "polda", None
        if level == "nasional":
            return "mabes", None
        if district_code is None:
            return None, "area_code"
        if activity == _CONVOY or route:
            return None, "route"
        return "polsek", None


def read_notice_rules(rows: Iterable[Mapping[str, Any]]) -> NoticeRules:
    """The rules of notices in a pack's `rules.csv`.

    Raises CannotRun for a row whose value cannot be used, as ``read_rules`` does.
    """
    rows = [row for row in rows if row["category"] == "notification"]
    rules = read_rules(rows)
    issue_days, every_day, offices = None, False, None
    for row in rows:
        if row["param"] == "issue_days_before":
            if not (row["value"] or "").isdecimal():
                raise _refuse(row)
            issue_days, every_day = int(row["value"]), row["unit"] != WORKING_DAYS
        if row["param"] == "police_level_by_level":
            offices = _read_offices(row)
    return NoticeRules(
        tuple(rule for rule in rules if rule.param in _LEADS),
        tuple(rule for rule in rules if rule.param == "required_fields"), issue_days, every_day, offices)


def _read_offices(row: Mapping[str, Any]) -> dict[str, str]:
    """"kabupaten_kota:polres|provinsi:polda"."""
    pairs = [part.partition(":") for part in (row["value"] or "").split("|")]
    offices = {level.strip(): office.strip() for level, _, office in pairs}
    if not set(offices.values()) <= ADDRESSEES.keys():
        raise _refuse(row)
    return offices


def _refuse(row: Mapping[str, Any]) -> CannotRun:
    return CannotRun(Message(N_("Rule {rule}, column {column}: {value} cannot be used."), {
        "rule": row["rule_id"], "column": "value", "value": f"'{row['value'] or ''}'"}))
