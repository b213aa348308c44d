"""The wards' scores as a table for people, and as the summary table that is downloaded."""

import pandas as pd

from lib.risk.settings import NO_DATA
from lib.text import N_, _, chance, decimal, number

STRENGTHS = {"lemah": N_("weak"), "sedang": N_("fair"), "kuat": N_("strong")}
LIKELIHOODS = {1: N_("very low"), 2: N_("low"), 3: N_("medium"), 4: N_("high"), 5: N_("very high")}


def word_wards(wards: pd.DataFrame) -> pd.DataFrame:
    """Wards in words, the highest score first; wards without data stand last and say so."""
    ordered = wards.sort_values(["score", "area_code"], ascending=[False, True], na_position="last")
    rows = ordered.to_dict("records")
    known = [row["state"] != NO_DATA for row in rows]
    return pd.DataFrame({
        "area_code": ordered["area_code"].to_numpy(),
        "rank": [number(row["rank"]) if there else "–" for row, there in zip(rows, known, strict=True)],
        "name": ordered["name"].to_numpy(),
        "district": ordered["district"].to_numpy(),
        "likelihood": [_(LIKELIHOODS[row["likelihood_class"]]) if there else _("no data yet")
                       for row, there in zip(rows, known, strict=True)],
        "chance": [chance(row["chance"]) if there else "" for row, there in zip(rows, known, strict=True)],
        "score": [_("{score} ({low} to {high})", score=decimal(row["score"]), low=decimal(row["score_low"]),
                    high=decimal(row["score_high"])) if there else "" for row, there in zip(rows, known, strict=True)],
        "top": [chance(row["chance_top"]) if there else "" for row, there in zip(rows, known, strict=True)],
        "strength": [_(STRENGTHS[row["strength"]]) if there else "" for row, there in zip(rows, known, strict=True)],
        "reports": [number(row["reports"]) for row in rows],
        "covered": [_("{covered} of {days}", covered=number(row["covered_days"]), days=number(row["days"]))
                    for row in rows],
    })
