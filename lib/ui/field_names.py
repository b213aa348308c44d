"""What people call the fields that files are read into, and the columns that fields are taken from."""

from collections.abc import Mapping

from lib.reference.labels import Labels
from lib.text import N_, _

FIELD_NAMES = {
    "party": N_("Organiser"), "activity": N_("Activity"), "title": N_("Event"), "start": N_("Starts"),
    "end": N_("Ends"), "end_is_estimate": N_("End is an estimate"), "venue": N_("Venue"), "area_code": N_("Ward"),
    "lat": N_("Latitude"), "lon": N_("Longitude"),
    "attendance": N_("Attendance"), "permit_no": N_("Notice number"), "contact": N_("Contact"),
    "vehicles": N_("Vehicles"), "route": N_("Route"), "speakers": N_("Speakers"),
    "gathering_point": N_("Gathering point"), "link": N_("Online link"),
    "place_permission": N_("Permission of the place"), "notified": N_("Notice date"),
    "permit_date": N_("Receipt date"),
    "occurred": N_("Occurred"), "place": N_("Place"), "category": N_("Category"), "athg": N_("Threat class"),
    "field": N_("Aspect of life"), "severity": N_("Severity"), "source_grade": N_("Source grade"),
    "parties": N_("Organisers named"), "description": N_("Description"), "reporter": N_("Reporter"),
    "duplicate": N_("Duplicate"), "file": N_("File"), "received": N_("Received"), "row": N_("Row"),
}

_DATES = {
    "date": N_("Date"), "date_and_hours": N_("Date and hours"), "weekday": N_("Day of the week"),
    "month": N_("Month"), "year": N_("Year"), "hours": N_("Hours"), "other_date": N_("Another date, of no event"),
}
_PLACES = {
    "address": N_("Address"), "ward": N_("Ward"), "ward_or_district": N_("Ward and district"),
    "ward_code": N_("Ward code"), "district": N_("District"), "city": N_("City"),
    "lat": N_("Latitude"), "lon": N_("Longitude"),
}
COLUMN_NAMES = {
    "schedule": {
        "party": N_("Organiser"), "ballot_number": N_("Ballot number"), **_DATES, "end_date": N_("Last day"),
        "start_hour": N_("Starts"), "end_hour": N_("Ends"), "ends_at": N_("Day and hour of the end"),
        "all_day": N_("Whole day"), "activity": N_("Activity"),
        "title": N_("Event"), "composite": N_("Hours, activity and venue in one"), "venue": N_("Venue"), **_PLACES,
        "estimated_point": N_("Point is an estimate"),
        "attendance": N_("Attendance"), "permit_no": N_("Notice number"), "contact": N_("Contact"),
        "vehicles": N_("Vehicles"), "route": N_("Route"), "speakers": N_("Speakers"),
        "gathering_point": N_("Gathering point"), "link": N_("Online link"),
        "place_permission": N_("Permission of the place"), "notified": N_("Notice date"),
        "permit_date": N_("Receipt date"), "number": N_("Row number"), "note": N_("Note"),
    },
    "report": {
        **_DATES, "hour_known": N_("Hour is known"),
        "place": N_("Place"), **_PLACES, "category": N_("Category"), "subcategory": N_("Subcategory"),
        "description": N_("Description"), "title": N_("Heading"), "athg": N_("Threat class"),
        "athg_a": N_("Threat class A"), "athg_t": N_("Threat class T"), "athg_h": N_("Threat class H"),
        "athg_g": N_("Threat class G"), "field": N_("Aspect of life"), "severity": N_("Severity"),
        "source_grade": N_("Source grade"), "grade_source": N_("Grade of the source"),
        "grade_information": N_("Grade of the information"), "parties": N_("Organisers named"),
        "reporter": N_("Reporter"), "contact": N_("Contact"), "count": N_("Count"), "number": N_("Row number"),
        "note": N_("Note"),
    },
}
"""What a column may be taken for, by kind of file."""


def field_name(field: str) -> str:
    """The name of a canonical field as people read it."""
    return _(FIELD_NAMES[field]) if field in FIELD_NAMES else field


def column_name(kind: str, field: str) -> str:
    """The name of what a column is taken for."""
    names = COLUMN_NAMES[kind]
    return _(names[field]) if field in names else field_name(field)


def names_of(labels: Labels) -> Mapping[str, Mapping[str, str]]:
    """The lists a word of a file is looked up in: field -> code -> name."""
    return {"party": labels.organisers, "activity": labels.activities, "category": labels.categories,
            "area_code": {code: labels.area(code) for code in labels.areas}}
