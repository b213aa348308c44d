"""The due notices, read from the store as the reader may see them."""

from datetime import date

import pandas as pd

from lib.schedule.notices.due import notices_due
from lib.schedule.notices.notice_rules import read_notice_rules
from lib.schedule.rules.loading import load_facts, load_judged_events
from lib.schedule.rules.settings import RuleSettings
from lib.store import Reader

LAST_DAY = "SELECT max(starts)::DATE FROM events"


def load_notices(read: Reader, as_of: date, settings: RuleSettings | None = None) -> pd.DataFrame:
    """The notices (``notices_due``) that events from the day `as_of` on still need; to a party those of its own."""
    last = max(read.value(LAST_DAY) or as_of, as_of)
    return notices_due(load_judged_events(read, as_of, last), read.frame("SELECT day, kind FROM calendar_days"), as_of,
                       read_notice_rules(read.rows("FROM rules")), facts=load_facts(read), settings=settings)
