"""What a reader sees: messages in their language, days, hours and numbers as they write them.

Source strings are plain English; ``_()`` returns the reader's language. Code that computes
returns :class:`Message` (a source string and its values) and leaves the wording to the page.
"""

from lib.text.catalogue import (
    LANGUAGES,
    N_,
    Message,
    _,
    current,
    ngettext,
    say,
    use,
    using,
)
from lib.text.formats import (
    chance,
    clock,
    day,
    day_short,
    day_time,
    decimal,
    hours,
    minutes,
    month,
    number,
    percent,
    weekday,
)

__all__ = [
    "LANGUAGES", "Message", "N_", "_", "chance", "clock", "current", "day", "day_short", "day_time", "decimal",
    "hours", "minutes", "month", "ngettext", "number", "percent", "say", "use", "using", "weekday",
]
