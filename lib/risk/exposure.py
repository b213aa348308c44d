"""What is known on a day: reports counted by ward, severity and credibility, and the days each ward was listened to.

Everything is kept as whole counts until the last step, so that neither the order of the rows nor rows received later
can change a single bit of the result.
"""

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from lib.risk.settings import SEVERITIES, RiskSettings

CREDIBILITY_CLASSES = ("verified", "corroborated", "named", "anonymous", "refuted")
UNKNOWN_SEVERITY = 0
LEFT_OUT = ("archived", "no_ward", "no_day", "before_start")
"""Why a report is not counted; the first that applies."""
_STATES = {"terverifikasi": "verified", "terkuatkan": "corroborated", "dibantah": "refuted"}
_ARCHIVED = "arsip"


@dataclass(frozen=True)
class Tally:
    """The reports that count, counted two ways: by what they say, and by when they came. Nuisance is apart.

    Whole numbers; wards in order of their code, ages and delays from 0 to the days since the start. counts: wards x
    severities (0 = not told, 1-5) x credibility classes; nuisance: by ward. by_age: wards x ages, how many are about a
    day so many days ago; by_delay: ages x delays, how many came so many days after it. left_out: how many were not
    counted, by reason.
    """

    counts: np.ndarray
    nuisance: np.ndarray
    by_age: np.ndarray
    by_delay: np.ndarray
    left_out: dict[str, int]


@dataclass(frozen=True)
class Evidence:
    """What is known at the end of `as_of`, for the wards in order of their code.

    counts: whole numbers, wards x severities (0 = not told, 1-5) x credibility classes; nuisance is not among them.
    nuisance, covered_days: whole numbers by ward; last_covered: the last covered day by ward, NaT without any.
    exposure: days listened to by ward, delay-corrected; 0 = a ward never covered.
    delay_shares: share of reports received within 0, 1, 2 ... days of the incident, one for each day since `start`.
    level: what the city reports now against its mean since the start, both per covered ward-day; 1 = as usual.
    left_out: how many reports were not counted, by reason.
    """

    as_of: date
    start: date
    area_codes: tuple[str, ...]
    counts: np.ndarray
    nuisance: np.ndarray
    covered_days: np.ndarray
    last_covered: pd.DatetimeIndex
    exposure: np.ndarray
    delay_shares: np.ndarray
    level: float
    left_out: dict[str, int]

    @property
    def days(self) -> int:
        """Days from the start to the day itself, both counted; 0 before the start."""
        return days_between(self.start, self.as_of)

    @property
    def has_data(self) -> np.ndarray:
        """Which wards were ever covered."""
        return self.covered_days > 0

    def believed(self, settings: RiskSettings) -> np.ndarray:
        """Expected number of true reports, wards x severities (0 = severity not told)."""
        weights = [getattr(settings.credibility, name) for name in CREDIBILITY_CLASSES]
        return self.counts @ np.array(weights)


def tally_reports(
    reports: pd.DataFrame, areas: pd.DataFrame, categories: pd.DataFrame, *, as_of: date, start: date
) -> Tally:
    """Count what was received up to and including `as_of` about the days from `start` on.

    reports: one row per incident (duplicates merged before) with occurred, received, area_code, category, severity,
    verification (as it stood on `as_of`) and reporter_key. areas: area_code. categories: code, nuisance.
    """
    codes = order_wards(areas)
    rows, left_out = _usable_reports(reports, codes, as_of=as_of, start=start)
    rows["is_nuisance"] = rows["category"].isin(categories.loc[categories["nuisance"].astype(bool), "code"])
    return count_rows(rows, wards=len(codes), days=days_between(start, as_of), left_out=left_out)


def count_rows(rows: pd.DataFrame, *, wards: int, days: int, left_out: dict[str, int]) -> Tally:
    """Count reports that each say where they belong.

    rows: ward (its place in the order), is_nuisance, severity_code (0-5), class_code (place in CREDIBILITY_CLASSES),
    age (days from incident to now, below `days`), delay (days from incident to receipt, at most the age).
    """
    is_nuisance = rows["is_nuisance"].to_numpy(dtype=bool)
    ward, severity, credibility, age, delay = (
        rows[name].to_numpy()[~is_nuisance] for name in ("ward", "severity_code", "class_code", "age", "delay"))
    return Tally(
        counts=_count((wards, 1 + len(SEVERITIES), len(CREDIBILITY_CLASSES)), ward, severity, credibility),
        nuisance=_count((wards,), rows["ward"].to_numpy()[is_nuisance]),
        by_age=_count((wards, days), ward, age), by_delay=_count((days, days), age, delay), left_out=left_out,
    )


def days_between(start: date, as_of: date) -> int:
    """Days from the start to the day itself, both counted; 0 before the start."""
    return max(0, (as_of - start).days + 1)


def order_wards(areas: pd.DataFrame) -> tuple[str, ...]:
    """The wards' codes in the order everything here is kept in."""
    return tuple(sorted(areas["area_code"].astype(str)))


def gather_evidence(
    tally: Tally, coverage: pd.DataFrame, areas: pd.DataFrame, *, as_of: date, start: date, settings: RiskSettings
) -> Evidence:
    """Put the reports beside the days that were listened to.

    coverage: area_code, day and, where known, received. areas: area_code. The tally is of the same day and wards.
    """
    codes = order_wards(areas)
    listened = _covered_days(coverage, codes, as_of=as_of, start=start)
    shares = estimate_delay_shares(
        tally.by_delay, horizon=settings.delay_horizon_days, prompt_reports=settings.prompt_reports)
    has_data = listened.any(axis=1)
    open_days = np.where(has_data[:, None], np.maximum(listened, settings.quiet_exposure), 0.0)
    recency = shares[::-1]  # the last day has had no time for late reports, the first has had them all
    daily = tally.by_age[has_data].sum(axis=0)[::-1]
    return Evidence(
        as_of=as_of, start=start, area_codes=codes, counts=tally.counts, nuisance=tally.nuisance,
        covered_days=listened.sum(axis=1), last_covered=_last_days(listened, start), exposure=open_days @ recency,
        delay_shares=shares, left_out=tally.left_out,
        level=_city_level(daily, open_days.sum(axis=0) * recency, half_life=settings.half_life_days),
    )


def estimate_delay_shares(by_delay: np.ndarray, *, horizon: int, prompt_reports: float) -> np.ndarray:
    """Share of reports received within 0, 1 ... days-1 days, from reports seen so far.

    by_delay: how many reports of each age (days from incident to now) and delay (days from incident to receipt), days x
    days. A recent incident can only show a short delay, so each delay is compared only with reports old enough to have
    shown it (product limit for right-truncated data: Lagakos, Barraj & De Gruttola 1988). Longer delays than `horizon`
    are taken as never missing.
    """
    days = len(by_delay)
    longest = min(horizon, max(days - 1, 0))
    share = np.ones(max(days, 1))
    within = 1.0
    for delay in range(longest, 0, -1):
        share[delay] = within
        old_enough = by_delay[delay:]
        at_risk, arrived = int(old_enough[:, :delay + 1].sum()), int(old_enough[:, delay].sum())
        within *= 1.0 - arrived / (at_risk + prompt_reports)
    share[0] = within
    return share[:days]


def _covered_days(coverage: pd.DataFrame, codes: tuple[str, ...], *, as_of: date, start: date) -> np.ndarray:
    """Wards x days since the start: True on a day with an active reporter."""
    days = days_between(start, as_of)
    listened = np.zeros((len(codes), days), dtype=bool)
    if "received" in coverage:
        coverage = coverage[_days_since(coverage["received"], start) < days]
    ward = pd.Index(codes).get_indexer(coverage["area_code"])
    offset = _days_since(coverage["day"], start)
    inside = (ward >= 0) & (offset >= 0) & (offset < days)
    listened[ward[inside], offset[inside].astype(int)] = True
    return listened


def _last_days(listened: np.ndarray, start: date) -> pd.DatetimeIndex:
    """The last day with an active reporter of each row of wards x days; NaT without any."""
    steps = np.arange(1, listened.shape[1] + 1)
    last = (listened * steps).max(axis=1, initial=0) - 1
    days = np.datetime64(start, "D") + last
    return pd.DatetimeIndex(np.where(last >= 0, days, np.datetime64("NaT", "D")).astype("datetime64[us]"))


def _count(shape: tuple[int, ...], *places: np.ndarray) -> np.ndarray:
    """How often each cell of a table occurs among places along its axes."""
    if not len(places[0]):
        return np.zeros(shape, dtype=int)
    cells = np.ravel_multi_index(tuple(place.astype(int, copy=False) for place in places), shape)
    return np.bincount(cells, minlength=math.prod(shape)).reshape(shape)


def _usable_reports(
    reports: pd.DataFrame, codes: tuple[str, ...], *, as_of: date, start: date
) -> tuple[pd.DataFrame, dict[str, int]]:
    """Whole-number columns of the rows that count, and how many do not, by the first reason that applies.

    Rows received after `as_of` are not among the reasons: on that day nobody knew of them.
    """
    today = (as_of - start).days
    received = _days_since(reports["received"], start)
    known = reports[received <= today]
    received = received[received <= today]
    occurred = _days_since(known["occurred"], start)
    ward = pd.Index(codes).get_indexer(known["area_code"])
    applying = ((known["verification"] == _ARCHIVED).to_numpy(), ward < 0, np.isnan(occurred) | (occurred > today),
                occurred < 0)
    left_out, usable = {}, np.ones(len(known), dtype=bool)
    for reason, applies in zip(LEFT_OUT, applying, strict=True):
        left_out[reason] = int(np.count_nonzero(usable & applies))
        usable &= ~applies
    rows = known[usable]
    severity = pd.to_numeric(rows["severity"], errors="coerce")
    classes = rows["verification"].map(_STATES).fillna(
        pd.Series(np.where(rows["reporter_key"].notna(), "named", "anonymous"), index=rows.index)
    )
    return pd.DataFrame({
        "ward": ward[usable],
        "category": rows["category"].to_numpy(),
        "age": (today - occurred[usable]).astype(int),
        "delay": np.maximum(received[usable] - occurred[usable], 0).astype(int),
        "severity_code": severity.where(severity.isin(SEVERITIES), UNKNOWN_SEVERITY).to_numpy().astype(int),
        "class_code": pd.Index(CREDIBILITY_CLASSES).get_indexer(classes),
    }), left_out


def _city_level(daily: np.ndarray, listened: np.ndarray, *, half_life: float) -> float:
    """Reports per listened ward-day of late, against the mean since the start.

    daily: reports by day; listened: delay-corrected ward-days by day. Each report counts one here whatever its
    verification: the newest reports are the least verified, and weighing them would always show a city calming down.
    Ward-days are the base, so that new reporters do not look like unrest.
    """
    weights = 0.5 ** (np.arange(len(daily))[::-1] / half_life)
    if not daily.sum() or not listened.sum():
        return 1.0
    recent = (weights @ daily) / (weights @ listened)
    return float(recent / (daily.sum() / listened.sum()))


def _days_since(column: pd.Series, start: date) -> np.ndarray:
    """Whole days from `start` to each value; NaN where there is none."""
    days = pd.to_datetime(column).dt.normalize()
    return ((days - pd.Timestamp(start)) / pd.Timedelta(days=1)).to_numpy(dtype=float)
