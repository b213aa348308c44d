"""The security load of some days in sentences: the worst shortage, what is not entered, what counts nowhere."""

from collections.abc import Mapping

import pandas as pd

from lib.text import N_, Message, number

NAMED = 3
"""So many districts are named; more are counted."""

_GRAVEST_FIRST = {"kurang": 0, "mungkin_kurang": 1, "belum_diisi": 2, "tanpa_kecamatan": 3}


def say_load(load: pd.DataFrame, shortages: pd.DataFrame, names: Mapping[str, str]) -> list[Message]:
    """The page's answer: the worst shortage or that none is known, then what cannot be judged.

    load, shortages: as ``tally_load`` and ``find_shortages`` give them; names: of the districts.
    """
    return [_say_worst(load, shortages), *_say_not_entered(load, shortages, names), *_say_nowhere(shortages)]


def rank_shortages(shortages: pd.DataFrame) -> pd.DataFrame:
    """The gravest first: short, perhaps short, strength not entered, district not known; within each the most."""
    place = shortages["state"].map(_GRAVEST_FIRST)
    low, high = (shortages[name].fillna(0) for name in ("short_low", "short_high"))
    ranked = shortages.assign(place=place, low=low, high=high).sort_values(
        ["place", "low", "high", "officers_high", "starts"], ascending=[True, False, False, False, True])
    return ranked[shortages.columns].reset_index(drop=True)


def _say_worst(load: pd.DataFrame, shortages: pd.DataFrame) -> Message:
    known = rank_shortages(shortages[shortages["state"].isin(["kurang", "mungkin_kurang"])])
    if len(known) > 1:
        return Message(N_("{shortage}; {n} more below."), {"shortage": known["sentence"].iloc[0],
                                                          "n": number(len(known) - 1)})
    if len(known):
        return Message(N_("{shortage}."), {"shortage": known["sentence"].iloc[0]})
    if not load["officers_high"].any():
        return Message(N_("No activity known for these days needs officers."))
    if shortages.empty:
        return Message(N_("Nothing is lacking: the strength entered is enough in every hour in which officers are "
                          "needed."))
    return Message(N_("No shortage is known."))


def _say_not_entered(load: pd.DataFrame, shortages: pd.DataFrame, names: Mapping[str, str]) -> list[Message]:
    placed = load.dropna(subset=["district_code"])
    missing = placed.loc[placed["strength"].isna(), "district_code"].drop_duplicates()
    if missing.empty:
        return []
    facts = {"n": number(len(missing)), "total": number(placed["district_code"].nunique())}
    if placed["strength"].isna().all():
        told = [Message(N_("No strength is entered for any of these days, so nothing is known to be enough."))]
    elif len(missing) <= NAMED:
        told = [Message(N_("{n} of {total} districts have days without strength entered ({names}): not known, not "
                           "enough."), {**facts, "names": ", ".join(names.get(code, code) for code in missing)})]
    else:
        told = [Message(N_("{n} of {total} districts have days without strength entered: not known, not enough."),
                        facts)]
    heaviest = rank_shortages(shortages[shortages["state"] == "belum_diisi"])
    if len(heaviest):
        told.append(Message(N_("The most is needed there: {shortage}."), {"shortage": heaviest["sentence"].iloc[0]}))
    return told


def _say_nowhere(shortages: pd.DataFrame) -> list[Message]:
    if not (shortages["state"] == "tanpa_kecamatan").any():
        return []
    return [Message(N_("Some activities are in no known district: their officers count nowhere."))]
