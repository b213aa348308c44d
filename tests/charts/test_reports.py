"""Reports by day, drawn."""

import pandas as pd

from lib.charts.reports import draw_reports_by_day
from lib.text import using


def counts(days: int) -> pd.DataFrame:
    return pd.DataFrame({"day": pd.date_range("2024-01-28", periods=days), "severe": 1, "lesser": 2, "ungraded": 0,
                         "nuisance": 7})


def test_nuisance_stands_on_an_axis_of_its_own() -> None:
    figure = draw_reports_by_day(counts(14))
    axes = {trace.name: trace.yaxis for trace in figure.data}

    assert axes == {"keparahan 1–3": "y", "keparahan tidak disebut": "y", "keparahan 4–5": "y", "gangguan ringan": "y2"}
    assert (figure.layout.yaxis.range[1], figure.layout.yaxis2.range[1]) == (3 * 1.08, 7 * 1.08)


def test_groups_of_one_bar_differ_in_grey_print() -> None:
    hatches = [trace.marker.pattern.shape for trace in draw_reports_by_day(counts(14)).data if trace.yaxis == "y"]

    assert len(set(hatches)) == 3


def test_days_are_labelled_with_the_month_where_it_begins() -> None:
    axis = draw_reports_by_day(counts(6)).layout.xaxis2

    assert list(axis.ticktext) == ["28<br>Jan", "29", "30", "31", "1<br>Feb", "2"]


def test_many_days_get_few_labels_from_the_first_on() -> None:
    axis = draw_reports_by_day(counts(75)).layout.xaxis2

    assert len(axis.tickvals) == 15
    assert [str(pd.Timestamp(value).date()) for value in axis.tickvals[:2]] == ["2024-01-28", "2024-02-02"]


def test_hover_says_day_and_count_in_the_readers_language() -> None:
    with using("en"):
        severe = next(trace for trace in draw_reports_by_day(counts(1)).data if trace.name == "severity 4–5")

    assert list(severe.hovertext) == ["Sunday, 28 January 2024<br>severity 4–5: 1"]


def test_nothing_to_draw_is_an_empty_chart() -> None:
    figure = draw_reports_by_day(counts(0))

    assert [len(trace.x) for trace in figure.data] == [0, 0, 0, 0]
