"""Reports by day, and reporting by ward and week, drawn."""

import pandas as pd

from lib.charts.reports import draw_completeness, draw_reports_by_day
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


def weeks() -> pd.DataFrame:
    """Two districts, three wards, two weeks; the second week has three days so far."""
    told = [("Bareng", "Klojen", [("partly", 3, 7), ("partly", 2, 3)]),
            ("Kauman", "Klojen", [("silent", 0, 7), ("on_time", 3, 3)]),
            ("Buring", "Kedungkandang", [("never", 0, 7), ("never", 0, 3)])]
    return pd.DataFrame([
        {"area_code": f"W{place}", "ward": ward, "district": district, "week": monday, "days_expected": expected,
         "days_covered": covered, "state": state}
        for place, (ward, district, states) in enumerate(told)
        for monday, (state, covered, expected) in zip(pd.to_datetime(["2024-01-15", "2024-01-22"]), states,
                                                      strict=True)])


def cells(figure) -> dict[tuple[str, int], tuple[str, str]]:
    """What stands in each cell: (ward, column) -> (kind as the legend has it, text)."""
    names = figure.layout.yaxis.ticktext
    return {(names[line], round(base + width / 2)): (trace.name, text)
            for trace in figure.data for line, base, width, text in zip(trace.y, trace.base, trace.x, trace.text,
                                                                         strict=False) if line is not None}


def test_each_ward_week_says_its_days() -> None:
    assert cells(draw_completeness(weeks())) == {
        ("Bareng", 0): ("kurang dari separuh hari", "3/7"), ("Bareng", 1): ("separuh hari atau lebih", "2/3"),
        ("Kauman", 0): ("tidak ada laporan minggu itu", ""), ("Kauman", 1): ("setiap hari", "3/3"),
        ("Buring", 0): ("belum pernah melapor", ""), ("Buring", 1): ("belum pernah melapor", "")}


def test_silence_is_hatched_and_the_rest_has_numbers() -> None:
    hatches = {trace.name: trace.marker.pattern.shape for trace in draw_completeness(weeks()).data}

    assert {name for name, hatch in hatches.items() if hatch} == {"belum pernah melapor",
                                                                   "tidak ada laporan minggu itu"}
    assert len(set(hatches.values())) == 3


def test_kinds_that_do_not_occur_stay_in_the_legend() -> None:
    few = weeks().query("ward == 'Buring'")

    assert [trace.name for trace in draw_completeness(few).data if trace.showlegend] == [
        "belum pernah melapor", "tidak ada laporan minggu itu", "kurang dari separuh hari", "separuh hari atau lebih",
        "setiap hari"]


def test_weeks_and_districts_are_parted() -> None:
    layout = draw_completeness(weeks()).layout

    assert list(layout.xaxis.ticktext) == ["15<br>Jan", "22<br>Jan"]
    assert [shape.y0 for shape in layout.shapes] == [1.5]


def test_a_week_without_a_day_due_stays_blank() -> None:
    early = weeks()
    early.loc[early["week"] == "2024-01-22", ["days_expected", "days_covered", "state"]] = [0, 0, None]

    assert {place for _ward, place in cells(draw_completeness(early))} == {0}


def test_hover_of_a_ward_week_is_in_the_readers_language() -> None:
    with using("en"):
        full = next(trace for trace in draw_completeness(weeks()).data if trace.name == "every day")

    assert list(full.hovertext) == [
        "<b>Kauman</b>, Klojen<br>Week from Monday, 22 January 2024: 3 of 3 days<br>every day"]
    assert list(full.customdata) == ["W1"]


def test_nobody_s_reporting_is_a_sentence() -> None:
    figure = draw_completeness(weeks().head(0))

    assert [note.text for note in figure.layout.annotations] == ["Pelaporan kelurahan tidak dapat ditampilkan di sini."]
