"""The situation on a day in a few numbers and one sentence, from what the other rooms worked out."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from lib.text import N_, Message, clock, day_short, number

GRAVE = (4, 5)
"""Levels of clashes that ask for a decision: high and critical."""
WARM = 4
"""Wards from this class of likelihood on are named."""


@dataclass(frozen=True)
class Situation:
    """Counts for the coming days; None where the reader may not know."""

    high_clashes: int | None = None
    events: int | None = None
    warm_wards: int | None = None
    silent_wards: int | None = None


def describe_situation(*, events: pd.DataFrame | None = None, clashes: pd.DataFrame | None = None,
                       wards: pd.DataFrame | None = None) -> Situation:
    """Count what a day's frames say; a frame that is not given gives no number.

    events, clashes: of the coming days (``lib.schedule``); wards: the day's scores (``lib.risk``).
    """
    return Situation(
        high_clashes=None if clashes is None else len(grave_clashes(clashes)),
        events=None if events is None else len(events),
        warm_wards=None if wards is None else int((wards["likelihood_class"] >= WARM).sum()),
        silent_wards=None if wards is None else int(wards["score"].isna().sum()))


def say_situation(situation: Situation, clashes: pd.DataFrame | None,
                  wards: pd.DataFrame | None) -> list[Message]:
    """The page's answer today, a Message a matter: the nearest grave clash, the warmest wards, the silent ones."""
    sentences = []
    if clashes is not None:
        sentences.append(say_clashes(clashes, situation.events or 0))
    if wards is not None:
        sentences += say_wards(situation, wards)
    return sentences


def say_wards(situation: Situation, wards: pd.DataFrame) -> list[Message]:
    """Which wards to watch, and how many are silent; of wards that all are silent nothing else is said."""
    sentences = [_name_warm(wards)] if wards["score"].notna().any() else []
    if situation.silent_wards:
        sentences.append(Message(N_("{n} wards have not reported: not known, not safe."),
                                 {"n": number(situation.silent_wards)}))
    return sentences


def grave_clashes(clashes: pd.DataFrame) -> pd.DataFrame:
    """The clashes that ask for a decision, the nearest first."""
    return clashes[clashes["level"].isin(GRAVE)].sort_values(["starts", "level", "clash_key"],
                                                         ascending=[True, False, True], ignore_index=True)


def gravest_day(clashes: pd.DataFrame) -> date | None:
    """The first day with a clash of the highest level there is; None without clashes."""
    if clashes.empty:
        return None
    return pd.Timestamp(clashes.loc[clashes["level"] == clashes["level"].max(), "day"].min()).date()


def say_clashes(clashes: pd.DataFrame, events: int) -> Message:
    """The clashes of the days shown in one sentence, among so many `events`."""
    grave = grave_clashes(clashes)
    if not events:
        return Message(N_("No activities are known for these days."))
    if grave.empty:
        return Message(N_("{events} activities; no high or critical clash."), {"events": number(events)})
    first = grave.iloc[0]
    told = {"events": number(events), "n": number(len(grave)), "day": day_short(first["starts"]),
            "hour": clock(first["starts"])}
    venue = next((first[side] for side in ("venue_a", "venue_b") if not pd.isna(first.get(side))), None)
    if venue is None:
        return Message(N_("{events} activities; {n} high or critical clashes, the nearest {day} {hour}."), told)
    return Message(N_("{events} activities; {n} high or critical clashes, the nearest {day} {hour} at {venue}."),
                   told | {"venue": venue})


def _name_warm(wards: pd.DataFrame) -> Message:
    warm = wards[wards["likelihood_class"] >= WARM].sort_values("score", ascending=False)
    if warm.empty:
        return Message(N_("Among the wards that report, none is likely to see an incident."))
    names = ", ".join(warm["name"].head(3))
    if len(warm) <= 3:
        return Message(N_("Watch {names}."), {"names": names})
    return Message(N_("Watch {names} and {n} more wards."), {"names": names, "n": number(len(warm) - 3)})
