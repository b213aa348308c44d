"""The summary tables that can be downloaded: their columns, and what each column means."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.export.definitions import (
    ACTIVITY,
    AREA,
    DISTRICT,
    DISTRICT_CODE,
    EVENT_ID,
    ORGANISER,
    VENUE,
    WARD,
    Definition,
)
from lib.export.schedule_definitions import (
    CLASH_CHANGES,
    EVENT_CHANGES,
    FINDINGS,
    GROUPS,
    LOAD,
    NOTICES,
    TO_BE_TOLD,
)
from lib.export.tables import Column, Table
from lib.text import N_

EVENTS = Definition(
    N_("Campaign schedule"),
    (
        EVENT_ID,
        Column("version", N_("Version"), N_("Counts the changes of the event, from 1."), "integer"),
        Column("state", N_("State"), N_("planned, moved, cancelled or held.")),
        ORGANISER,
        ACTIVITY,
        Column("title", N_("Event"), N_("Name of the event.")),
        Column("starts", N_("Starts"), N_("Day and hour the event starts, local time."), "moment"),
        Column("ends", N_("Ends"), N_("Day and hour the event ends, local time; empty when not told."), "moment"),
        VENUE,
        Column("venue_id", N_("Venue code"), N_("The venue in the office's list; empty when it is not there.")),
        AREA,
        Column("lat", N_("Latitude"), N_("Degrees, WGS 84; empty when the place is not known."), "decimal"),
        Column("lon", N_("Longitude"), N_("Degrees, WGS 84; empty when the place is not known."), "decimal"),
        Column(
            "position_is_estimate", N_("Position is an estimate"),
            N_("Yes when only the ward is known and its reference point is used."), "flag",
        ),
        Column("attendance", N_("Attendance"), N_("People expected, as the organiser told."), "integer"),
        Column("crowd_is_large", N_("Large crowd"), N_("Yes from 1000 people expected."), "flag"),
        Column("vehicles", N_("Vehicles"), N_("Motor vehicles expected, as the organiser told."), "integer"),
        Column("route", N_("Route"), N_("Route of a convoy or of the arrival, as its sender wrote it.")),
        Column("speakers", N_("Speakers"), N_("Speakers announced."), "list"),
        Column("gathering_point", N_("Gathering point"), N_("Where the crowd meets before, as its sender wrote it.")),
        Column("link", N_("Online link"), N_("Address of the meeting, if it is held online.")),
        Column(
            "place_permission", N_("Permission of the place"),
            N_("Whether who is in charge of the place permits it; empty when it is not known."), "flag",
        ),
        Column("notified", N_("Notice date"), N_("Day the written notice was given to the police."), "day"),
        Column("permit_no", N_("Notice number"), N_("Number of the police receipt for the notice (STTP).")),
        Column("permit_date", N_("Receipt date"), N_("Day of the police receipt for the notice (STTP)."), "day"),
        Column("contact", N_("Contact"), N_("Person responsible, as the organiser told.")),
        Column("joint_key", N_("Joint event"), N_("Equal in events that are held together.")),
    ),
    (WARD, DISTRICT),
)

CLASHES = Definition(
    N_("Possible clashes"),
    (
        Column("clash_key", N_("Clash key"), N_("Stays the same when clashes are computed again.")),
        Column("event_a", N_("Event A"), N_("Number of the first event.")),
        Column(
            "event_b", N_("Event B"),
            N_("Number of the second event; empty when it clashes with a day or a place."),
        ),
        Column("kind", N_("Kind"), N_("Code of the kind of clash.")),
        Column("level", N_("Level"), N_("2 low, 3 medium, 4 high, 5 critical."), "integer"),
        Column("starts", N_("Starts"), N_("When the clash begins, local time."), "moment"),
        Column("ends", N_("Ends"), N_("When the clash ends, local time."), "moment"),
        Column("overlap_minutes", N_("Overlap (minutes)"), N_("Minutes both events last at once."), "integer"),
        Column(
            "gap_minutes", N_("Gap (minutes)"),
            N_("Minutes between the events when they do not overlap."), "integer",
        ),
        Column("distance_m", N_("Distance (m)"), N_("Metres between the two places."), "decimal"),
        Column(
            "is_estimate", N_("Is an estimate"),
            N_("Yes when an hour or a position behind it is an estimate."), "flag",
        ),
        Column("day", N_("Day"), N_("Day of the clash."), "day"),
        Column("organiser_a", N_("Organiser A"), N_("Code of the organiser of the first event.")),
        Column("organiser_b", N_("Organiser B"), N_("Code of the organiser of the second event.")),
        VENUE,
        Column("reason", N_("Reason"), N_("Why the two are shown together, in one sentence.")),
    ),
    (AREA, WARD, DISTRICT),
)

REFUSED_ROWS = Definition(
    N_("Refused rows"),
    (
        Column("file", N_("File"), N_("Name of the file sent.")),
        Column("sheet", N_("Sheet"), N_("Sheet of the workbook; empty for a text file.")),
        Column("row", N_("Row"), N_("Row number as the spreadsheet program shows it."), "integer"),
        Column("field", N_("Field"), N_("What was to be read.")),
        Column(
            "level", N_("Level"),
            N_("error: the row is not stored; warning: the field stays empty; note: for information."),
        ),
        Column("found", N_("Text found"), N_("The cell as it was sent.")),
        Column("reason", N_("Problem"), N_("What is wrong with it.")),
        Column("hint", N_("Advice"), N_("What to do about it.")),
    ),
)

REPORTS = Definition(
    N_("Reports from the wards"),
    (
        Column("report_id", N_("Report number"), N_("Stays the same as long as the report is kept.")),
        Column("occurred", N_("Occurred"), N_("Day and hour of what was noticed, local time."), "moment"),
        Column(
            "occurred_has_time", N_("Hour is known"),
            N_("No when only the day was told; the hour then reads 00:00."), "flag",
        ),
        Column("received", N_("Received"), N_("Day the report came in."), "day"),
        AREA,
        Column("place", N_("Place"), N_("Place as the reporter wrote it; empty when your role does not see it.")),
        Column("category", N_("Category"), N_("Code of what is alleged or noticed; no verdict.")),
        Column("athg", N_("Threat class"), N_("Threat, challenge, obstacle or disturbance (ATHG).")),
        Column(
            "aspect", N_("Aspect of life"),
            N_("Ideology, politics, economy, social and cultural life, or defence and security."),
        ),
        Column("severity", N_("Severity"), N_("1 very low to 5 very high."), "integer"),
        Column("source_grade", N_("Source grade"), N_("Reliability of the source A to F and credibility 1 to 6.")),
        Column(
            "parties", N_("Organisers named"),
            N_("Codes of the parties and tickets that the report names."), "list",
        ),
        Column("description", N_("Description"), N_("What was noticed, in the reporter's words.")),
        Column("reporter", N_("Reporter"), N_("Who sent it; empty when your role does not see it.")),
        Column("verification", N_("Verification"), N_("Code of the state of checking.")),
    ),
    (WARD, DISTRICT),
)

RISK_BY_WARD = Definition(
    N_("Risk by ward"),
    (
        AREA,
        Column("name", N_("Ward"), N_("Name of the ward.")),
        DISTRICT_CODE,
        Column(
            "state", N_("State"),
            N_("ada_data: somebody reports from the ward; belum_ada_data: no report is not safe."),
        ),
        Column("reports", N_("Reports"), N_("Number of reports counted."), "integer"),
        Column("refuted", N_("Refuted"), N_("Reports among them that were refuted."), "integer"),
        Column("unknown_severity", N_("Severity not told"), N_("Reports among them without a severity."), "integer"),
        Column(
            "nuisance", N_("Nuisance"),
            N_("Reports of mere nuisance, such as banners; not in the score."), "integer",
        ),
        Column("days", N_("Days"), N_("Days since the start of the campaign."), "integer"),
        Column(
            "covered_days", N_("Days reported on"),
            N_("Days on which somebody reported, also that nothing happened."), "integer",
        ),
        Column("last_covered", N_("Last reported on"), N_("Last day on which somebody reported."), "day"),
        Column("silent_days", N_("Silent days"), N_("Days since then."), "integer"),
        Column(
            "exposure", N_("Exposure (days)"),
            N_("Days listened to, less what late reports have yet to tell."), "decimal",
        ),
        Column("incidents", N_("Incidents"), N_("Reports weighted by how sure they are."), "decimal"),
        Column("expected", N_("Expected in 7 days"), N_("Incidents expected in the coming 7 days."), "decimal"),
        Column(
            "chance", N_("Probability of any"),
            N_("Probability of at least one incident in 7 days, 0 to 1."), "decimal",
        ),
        Column("likelihood_class", N_("Likelihood class"), N_("1 to 5, by the probability."), "integer"),
        Column("impact", N_("Impact"), N_("Mean weight of the severity, 1 to 16."), "decimal"),
        Column("impact_class", N_("Impact class"), N_("1 to 5, by the impact."), "integer"),
        Column("score", N_("Score"), N_("Expected incidents times impact."), "decimal"),
        Column("score_low", N_("Score, low end (80%)"), N_("Lower end of the 80% interval of the score."), "decimal"),
        Column("score_high", N_("Score, high end (80%)"), N_("Upper end of the 80% interval of the score."), "decimal"),
        Column("index", N_("Index"), N_("The score on a scale from 0 to 100."), "decimal"),
        Column("rank", N_("Rank"), N_("1 is the highest risk."), "integer"),
        Column("rank_low", N_("Rank, low end (80%)"), N_("Lower end of the 80% interval of the rank."), "integer"),
        Column("rank_high", N_("Rank, high end (80%)"), N_("Upper end of the 80% interval of the rank."), "integer"),
        Column(
            "chance_top", N_("Probability of top fifth"),
            N_("Probability of being among the fifth at most risk, 0 to 1."), "decimal",
        ),
        Column(
            "data_weight", N_("Weight of own data"),
            N_("Share of the estimate that comes from the ward itself, 0 to 1."), "decimal",
        ),
        Column("strength", N_("Strength of evidence"), N_("lemah, sedang or kuat (weak, medium, strong).")),
    ),
    (DISTRICT,),
)

REPORT_TOTALS = Definition(
    N_("Report totals"),
    (
        DISTRICT_CODE,
        DISTRICT,
        Column("week", N_("Week"), N_("Monday of the week."), "day"),
        Column("category", N_("Category"), N_("Code of what is alleged or noticed; no verdict.")),
        Column("reports", N_("Reports"), N_("Number of reports counted."), "integer"),
    ),
)

COMPLETENESS = Definition(
    N_("Completeness of reporting by ward"),
    (
        AREA,
        WARD,
        DISTRICT,
        Column("week", N_("Week"), N_("Monday of the week."), "day"),
        Column("state", N_("State"), N_("on_time, late, partly, silent or never (no report ever).")),
        Column("days_expected", N_("Days due"), N_("Days of the week that had come."), "integer"),
        Column(
            "days_covered", N_("Days reported on"),
            N_("Days on which somebody reported, also that nothing happened."), "integer",
        ),
        Column("days_late", N_("Days heard of late"), N_("Days first heard of after more than two days."), "integer"),
        Column("reports", N_("Reports"), N_("Number of reports counted."), "integer"),
        Column("on_time", N_("Reports in time"), N_("Reports received within two days."), "integer"),
        Column("late", N_("Late reports"), N_("Reports received later than that."), "integer"),
        Column("last_report", N_("Last reported on"), N_("Last day on which somebody reported."), "day"),
    ),
)

DEFINITIONS: Mapping[str, Definition] = {
    "events": EVENTS,
    "clashes": CLASHES,
    "groups": GROUPS,
    "findings": FINDINGS,
    "notices": NOTICES,
    "load": LOAD,
    "event_changes": EVENT_CHANGES,
    "clash_changes": CLASH_CHANGES,
    "to_be_told": TO_BE_TOLD,
    "refused_rows": REFUSED_ROWS,
    "reports": REPORTS,
    "risk_by_ward": RISK_BY_WARD,
    "report_totals": REPORT_TOTALS,
    "completeness": COMPLETENESS,
}


def table(name: str, frame: pd.DataFrame, **context: Any) -> Table:
    """The Table `name` with the rows of `frame`, holding the columns its definition knows and no other.

    context: as_of, made_at, data_version, viewer_name, viewer_role and optionally filters (see Table).
    Raises KeyError for an unknown name, ValueError when the frame lacks a column that is no extra.
    """
    definition = DEFINITIONS[name]
    columns = definition.columns + tuple(column for column in definition.extras if column.name in frame.columns)
    names = [column.name for column in columns]
    missing = [column for column in names if column not in frame.columns]
    if missing:
        raise ValueError(f"{name}: the frame lacks the columns {', '.join(missing)}")
    return Table(name, definition.title, columns, frame[names], **context)
