"""Whether the columns of a table were told surely, so that a person need not look at them."""

from collections.abc import Mapping, Sequence

from lib.intake.columns import JOINED, Head
from lib.intake.contexts import Context
from lib.intake.readings import Certainty

# What no row can do without: the columns it can be read from, and the parts of the context that may say it instead.
_NEEDED: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "schedule": (
        (("party", "ballot_number"), ("party",)),
        (("activity", "composite"), ("activity",)),
        (("date", "month"), ("day",)),
        (("hours", "start_hour", "composite"), ()),
        (("venue", "address", "composite"), ()),
    ),
    "report": (
        (("date",), ()),
        (("description",), ()),
        (("place", "address", "ward", "ward_or_district", "ward_code"), ("area_code",)),
    ),
}


def certainty_of(
    kind: str, fields: Mapping[str, list[int]], heads: Mapping[int, Head], contexts: Sequence[Context]
) -> Certainty:
    """ "certain" when each thing a row needs has a column known by its whole name, and only one, or stands around.

    `fields` are the columns used, `heads` what every column was taken for, `contexts` those of the events.
    """
    for columns, around in _NEEDED[kind]:
        used = [column for name in columns for column in fields.get(name, ())]
        if used and not any(heads[column].confidence >= 1.0 for column in used):
            return "look"
        if not used and not any(contexts and all(getattr(context, name) for context in contexts) for name in around):
            return "look"
        rivals = [column for column, head in heads.items() if head.field in columns and head.field not in JOINED]
        if set(rivals) - set(used):
            return "look"
    return "certain"
