"""What stands behind the hours of the security load: the events that bind officers then, and each day at its worst."""

from datetime import date, datetime, timedelta

import pandas as pd

from lib.schedule.load import LoadSettings

GRAVEST_FIRST = {"kurang": 0, "mungkin_kurang": 1, "belum_diisi": 2, "tanpa_kecamatan": 3, "cukup": 4}
DAY_COLUMNS = ["day", "district_code", "state", "officers_low", "officers_high", "strength", "short_low", "short_high"]


def pick_events(needed: pd.DataFrame, district_code: str | None, starts: datetime, ends: datetime,
                settings: LoadSettings | None = None) -> pd.DataFrame:
    """The events of a district (None: of no known one) that need officers in the whole hours from `starts` to `ends`.

    needed: as ``officers_needed`` gives it. The rule is that of ``tally_load``: an event counts in every hour that
    [start less setting up, end and dispersal) touches. Added: bound_from, bound_until. By bound_from, then event_id.
    """
    settings = settings or LoadSettings()
    codes = needed["district_code"]
    here = codes.isna() if district_code is None else codes == district_code
    bound_from = needed["starts"] - timedelta(minutes=settings.setup_minutes)
    bound_until = needed["ends_or_estimate"] + timedelta(minutes=settings.dispersal_minutes)
    then = (bound_from.dt.floor("h") < pd.Timestamp(ends)) & (bound_until > pd.Timestamp(starts))
    comes = needed["gathers"].astype("bool") & (needed["state"] != "cancelled")
    found = needed.assign(bound_from=bound_from, bound_until=bound_until)[here & then & comes]
    return found.sort_values(["bound_from", "event_id"], ignore_index=True)


def worst_of_days(load: pd.DataFrame) -> pd.DataFrame:
    """Each day of each district in one row: its gravest state and, in that state, the most that is needed and lacking.

    load: as ``tally_load`` gives it. A day without strength is belum_diisi even when nobody is needed. Columns:
    DAY_COLUMNS, by day, then district.
    """
    place = load["state"].map(GRAVEST_FIRST)
    ordered = load.assign(place=place, lacking=-load["short_high"].fillna(0), need=-load["officers_high"])
    ordered = ordered.sort_values(["day", "district_code", "place", "lacking", "need", "hour"], kind="stable")
    return ordered.drop_duplicates(["day", "district_code"])[DAY_COLUMNS].reset_index(drop=True)


def worst_day(days: pd.DataFrame, first: date) -> date:
    """The day to look at first: most certainly short, then perhaps short, then most needed without strength, then most
    needed; `first` when nobody is needed on any.

    days: as ``worst_of_days`` gives them.
    """
    if days.empty or not days["officers_high"].any():
        return first
    unmet = days["officers_high"].where(days["state"].isin(["belum_diisi", "tanpa_kecamatan"]), 0)
    ranked = days.assign(short_low=days["short_low"].fillna(0), short_high=days["short_high"].fillna(0), unmet=unmet)
    ranked = ranked.sort_values(["short_low", "short_high", "unmet", "officers_high"], ascending=False, kind="stable")
    return ranked["day"].iloc[0].date()
