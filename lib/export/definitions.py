"""What a summary table is made of, and the columns that mean the same in several."""

from dataclasses import dataclass

from lib.export.tables import Column
from lib.text import N_


@dataclass(frozen=True)
class Definition:
    """One kind of summary table: its title (source string) and its columns in the order they are written.

    extras: columns written behind the others when the frame has them, such as the name to a code.
    """

    title: str
    columns: tuple[Column, ...]
    extras: tuple[Column, ...] = ()


# Columns that mean the same in several tables.
AREA = Column("area_code", N_("Ward code"), N_("Official code of the ward (Kemendagri); empty when not known."))
WARD = Column("ward", N_("Ward"), N_("Name of the ward."))
DISTRICT_CODE = Column("district_code", N_("District code"), N_("Official code of the district (Kemendagri)."))
DISTRICT = Column("district", N_("District"), N_("Name of the district."))
VENUE = Column("venue", N_("Venue"), N_("Place of the event as its sender wrote it."))
EVENT_ID = Column("event_id", N_("Event number"), N_("Stays the same through all versions of the event."))
ORGANISER = Column("organiser", N_("Election participant"), N_("Code of the party, ticket or other organiser."))
ACTIVITY = Column("activity", N_("Activity"), N_("Code of the campaign method, as the rules name it."))
STARTS = Column("starts", N_("Starts"), N_("Day and hour the event starts, local time."), "moment")
