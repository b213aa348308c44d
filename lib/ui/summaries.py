"""Every summary that can be taken along: who may, how it is read from the store, and a sentence on what it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from lib.access.permissions import has_permission
from lib.access.roles import Permission, Role
from lib.export import catalogue
from lib.export.catalogue import DEFINITIONS
from lib.export.definitions import Definition
from lib.export.small_cells import mark_left_out
from lib.export.tables import Column, Table
from lib.intake.history import load_problems
from lib.reference.labels import Labels, load_labels
from lib.reports.listings import load_alike, load_reports, load_totals
from lib.risk.loading import load_scores
from lib.schedule.groups_stored import load_groups
from lib.schedule.groups_wordings import summarise_groups
from lib.schedule.load_stored import load_security
from lib.schedule.loading import count_events, count_schedule, load_areas, load_event_totals, load_schedule
from lib.schedule.notices.loading import load_notices
from lib.schedule.notices.wordings import summarise_notices
from lib.schedule.rules.loading import load_findings
from lib.schedule.rules.wordings import summarise_findings
from lib.schedule.wordings import summarise_clashes
from lib.store import Reader, Viewer
from lib.text import N_, _
from lib.ui.downloads import table_later
from lib.ui.filters import Words
from lib.ui.session import read_later

EVENT_TOTALS = Definition(
    N_("Activity totals"),
    (
        Column("day", N_("Day"), N_("Day the activities begin."), "day"),
        Column("district", N_("District"), N_("Name of the district.")),
        Column("activity", N_("Activity"), N_("Code of the campaign method, as the rules name it.")),
        Column("events", N_("Activities"), N_("Number of activities, the cancelled ones left out."), "integer"),
    ),
)


@dataclass(frozen=True)
class Days:
    """The days a summary may ask for: the chosen ones (`first` to `last`), the page's, the campaign's first."""

    first: date
    last: date
    as_of: date
    start: date


@dataclass(frozen=True)
class Summary:
    """One summary of the downloads page.

    load: called with a reader and the days named in `needs`; count: called so too, says how many rows that gives.
    except_role: a role to which the store shows no row.
    """

    name: str
    sentence: str
    permission: Permission
    load: Callable[..., pd.DataFrame]
    count: Callable[..., int]
    needs: tuple[str, ...] = ("first", "last")
    except_role: Role | None = None

    @property
    def title(self) -> str:
        """Its title, worded."""
        return title_of(self.name)

    def arguments(self, days: Days) -> tuple[date, ...]:
        """What `load` is called with behind the reader."""
        return tuple(getattr(days, need) for need in self.needs)


def title_of(name: str) -> str:
    """The title of a summary, worded; a name that is no summary's stays as it is."""
    definition = EVENT_TOTALS if name == "event_totals" else DEFINITIONS.get(name)
    return _(definition.title) if definition else name


def load_events(read: Reader, first: date, last: date) -> pd.DataFrame:
    """The events of the chosen days with the names of their wards."""
    return _with_ward_names(load_schedule(read, first, last).events, load_labels(read))


def load_clashes(read: Reader, first: date, last: date) -> pd.DataFrame:
    """The clashes of the chosen days, each with its reason in the reader's language; the ward is event A's."""
    labels = load_labels(read)
    clashes = summarise_clashes(load_schedule(read, first, last).clashes, labels)
    return _with_ward_names(clashes.rename(columns={"area_a": "area_code"}), labels)


def load_problems_table(read: Reader, first: date, last: date) -> pd.DataFrame:
    """The groups of clashes of the chosen days, each with state and owner; the ward is its gravest clash's."""
    labels = load_labels(read)
    return _with_ward_names(summarise_groups(load_groups(read, first, last), labels), labels)


def load_rule_findings(read: Reader, first: date, last: date) -> pd.DataFrame:
    """What each rule says of the events of the chosen days, each with its reason."""
    return _with_ward_names(summarise_findings(load_findings(read, first, last)), load_labels(read))


def load_due_notices(read: Reader, as_of: date, first: date, last: date) -> pd.DataFrame:
    """The notices that events of the chosen days still need; of days before the page's none is due any more."""
    notices = _due_notices(read, as_of, first, last)
    return _with_ward_names(summarise_notices(notices), load_labels(read))


def load_hours(read: Reader, first: date, last: date) -> pd.DataFrame:
    """The hours of the chosen days that have activities: officers needed against strength, by district."""
    load = load_security(read, first, last).load
    busy = load[load["events"] > 0].reset_index(drop=True)
    return busy.assign(district=busy["district_code"].map(load_labels(read).districts))


def load_risk(read: Reader, as_of: date, start: date) -> pd.DataFrame:
    """The wards' scores as of the day, with the names of their districts."""
    wards, labels = load_scores(read, as_of, start).wards, load_labels(read)
    return wards.assign(district=wards["district_code"].map(labels.districts))


def load_report_totals(read: Reader, first: date, last: date) -> pd.DataFrame:
    """Reports by district, week and category; hidden counts keep their mark."""
    totals = load_totals(read, first, last)
    return totals.assign(reports=mark_left_out(totals["reports"]))


def count_clashes(read: Reader, first: date, last: date) -> int:
    """How many rows ``load_clashes`` gives, without wording them."""
    return count_schedule(read, first, last).clashes


def count_groups(read: Reader, first: date, last: date) -> int:
    """How many rows ``load_problems_table`` gives."""
    return len(load_groups(read, first, last))


def count_findings(read: Reader, first: date, last: date) -> int:
    """How many rows ``load_rule_findings`` gives."""
    return len(load_findings(read, first, last))


def count_notices(read: Reader, as_of: date, first: date, last: date) -> int:
    """How many rows ``load_due_notices`` gives."""
    return len(_due_notices(read, as_of, first, last))


def count_hours(read: Reader, first: date, last: date) -> int:
    """How many rows ``load_hours`` gives."""
    return int((load_security(read, first, last).load["events"] > 0).sum())


def count_reports(read: Reader, as_of: date, first: date, last: date) -> int:
    """How many rows ``load_reports`` gives."""
    return int(load_alike(read, as_of, first, last)["reports"].sum())


def count_wards(read: Reader, as_of: date, start: date) -> int:
    """How many rows ``load_risk`` gives: every ward has one."""
    return len(load_areas(read))


def count_event_totals(read: Reader, first: date, last: date) -> int:
    """How many rows ``load_event_totals`` gives."""
    return len(load_event_totals(read, first, last))


def count_report_totals(read: Reader, first: date, last: date) -> int:
    """How many rows ``load_report_totals`` gives."""
    return len(load_totals(read, first, last))


def count_problems(read: Reader) -> int:
    """How many rows ``load_problems`` gives."""
    return len(load_problems(read))


SUMMARIES: Sequence[Summary] = (
    Summary("events", N_("Every planned activity: who, what, where and when, as planned on the day."),
            Permission.VIEW_SCHEDULE, load_events, count_events),
    Summary("clashes", N_("Activities too near each other in place and time, with the reason for each."),
            Permission.VIEW_SCHEDULE, load_clashes, count_clashes),
    Summary("groups", N_("High and critical clashes that hang together as one problem, with its state and owner."),
            Permission.VIEW_SCHEDULE, load_problems_table, count_groups),
    Summary("findings", N_("What each rule of the election says of each activity: passes, suspected, or cannot be "
                           "checked."),
            Permission.VIEW_SCHEDULE, load_rule_findings, count_findings),
    Summary("notices", N_("Activities whose notice to the police is not recorded yet, with its last day."),
            Permission.VIEW_SCHEDULE, load_due_notices, count_notices, needs=("as_of", "first", "last")),
    Summary("load", N_("Officers needed in each hour and district against the strength; hours without activities are "
                       "left out."),
            Permission.VIEW_RISK, load_hours, count_hours),
    Summary("reports", N_("What the wards have reported; alleged until it is verified."),
            Permission.VIEW_REPORTS, load_reports, count_reports, needs=("as_of", "first", "last")),
    Summary("risk_by_ward", N_("The wards by expected incidents, with how sure that is; not limited to the days."),
            Permission.VIEW_RISK, load_risk, count_wards, needs=("as_of", "start")),
    Summary("event_totals", N_("How many activities there are, by day, district and method."),
            Permission.VIEW_DOWNLOADS, load_event_totals, count_event_totals),
    Summary("report_totals", N_("How many reports there are, by week, district and category; small counts hidden."),
            Permission.VIEW_DOWNLOADS, load_report_totals, count_report_totals, except_role=Role.PARTY),
    Summary("refused_rows", N_("Rows of the uploaded files that could not be read as sent, with the reason; "
                               "not limited to the days."),
            Permission.VIEW_UPLOAD, load_problems, count_problems, needs=()),
)


def summaries_for(viewer: Viewer) -> list[Summary]:
    """What `viewer` may take along, in the order of the page."""
    return [summary for summary in SUMMARIES
            if has_permission(viewer, summary.permission) and summary.except_role != viewer.role]


def make_later(summary: Summary, days: Days, words: Sequence[Words]) -> Callable[[], Table]:
    """What reads and makes the Table of a summary on the click.

    `words` say the chosen days and go only to where the rows depend on them.
    """
    return table_later(
        read_later(summary.load, *summary.arguments(days)), partial(build_table, summary.name),
        tuple(words) if "first" in summary.needs else ())


def build_table(name: str, frame: pd.DataFrame, stamp: Mapping[str, Any]) -> Table:
    """The Table of the summary `name`."""
    if name == "event_totals":
        return Table(name, EVENT_TOTALS.title, EVENT_TOTALS.columns, frame, **stamp)
    return catalogue.table(name, frame, **stamp)


def _due_notices(read: Reader, as_of: date, first: date, last: date) -> pd.DataFrame:
    notices = load_notices(read, as_of)
    return notices[notices["starts"].dt.date.between(first, last)].reset_index(drop=True)


def _with_ward_names(frame: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    return frame.assign(
        ward=frame["area_code"].map(labels.areas),
        district=frame["area_code"].map(labels.area_districts).map(labels.districts))
