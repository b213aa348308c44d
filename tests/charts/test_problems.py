"""The small map of a problem: points with their numbers, ways solid or dashed, and nothing when nothing is placed."""

import pandas as pd

from lib.charts.problems import draw_problem_map

SHAPES = pd.DataFrame({"name": ["Kauman", "Far"], "ring": [
    [(112.62, -7.98), (112.64, -7.98), (112.64, -7.96), (112.62, -7.96), (112.62, -7.98)],
    [(113.62, -7.98), (113.64, -7.98), (113.64, -7.96), (113.62, -7.96), (113.62, -7.98)]]})
PLACES = pd.DataFrame({"lon": [112.63, 112.632], "lat": [-7.97, -7.972], "number": ["1", "2"],
                       "label": ["PKB", "PAN"], "is_estimate": [False, True]})
WAYS = pd.DataFrame({"points": [[(-7.971, 112.628), (-7.97, 112.63)], [(-7.975, 112.635), (-7.972, 112.632)]],
                     "label": ["PKB", "PAN"], "is_estimate": [False, True]})


def named(figure) -> dict[str, object]:
    return {trace.name: trace for trace in figure.data if trace.name}


def test_points_carry_their_numbers_and_ways_tell_what_is_only_a_straight_line() -> None:
    traces = named(draw_problem_map(SHAPES, PLACES, WAYS))

    assert [(name, traces[name].line.dash) for name in traces if traces[name].mode == "lines"] == [
        ("rute sesuai pemberitahuan", "solid"), ("rute tidak diketahui, garis lurus", "dash")]
    points = [trace for trace in traces.values() if "markers" in trace.mode]
    assert [(trace.text[0], trace.marker.symbol) for trace in points] == [("1", "circle"), ("2", "circle-open")]


def test_wards_near_are_named_and_the_rest_is_left_out() -> None:
    figure = draw_problem_map(SHAPES, PLACES, WAYS.iloc[:0])

    assert [list(trace.text) for trace in figure.data if trace.mode == "text"] == [["Kauman"]]
    west, east = figure.layout.xaxis.range
    assert west < 112.63 < 112.632 < east < 113


def test_one_point_is_drawn_with_streets_around_it() -> None:
    south, north = draw_problem_map(SHAPES, PLACES.iloc[:1], WAYS.iloc[:0]).layout.yaxis.range
    assert 1.1 < (north - south) * 111.195 < 1.3


def test_without_any_place_one_sentence_says_so() -> None:
    (note,) = draw_problem_map(SHAPES, PLACES.iloc[:0], WAYS.iloc[:0]).layout.annotations
    assert note.text == "Tempat kegiatan-kegiatan ini tidak diketahui."
