import pandas as pd
import plotly.graph_objects as go
import pytest

from lib.charts.maps import NO_DATA_COLOUR, class_scale, draw_ward_map, no_data_class
from lib.text import using


def square(x, y, side=0.02):
    return [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]


@pytest.fixture
def shapes():
    rings = [square(112.60, -7.90), square(112.62, -7.90), square(112.60, -7.92), square(112.605, -7.895, 0.005)]
    return pd.DataFrame({"area_code": ["K0", "K1", "K2", "K0"], "ring": rings,
                         "is_hole": [False, False, False, True], "is_scheme": True})


@pytest.fixture
def wards():
    return pd.DataFrame({"area_code": ["K0", "K1", "K2"], "name": ["Satu", "Dua", "Tiga " + "panjang" * 9],
                         "district_code": ["D0", "D0", "D1"], "place": [0, 1, 2], "is_marked": False,
                         "hover": ["<b>Satu</b>", "b", "c"]})


def scale():
    return [*class_scale(["calm", "warm"]), no_data_class()]


def areas_of(figure: go.Figure):
    return [trace for trace in figure.data if trace.fill == "toself"]


def test_each_class_is_one_filled_trace_even_when_empty(shapes, wards):
    figure = draw_ward_map(shapes, wards.assign(place=2), scale())
    assert [len([x for x in trace.x if x is not None]) for trace in areas_of(figure)] == [0, 0, 20]


def test_rings_of_a_class_are_parted_by_gaps(shapes, wards):
    first = areas_of(draw_ward_map(shapes, wards, scale()))[0]
    assert list(first.x).count(None) == 1


def test_only_wards_without_data_are_hatched(shapes, wards):
    patterns = [trace.fillpattern.shape for trace in areas_of(draw_ward_map(shapes, wards, scale()))]
    assert patterns == [None, None, "/"]
    assert areas_of(draw_ward_map(shapes, wards, scale()))[2].fillcolor == NO_DATA_COLOUR


def test_legend_tells_every_class_once(shapes, wards):
    with using("en"):
        figure = draw_ward_map(shapes, wards, scale(), title="What it shows")
    assert [trace.name for trace in figure.data if trace.showlegend is not False] == ["calm", "warm", "no data yet"]
    assert figure.layout.legend.title.text == "What it shows<br>Scheme: ward borders are not exact"


def test_scheme_is_not_claimed_of_real_borders(shapes, wards):
    figure = draw_ward_map(shapes.assign(is_scheme=False), wards, scale(), title="What it shows")
    assert figure.layout.legend.title.text == "What it shows"


def test_hover_and_click_know_their_ward(shapes, wards):
    touch = next(trace for trace in draw_ward_map(shapes, wards, scale()).data if trace.customdata is not None)
    assert list(touch.customdata) == ["K0", "K1", "K2"]
    assert list(touch.hovertext) == ["<b>Satu</b>", "b", "c"]


def test_names_stand_where_they_fit_and_nowhere_when_not_wanted(shapes, wards):
    def written(marked, **options):
        figure = draw_ward_map(shapes, wards.assign(is_marked=marked), scale(), **options)
        return [list(trace.text) for trace in figure.data if trace.mode == "text"]

    assert written(False) == [["Satu", "Dua", ""], ["", "", ""]]
    assert written(True) == [["Satu", "Dua", ""], ["", "", wards["name"][2]]]
    assert written(True, names=False) == [["", "", ""], ["", "", ""]]


def test_points_are_hollow_where_the_place_is_estimated(shapes, wards):
    points = pd.DataFrame({"lon": [112.61, 112.63], "lat": [-7.89, -7.89], "label": ["a", "b"],
                           "is_estimate": [False, True]})
    figure = draw_ward_map(shapes, wards, scale(), points=points)
    marks = {trace.hovertext[0]: trace.marker.symbol for trace in figure.data[-2:]}
    assert marks == {"a": "circle", "b": "circle-open"}


def test_map_needs_nothing_but_plain_axes(shapes, wards):
    """No WebGL, no tiles, no base map: nothing that a machine without internet or graphics could not draw."""
    figure = draw_ward_map(shapes, wards, scale())
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.yaxis.scaleratio == pytest.approx(1.0096, abs=1e-3)


def test_wards_without_a_shape_leave_an_empty_map(shapes, wards):
    figure = draw_ward_map(shapes.head(0), wards, scale())
    assert [trace.name for trace in figure.data if trace.showlegend is not False] == ["calm", "warm", "belum ada data"]
