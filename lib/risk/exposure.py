"""What is known on a day: reports counted by ward, severity and credibility, and the days each ward was listened to.

Everything is kept as whole counts until the last step, so that neither the order of the rows nor rows received later
can change a single bit of the result.
"""

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

    counts: whole numbers, wards (in order of their code) x severities (0 = not told, 1-5) x credibility classes;
    nuisance: whole numbers by ward. ward, age, delay, reports: so many `reports` of a ward (its place in the order)
    are about a day `age` days ago and came `delay` days after it. left_out: how many were not counted, by reason.
    """

    counts: np.ndarray
    nuisance: np.ndarray
    ward: np.ndarray
    age: np.ndarray
    delay: np.ndarray
    reports: np.ndarray
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
        return max(0, (self.as_of - self.start).days + 1)

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
    is_nuisance = rows["category"].isin(categories.loc[categories["nuisance"].astype(bool), "code"]).to_numpy()
    nuisance = np.bincount(rows.loc[is_nuisance, "ward"], minlength=len(codes))
    rows = rows[~is_nuisance]
    counts = np.zeros((len(codes), 1 + len(SEVERITIES), len(CREDIBILITY_CLASSES)), dtype=int)
    np.add.at(counts, (rows["ward"], rows["severity_code"], rows["class_code"]), 1)
    ward, age, delay = (rows[name].to_numpy() for name in ("ward", "age", "delay"))
    return Tally(counts, nuisance, ward, age, delay, np.ones(len(rows), dtype=int), left_out)


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
    days = listened.shape[1]
    shares = estimate_delay_shares(
        tally.delay, tally.age, tally.reports, days=days, horizon=settings.delay_horizon_days,
        prompt_reports=settings.prompt_reports,
    )
    has_data = listened.any(axis=1)
    open_days = np.where(has_data[:, None], np.maximum(listened, settings.quiet_exposure), 0.0)
    recency = shares[::-1]  # the last day has had no time for late reports, the first has had them all
    heard = has_data[tally.ward]
    daily = np.zeros(days, dtype=int)
    np.add.at(daily, days - 1 - tally.age[heard], tally.reports[heard])
    last = [pd.Timestamp(start) + pd.Timedelta(days=int(np.flatnonzero(ward)[-1])) if ward.any() else pd.NaT
            for ward in listened]
    return Evidence(
        as_of=as_of, start=start, area_codes=codes, counts=tally.counts, nuisance=tally.nuisance,
        covered_days=listened.sum(axis=1), last_covered=pd.DatetimeIndex(last), exposure=open_days @ recency,
        delay_shares=shares, left_out=tally.left_out,
        level=_city_level(daily, open_days.sum(axis=0) * recency, half_life=settings.half_life_days),
    )


def estimate_delay_shares(
    delays: np.ndarray, ages: np.ndarray, reports: np.ndarray, *, days: int, horizon: int, prompt_reports: float
) -> np.ndarray:
    """Share of reports received within 0, 1 ... days-1 days, from reports seen so far.

    delays: days from incident to receipt; ages: days from incident to now; reports: how many of each. A recent
    incident can only show a short delay, so each delay is compared only with reports old enough to have shown it
    (product limit for right-truncated data: Lagakos, Barraj & De Gruttola 1988). Longer delays than `horizon` are
    taken as never missing.
    """
    longest = min(horizon, max(days - 1, 0))
    share = np.ones(max(days, 1))
    within = 1.0
    for delay in range(longest, 0, -1):
        share[delay] = within
        old_enough = ages >= delay
        at_risk = int(reports[old_enough & (delays <= delay)].sum())
        arrived = int(reports[old_enough & (delays == delay)].sum())
        within *= 1.0 - arrived / (at_risk + prompt_reports)
    share[0] = within
    return share[:days]


def _covered_days(coverage: pd.DataFrame, codes: tuple[str, ...], *, as_of: date, start: date) -> np.ndarray:
    """Wards x days since the start: True on a day with an active reporter."""
    days = max(0, (as_of - start).days + 1)
    listened = np.zeros((len(codes), days), dtype=bool)
    if "received" in coverage:
        coverage = coverage[_days_since(coverage["received"], start) < days]
    ward = pd.Index(codes).get_indexer(coverage["area_code"])
    offset = _days_since(coverage["day"], start)
    inside = (ward >= 0) & (offset >= 0) & (offset < days)
    listened[ward[inside], offset[inside].astype(int)] = True
    return listened


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
