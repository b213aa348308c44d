"""Due notices in words: as a table for people, and as the summary table that is downloaded."""

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.notices.due import STATES
from lib.schedule.notices.notice_rules import ADDRESSEES
from lib.schedule.rules.answers import name_fields
from lib.schedule.rules.rule import SURENESS
from lib.text import _, clock, day_short, number, say


def addressee_name(code: str | None) -> str:
    """"polisi kota atau kabupaten (Polres)"; one that is not known says so."""
    return _(ADDRESSEES[code]) if isinstance(code, str) else _("not known")


def word_notices(notices: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Notices with when, who, last days, state, missing fields, addressee, article and sureness in words."""
    rows = notices.to_dict("records")
    return pd.DataFrame({
        "notice_key": notices["notice_key"],
        "when": [f"{day_short(row['starts'])} {clock(row['starts'])}" for row in rows],
        "organiser": [labels.organiser(row["organiser"]) for row in rows],
        "activity": [labels.activity(row["activity"]) for row in rows],
        "area": [labels.area(row["area_code"]) for row in rows],
        "notice_by": [day_short(row["notice_by"]) for row in rows],
        "issue_by": ["" if pd.isna(row["issue_by"]) else day_short(row["issue_by"]) for row in rows],
        "days_left": [number(row["days_left"]) for row in rows],
        "state": [_(STATES[row["state"]]) for row in rows],
        "missing": [name_fields(row["missing"]) for row in rows],
        "addressee": [addressee_name(row["addressee"]) for row in rows],
        "reason": [say(row["reason"]) for row in rows],
        "legal_ref": notices["legal_ref"],
        "sureness": [_(SURENESS[row["sureness"]]) for row in rows],
        "source": notices["source"],
    }, index=notices.index)


def summarise_notices(notices: pd.DataFrame) -> pd.DataFrame:
    """Notices as the summary table `notices`: codes, and the sentence in the reader's language."""
    return notices.assign(reason=pd.Series([say(each) for each in notices["reason"]], index=notices.index,
                                           dtype="str"))
