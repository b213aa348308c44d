"""Reports like stored ones: found among however many, without comparing all with all."""

from datetime import datetime

import pytest

from lib.intake import report_plans
from lib.intake.report_plans import MOST_NEAR, SHOWN, find_alike


def report(number: int, description: str) -> dict:
    return {**dict.fromkeys(SHOWN), "report_id": number, "occurred": datetime(2024, 1, 10, 20),
            "area_code": "35.73.05.1007", "description": description}


def test_a_ward_s_day_of_a_thousand_reports_is_searched_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    likeness = report_plans.text_likeness

    def count(one: str, other: str, *, score_cutoff: float | None = None) -> float:
        asked.append(1)
        return likeness(one, other, score_cutoff=score_cutoff)
    monkeypatch.setattr(report_plans, "text_likeness", count)
    stored = [report(number, f"kejadian {number:04} di gang {number:04} kelurahan") for number in range(1_000)]
    sent = [report(number, f"kejadian {number:04} di gang {number:04} kelurahan, malam") for number in range(1_000)]

    assert [alike.item_id for alike in find_alike(sent, stored)] == list(range(1_000))
    assert len(asked) <= MOST_NEAR * len(sent)
