"""Findings at a glance: which of them are asked for, one line an event, which rule is at issue most, one sentence."""

from collections.abc import Collection, Mapping

import pandas as pd

from lib.schedule.rules.answers import ANSWERS, PASS, SUSPECTED, UNCHECKED, Late
from lib.schedule.rules.findings import summarise_events
from lib.schedule.rules.kinds import topic_label
from lib.text import N_, Message, _, number


def narrow_findings(findings: pd.DataFrame, *, area_districts: Mapping[str, str], districts: Collection[str] = (),
                    organisers: Collection[str] = (), answers: Collection[str] = (), topics: Collection[str] = (),
                    event_id: int | None = None) -> pd.DataFrame:
    """The findings that are asked for; an empty choice means all. area_districts: ward to its district."""
    kept = pd.Series(True, index=findings.index)
    if districts:
        kept &= findings["area_code"].map(area_districts).isin(list(districts))
    for column, chosen in (("organiser", organisers), ("answer", answers), ("topic", topics)):
        if chosen:
            kept &= findings[column].isin(list(chosen))
    if event_id is not None:
        kept &= findings["event_id"] == event_id
    return findings[kept].reset_index(drop=True)


def list_events(chosen: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """One row an event of the `chosen` findings: the gravest suspicion first, then by day.

    Columns: event_id, organiser, activity, starts, area_code, how many chosen findings have each answer (lulus,
    dugaan, tidak_dapat_diperiksa), whole and level as ``summarise_events`` says of all its `findings`: leaving answers
    out does not make an event pass.
    """
    events = chosen.drop_duplicates("event_id")[["event_id", "organiser", "activity", "starts", "area_code"]]
    counts = _count_answers(chosen, "event_id")
    wholes = summarise_events(findings)[["event_id", "whole", "level"]]
    rows = events.merge(counts.reset_index(), on="event_id").merge(wholes, on="event_id")
    order = rows.assign(grave=rows["level"].fillna(0), open=rows["whole"] != PASS)
    return order.sort_values(["grave", "open", "starts", "event_id"], ascending=[False, False, True, True],
                             ignore_index=True).drop(columns=["grave", "open"])


def count_by_topic(findings: pd.DataFrame) -> pd.DataFrame:
    """What the rules are about (topic, label, rule_ids as "G-ZN-02, G-ZN-03") x answers, most suspicions first."""
    counts = _count_answers(findings, "topic")
    ids = findings.groupby("topic")["rule_id"].unique().map(lambda each: ", ".join(sorted(each)))
    rows = counts.assign(rule_ids=ids.reindex(counts.index)).rename_axis(columns=None).reset_index()
    return rows.sort_values([SUSPECTED, UNCHECKED, "topic"], ascending=[False, False, True], ignore_index=True).assign(
        label=lambda frame: pd.Series([_(topic_label(topic)) for topic in frame["topic"]], dtype="str"))


def say_findings(findings: pd.DataFrame, period: str) -> list[Message]:
    """The findings of a `period` ("7 hari ke depan") in a sentence or two; none says that anything conforms."""
    counts = findings["answer"].value_counts()
    suspected, unchecked = int(counts.get(SUSPECTED, 0)), int(counts.get(UNCHECKED, 0))
    values = {"period": period, "events": Late(number, findings["event_id"].nunique()),
              "unchecked": Late(number, unchecked)}
    if findings.empty:
        return [Message(N_("No activities that rules speak of: {period}."), values)]
    if not suspected and not unchecked:
        return [Message(N_("Nothing to clarify in what can be checked from the schedule: {events} activities, "
                           "{period}."), values)]
    if not suspected:
        return [Message(N_("No suspicion in what can be checked, but {unchecked} answers on {events} activities cannot "
                           "be given yet: {period}."), values)]
    first = findings.loc[findings["answer"] == SUSPECTED, "topic"].value_counts().sort_index().idxmax()
    most = int(((findings["answer"] == SUSPECTED) & (findings["topic"] == first)).sum())
    sentences = [Message(N_("{n} suspicions under the rules in {period}; most often: {topic} ({most})."), {
        **values, "n": Late(number, suspected), "topic": Late(name_topic, first), "most": Late(number, most)})]
    if unchecked:
        sentences.append(Message(N_("{unchecked} more answers cannot be given for want of data."), values))
    return sentences


def name_topic(topic: str) -> str:
    """What a rule is about, within a sentence: "hari zona"."""
    label = _(topic_label(topic))
    return label[:1].lower() + label[1:]


def _count_answers(findings: pd.DataFrame, by: str) -> pd.DataFrame:
    """How many findings have each answer, a row for each value of the column `by`."""
    counts = findings.groupby([by, "answer"]).size().unstack(fill_value=0)
    return counts.reindex(columns=list(ANSWERS), fill_value=0).rename_axis(columns=None)
