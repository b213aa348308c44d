"""Small invented cities: wards K00, K01 ..., their reports and their coverage."""

from datetime import date

import numpy as np
import pandas as pd

START = date(2030, 1, 1)
COLUMNS = ["occurred", "received", "area_code", "category", "severity", "verification", "reporter_key"]
CATEGORIES = pd.DataFrame({"code": ["provokasi", "kekerasan", "pelanggaran_lokasi"], "nuisance": [False, False, True]})


def on_day(offset: int) -> date:
    return (pd.Timestamp(START) + pd.Timedelta(days=offset)).date()


def make_areas(n: int) -> pd.DataFrame:
    return pd.DataFrame({"area_code": [f"K{i:02d}" for i in range(n)], "name": [f"Ward {i}" for i in range(n)],
                         "district_code": [f"D{i // 4}" for i in range(n)]})


def make_coverage(wards: int, days: int) -> pd.DataFrame:
    """Every ward covered on every day."""
    return pd.DataFrame([(f"K{i:02d}", on_day(d)) for i in range(wards) for d in range(days)],
                        columns=["area_code", "day"])


def make_reports(*rows: dict) -> pd.DataFrame:
    """Verified reports of severity 2 from ward 0 on day 0, except for what each row says."""
    plain = {"ward": 0, "day": 0, "late": 0, "category": "provokasi", "severity": 2.0, "verification": "terverifikasi",
             "reporter_key": "a"}
    full = [plain | row for row in rows]
    return pd.DataFrame([{
        "occurred": pd.Timestamp(on_day(row["day"])) + pd.Timedelta(hours=9),
        "received": pd.Timestamp(on_day(row["day"] + row["late"])),
        "area_code": None if row["ward"] is None else f"K{row['ward']:02d}",
        **{name: row[name] for name in ("category", "severity", "verification", "reporter_key")},
    } for row in full], columns=COLUMNS)


def make_city(seed: int, *, wards: int = 12, days: int = 40, rate: float = 0.06, silent: int = 1):
    """Reports and coverage drawn from a Gamma-Poisson city; the last `silent` wards are never covered."""
    rng = np.random.default_rng(seed)
    states = ["baru", "diperiksa", "terverifikasi", "terkuatkan", "dibantah", "arsip"]
    reports, coverage = [], []
    for ward, own_rate in enumerate(rng.gamma(1, rate, size=wards - silent)):
        for day in np.flatnonzero(rng.random(days) < rng.uniform(0.3, 1)):
            coverage.append((f"K{ward:02d}", on_day(int(day))))
            reports += [{
                "ward": ward, "day": int(day), "late": int(rng.geometric(0.6)) - 1,
                "category": rng.choice(CATEGORIES["code"], p=[0.6, 0.3, 0.1]),
                "severity": rng.choice([np.nan, 1, 2, 3, 4, 5]), "verification": rng.choice(states),
                "reporter_key": None if rng.random() < 0.3 else f"reporter {rng.integers(9)}",
            } for _repeat in range(rng.poisson(own_rate))]
    return make_reports(*reports), pd.DataFrame(coverage, columns=["area_code", "day"])
