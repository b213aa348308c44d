from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from lib.charts.risk import (
    draw_coverage,
    draw_matrix,
    draw_ranking,
    draw_reasons,
    draw_risk_map,
    likelihood_labels,
)
from lib.text import using

DAY = date(2030, 2, 1)


@pytest.fixture
def wards() -> pd.DataFrame:
    """Three wards with data, from hot to calm, and one without."""
    score = np.array([6.0, 2.0, 0.5])
    known = pd.DataFrame({
        "area_code": ["K0", "K1", "K2"], "name": ["Satu", "Dua", "Tiga"], "state": "ada_data",
        "reports": [9, 3, 0], "days": 40, "covered_days": [38, 20, 4], "chance": [0.7, 0.3, 0.04],
        "likelihood_class": [5, 3, 1], "impact_class": [3, 3, 2], "score": score, "score_low": score / 2,
        "score_high": score * 2, "index": 100 * score / (score + 2), "rank": [1, 2, 3], "rank_low": [1, 1, 2],
        "rank_high": [1, 3, 3], "chance_top": [0.95, 0.05, 0.0], "strength": ["kuat", "sedang", "lemah"],
        "reason_own_reports": np.log([2.0, 1.0, 0.5]), "reason_severity": np.log([1.5, 1.0, 0.5]),
    })
    silent = pd.DataFrame({"area_code": ["K3"], "name": ["Empat"], "state": "belum_ada_data", "reports": [0],
                           "days": [40], "covered_days": [0]})
    both = pd.concat([known, silent], ignore_index=True).assign(district_code="D0", district="Kecamatan")
    whole = ["likelihood_class", "impact_class", "rank", "rank_low", "rank_high"]
    return both.astype(dict.fromkeys(whole, "Int64"))


@pytest.fixture
def shapes() -> pd.DataFrame:
    def square(x, y):
        return [(x, y), (x + 0.02, y), (x + 0.02, y + 0.02), (x, y + 0.02), (x, y)]

    return pd.DataFrame({"area_code": ["K0", "K1", "K2", "K3"], "is_hole": False, "is_scheme": True,
                         "ring": [square(x, -7.9) for x in (112.60, 112.62, 112.64, 112.66)]})


def test_legend_words_carry_the_cuts():
    with using("id"):
        assert likelihood_labels() == [
            "sangat rendah (<5%)", "rendah (5–15%)", "sedang (15–35%)", "tinggi (35–60%)", "sangat tinggi (≥60%)",
        ]


def test_map_puts_each_ward_in_its_class_and_hatches_silence(wards, shapes):
    figure = draw_risk_map(shapes, wards)
    west = [min((x for x in trace.x if x is not None), default=None) for trace in figure.data if trace.fill == "toself"]
    assert west == [112.64, None, 112.62, None, 112.6, 112.66]


def test_hover_of_a_ward_never_gives_a_rank_without_its_chance(wards, shapes):
    with using("en"):
        figure = draw_risk_map(shapes, wards)
    touch = next(trace for trace in figure.data if trace.customdata is not None)
    assert touch.hovertext[0] == (
        "<b>Satu</b>, Kecamatan<br>Chance of an incident within 7 days: 70%<br>Risk index 75, rank 1 (between 1 and 1)"
        "<br>Chance to be in the top fifth: 95%<br>9 reports, 38 of 40 days covered; strong data"
    )
    assert touch.hovertext[3] == "<b>Empat</b>, Kecamatan<br>no data yet"


def test_ranking_draws_intervals_and_marks_the_strength_of_data(wards):
    figure = draw_ranking(wards)
    interval, *marks = figure.data
    assert list(interval.x[:2]) == pytest.approx([60, 100 * 12 / 14])
    assert {trace.marker.symbol: list(trace.y) for trace in marks if trace.marker.color != "#9FCFC9"} == {
        "circle-open": ["3. Tiga"], "circle": ["1. Satu"],
    }
    with using("en"):
        words = [note.text for note in draw_ranking(wards).layout.annotations]
    assert words == ["95%", "5%", "<1%", "in top fifth"]


def test_ranking_stops_at_the_top_and_leaves_silence_out(wards):
    assert draw_ranking(wards, top=2).layout.yaxis.categoryarray == ("1. Satu", "2. Dua")
    assert draw_ranking(wards).layout.yaxis.categoryarray == ("1. Satu", "2. Dua", "3. Tiga")


def test_reasons_run_from_the_average_ward_to_the_score(wards):
    bars = draw_reasons(wards.iloc[0].to_dict()).data[0]
    assert list(bars.base) == pytest.approx([0, np.log(2), 0])
    assert list(bars.x) == pytest.approx([np.log(2), np.log(1.5), np.log(3)])
    assert list(bars.text) == ["×2,0", "×1,5", "×3,0"]


def test_reasons_that_lower_are_hatched(wards):
    bars = draw_reasons(wards.iloc[2].to_dict()).data[0]
    assert list(bars.marker.pattern.shape) == ["/", "/", "/"]
    assert list(bars.text) == ["×0,5", "×0,5", "×0,25"]


def test_matrix_counts_wards_with_data_by_cell(wards):
    with using("en"):
        figure = draw_matrix(wards)
    assert {(note.y, note.x, note.text) for note in figure.layout.annotations} == {
        ("very<br>high", "moderate", "<b>1</b>"), ("medium", "moderate", "<b>1</b>"),
        ("very<br>low", "mild", "<b>1</b>"),
    }
    assert figure.data[0].hovertext[4][2] == "very high × moderate<br>Satu"


def test_coverage_shows_the_strongest_of_a_day_and_what_lies_outside_not():
    coverage = pd.DataFrame({
        "area_code": ["K0", "K0", "K1", "K1", "K9"], "source": ["nihil", "report", "checkin", "report", "report"],
        "day": [DAY, DAY, DAY - timedelta(days=1), DAY - timedelta(days=3), DAY],
    })
    areas = pd.DataFrame({"area_code": ["K0", "K1"], "name": ["Satu", "Dua"]})
    figure = draw_coverage(coverage, areas, as_of=DAY, days=3)
    assert np.array(figure.data[0].z).tolist() == [[0, 0, 2], [0, 1, 0]]
    assert [trace.name for trace in figure.data[1:]] == ["tanpa pelapor", "nihil", "ada laporan"]


@pytest.mark.parametrize("draw", [draw_ranking, draw_matrix])
def test_charts_of_a_silent_city_say_so(wards, draw):
    figure = draw(wards[wards["state"] == "belum_ada_data"])
    assert [note.text for note in figure.layout.annotations] == ["Belum ada kelurahan yang punya data."]


def test_stepped_colours_rise_without_gaps(wards):
    """A scale whose steps fall back by a rounding error is refused by the browser, which then draws its own."""
    steps = [step for step, _colour in draw_matrix(wards).data[0].colorscale]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0, 1)
