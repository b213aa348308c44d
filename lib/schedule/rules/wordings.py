"""Findings in words: as a table for people, and as the summary table that is downloaded."""

import pandas as pd

from lib.reference.labels import Labels
from lib.schedule.reasons import LEVEL_LABELS, LEVEL_MARKS
from lib.schedule.rules.answers import ANSWERS, name_fields
from lib.schedule.rules.findings import WHOLE
from lib.schedule.rules.kinds import KINDS
from lib.schedule.rules.rule import SURENESS
from lib.text import _, clock, day_short, say

ANSWER_MARKS = {"lulus": "✓", "dugaan": "!", "tidak_dapat_diperiksa": "?"}
"""A sign for each answer, because colour is never the only one."""


def answer_name(answer: str) -> str:
    """"? tidak dapat diperiksa": the mark and the words."""
    return f"{ANSWER_MARKS[answer]} {_(ANSWERS[answer])}"


def whole_name(whole: str) -> str:
    """What the findings say of an event as a whole."""
    return _(WHOLE[whole])


def sureness_name(sureness: str) -> str:
    """"dari ingatan, perlu diperiksa"."""
    return _(SURENESS[sureness])


def word_findings(findings: pd.DataFrame, labels: Labels) -> pd.DataFrame:
    """Findings with when, who, kind, answer, level, reason, missing fields, article and sureness in words."""
    rows = findings.to_dict("records")
    return pd.DataFrame({
        "finding_key": findings["finding_key"],
        "when": [f"{day_short(row['starts'])} {clock(row['starts'])}" for row in rows],
        "organiser": [labels.organiser(row["organiser"]) for row in rows],
        "activity": [labels.activity(row["activity"]) for row in rows],
        "area": [labels.area(row["area_code"]) for row in rows],
        "kind": [kind_name(row["kind"]) for row in rows],
        "answer": [answer_name(row["answer"]) for row in rows],
        "level": ["" if pd.isna(row["level"]) else f"{LEVEL_MARKS[row['level']]} {_(LEVEL_LABELS[row['level']])}"
                  for row in rows],
        "reason": [say(row["reason"]) for row in rows],
        "missing": [name_fields(row["missing"]) for row in rows],
        "legal_ref": findings["legal_ref"],
        "sureness": [sureness_name(row["sureness"]) for row in rows],
        "source": findings["source"],
    }, index=findings.index)


def kind_name(category: str) -> str:
    """What a category of rules is called: the label of the first of its kinds."""
    return next((_(kind.label) for (name, _param), kind in KINDS.items() if name == category), category)


def summarise_findings(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings as the summary table `findings`: codes, and the sentence in the reader's language."""
    return findings.assign(reason=pd.Series([say(each) for each in findings["reason"]], index=findings.index,
                                            dtype="str"))
