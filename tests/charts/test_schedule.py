"""What the schedule's charts show, read off the figures."""

from datetime import date, timedelta

import pandas as pd
import pytest

from lib.charts.schedule import (
    draw_daily_clashes,
    draw_hourly_load,
    draw_organiser_matrix,
    draw_timeline,
    draw_week,
)
from lib.charts.theme import LEVELS
from lib.text import using

SATURDAY = date(2024, 1, 27)
NAMES = {"B": "14 Demokrat", "A": "12 PAN"}


def events(*rows: dict) -> pd.DataFrame:
    plain = {"state": "planned", "gathers": True, "organiser": "A", "venue": "Gajayana", "end_is_estimate": False,
             "attendance": None}
    frame = pd.DataFrame([{**plain, "event_id": n, **row} for n, row in enumerate(rows, start=1)])
    for name in ("starts", "ends_or_estimate"):
        frame[name] = pd.to_datetime("2024-01-" + frame[name])
    return frame


def clashes(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["event_a", "event_b", "level", "day"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


TWO = events({"starts": "27 09:00", "ends_or_estimate": "27 12:00", "attendance": 2500},
             {"starts": "27 11:00", "ends_or_estimate": "27 15:00", "organiser": "B"})
NONE = clashes()


def bars(figure, name: str) -> list[tuple[float, float]]:
    """Begin and end of the bars whose name ends so, in hours."""
    return sorted((begin, begin + length) for trace in figure.data if trace.type == "bar" and trace.name.endswith(name)
                  for begin, length in zip(trace.base, trace.x, strict=True))


def words(figure) -> list[str]:
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text]


def test_timeline_draws_the_event_between_arrival_and_dispersal() -> None:
    figure = draw_timeline(TWO, NONE, first=SATURDAY)
    assert bars(figure, "kegiatan") == [(9, 12), (11, 15)]
    assert bars(figure, "kedatangan dan kepulangan") == [(7, 9), (9, 11), (12, 14), (15, 17)]


def test_timeline_names_day_venue_and_organisers() -> None:
    figure = draw_timeline(TWO, clashes((1, 2, 5, "2024-01-27")), first=SATURDAY, names=NAMES)
    assert words(figure) == ["<b>Sabtu, 27 Januari 2024</b>", "<b>Gajayana</b>",
                             "● 12 PAN · 09.00–12.00 WIB", "● 14 Demokrat · 11.00–15.00 WIB"]


def test_timeline_hatches_the_hours_both_are_about() -> None:
    figure = draw_timeline(TWO, clashes((1, 2, 5, "2024-01-27")), first=SATURDAY)
    assert bars(figure, "● kritis") == [(9, 11), (9, 12), (11, 14), (12, 14)]
    hatched = [trace for trace in figure.data if trace.type == "bar" and trace.name == "● kritis"]
    assert {trace.marker.pattern.shape for trace in hatched} == {LEVELS[5].hatch}


def test_timeline_spans_of_several_clashes_are_one() -> None:
    three = pd.concat([TWO, events({"starts": "27 09:00", "ends_or_estimate": "27 10:00"}).assign(event_id=3)])
    figure = draw_timeline(three, clashes((1, 2, 5, "2024-01-27"), (1, 3, 5, "2024-01-27")), first=SATURDAY)
    assert bars(figure, "● kritis").count((9, 12)) == 1


def test_timeline_a_clash_of_the_day_only_hatches_nothing() -> None:
    figure = draw_timeline(TWO, clashes((1, 2, 2, "2024-01-27")), first=SATURDAY)
    assert bars(figure, "rendah") == []
    assert words(figure)[2].startswith("○ ")


def test_timeline_an_estimated_end_is_hollow_and_said() -> None:
    figure = draw_timeline(TWO.assign(end_is_estimate=[True, False]), NONE, first=SATURDAY)
    assert bars(figure, "kegiatan, jam selesai perkiraan") == [(9, 12)]
    assert words(figure)[2].endswith("09.00–12.00 WIB (perkiraan)")


def test_timeline_night_is_cut_at_the_edge_of_the_day() -> None:
    figure = draw_timeline(events({"starts": "27 22:00", "ends_or_estimate": "28 01:00"}), NONE, first=SATURDAY)
    assert bars(figure, "kegiatan") == [(22, 24)]


def test_timeline_the_day_begins_at_six_or_with_its_first_event() -> None:
    early = events({"starts": "27 04:30", "ends_or_estimate": "27 07:00"})
    assert draw_timeline(TWO, NONE, first=SATURDAY).layout.xaxis.range == (6, 24)
    assert draw_timeline(early, NONE, first=SATURDAY).layout.xaxis.range == (4, 24)


def test_timeline_the_gravest_venues_come_first_and_the_rest_is_counted() -> None:
    day = {"starts": "27 09:00", "ends_or_estimate": "27 10:00"}
    late = {"starts": "27 19:00", "ends_or_estimate": "27 20:00"}
    three = events({**day, "venue": "Aula"}, {**late, "venue": "Balai"}, {**late, "venue": "Cakrawala"})
    figure = draw_timeline(three, clashes((2, 9, 4, "2024-01-27")), first=SATURDAY, rows=2)
    assert [text for text in words(figure) if text.startswith("<b>")][1:] == ["<b>Balai</b>", "<b>Aula</b>"]
    assert figure.layout.annotations[0].text == "1 kegiatan lagi tidak digambar"


def test_timeline_shows_the_asked_days_and_who_comes() -> None:
    rows = [{"starts": f"{day} 09:00", "ends_or_estimate": f"{day} 10:00", "venue": f"{day}"}
            for day in range(26, 31)]
    shown = pd.concat([events(*rows), events({**rows[1], "state": "cancelled"}, {**rows[1], "gathers": False})])
    figure = draw_timeline(shown, NONE, first=SATURDAY, days=3)
    assert [text for text in words(figure) if text.startswith("<b>")] == [
        "<b>Sabtu, 27 Januari 2024</b>", "<b>27</b>", "<b>Minggu, 28 Januari 2024</b>", "<b>28</b>",
        "<b>Senin, 29 Januari 2024</b>", "<b>29</b>"]


def test_timeline_what_a_sender_wrote_is_not_markup() -> None:
    figure = draw_timeline(TWO.assign(venue="<a href='x'>GOR</a>"), NONE, first=SATURDAY)
    assert "<a" not in figure.to_json().replace("\\u003c", "<")


def test_timeline_says_that_there_is_nothing() -> None:
    figure = draw_timeline(TWO, NONE, first=SATURDAY + timedelta(days=9))
    assert [note.text for note in figure.layout.annotations] == ["Tidak ada kegiatan pada rentang ini."]


def test_matrix_prints_each_number_and_shortens_the_heads() -> None:
    counts = pd.DataFrame([[0, 12], [12, 0]], index=["A", "B"], columns=["A", "B"])
    figure = draw_organiser_matrix(counts, NAMES)
    assert (figure.layout.yaxis.ticktext, figure.layout.xaxis.ticktext) == (("12 PAN", "14 Demokrat"), ("12", "14"))
    assert words(figure) == ["12", "12"]
    assert figure.data[0].hovertext[0][1] == "12 PAN dan 14 Demokrat: 12 bentrok"


@pytest.mark.parametrize("counts", [pd.DataFrame(), pd.DataFrame([[0]], index=["A"], columns=["A"])])
def test_matrix_says_that_there_is_nothing(counts: pd.DataFrame) -> None:
    assert draw_organiser_matrix(counts).layout.annotations[0].text == "Tidak ada bentrok antarpeserta."


def test_hourly_load_prints_people_and_what_is_not_known() -> None:
    load = pd.DataFrame([("d1", 9, 1200, 0), ("d1", 10, 1200, 2), (None, 4, 0, 1)],
                        columns=["district_code", "hour", "people", "unknown_attendance"])
    figure = draw_hourly_load(load, {"d1": "Klojen", "d2": "Sukun"})
    assert figure.layout.xaxis.ticktext == ("Klojen", "Sukun", "kecamatan<br>belum<br>diketahui")
    assert figure.layout.yaxis.ticktext == ("04", *(f"{hour:02d}" for hour in range(6, 24)))
    assert words(figure) == ["+1?", "1.200", "1.200 +2?"]


def test_week_counts_activities_and_marks_clashes() -> None:
    week = pd.concat([TWO, TWO.assign(state="cancelled")])
    found = clashes((1, 2, 5, "2024-01-27"), (1, 2, 3, "2024-01-27"), (1, 2, 3, "2024-01-27"), (1, 2, 2, "2024-03-01"))
    figure = draw_week(week, found, first=date(2024, 1, 26), days=3)
    assert figure.data[0].y == ("Jum 26 Jan", "Sab 27 Jan", "Min 28 Jan")
    assert figure.data[0].x == (0, 2, 0)
    assert [note.text for note in figure.layout.annotations] == ["", "● 1  ◔ 2", ""]


def test_a_week_without_anything() -> None:
    figure = draw_week(TWO.iloc[:0], NONE, first=SATURDAY)
    assert figure.data[0].x == (0,) * 7


def test_daily_clashes_stack_from_the_gravest() -> None:
    counts = pd.DataFrame([[1, 0, 2, 3]], index=pd.to_datetime(["2024-01-27"]), columns=[2, 3, 4, 5])
    with using("en"):
        figure = draw_daily_clashes(counts)
    assert [(trace.name, trace.y[0]) for trace in figure.data] == [
        ("● critical", 3), ("◑ high", 2), ("◔ medium", 0), ("○ low", 1)]
    assert figure.data[0].x == ("Sat 27 Jan",)


def test_levels_differ_in_mark_and_hatch_not_only_in_colour() -> None:
    for name in ("mark", "hatch", "colour"):
        assert len({getattr(level, name) for level in LEVELS.values()}) == len(LEVELS)


def test_figures_are_few_traces() -> None:
    many = events(*({"starts": "27 09:00", "ends_or_estimate": "27 10:00", "venue": f"V{n}"} for n in range(60)))
    assert len(draw_timeline(many, NONE, first=SATURDAY).data) <= 12
