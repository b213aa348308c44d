"""What the charts of the security load show, read off the figures."""

import pandas as pd

from lib.charts.load import LOOKS, WORDED_DAYS, draw_officers_by_day, draw_officers_by_hour
from lib.text import using

NAMES = {"d1": "Klojen", "d2": "Kedungkandang"}
DAY = pd.Timestamp("2024-01-27")
COLUMNS = ["day", "hour", "district_code", "state", "officers_low", "officers_high", "strength", "short_low",
           "short_high"]


def load(*rows: tuple) -> pd.DataFrame:
    frame = pd.DataFrame([(DAY, *row) for row in rows], columns=COLUMNS)
    return frame.astype(dict.fromkeys(("strength", "short_low", "short_high"), "Int64"))


HOURS = load((9, "d1", "kurang", 185, 185, 100, 85, 85), (10, "d1", "cukup", 40, 90, 100, 0, 0),
             (11, "d1", "mungkin_kurang", 90, 120, 100, 0, 20), (12, "d1", "cukup", 0, 0, 100, 0, 0),
             (9, "d2", "belum_diisi", 100, 178, None, None, None), (10, "d2", "belum_diisi", 0, 0, None, None, None),
             (4, None, "tanpa_kecamatan", 2, 2, None, None, None))


def texts(figure) -> dict[str, list[str]]:
    return {trace.name: [text for text in trace.text or () if text] for trace in figure.data}


def test_hours_print_the_need_with_the_mark_of_its_state() -> None:
    assert texts(draw_officers_by_hour(HOURS, NAMES)) == {
        "▲ kurang": ["▲ 185"], "△ mungkin kurang": ["△ 90–120"], "? kekuatan belum diisi": ["? 100–178"],
        "? kecamatan belum diketahui": ["? 2"], "cukup": ["40–90"], "tidak perlu petugas": []}


def test_strength_stands_above_its_column_and_what_is_not_entered_is_said() -> None:
    figure = draw_officers_by_hour(HOURS, NAMES)
    assert figure.layout.xaxis.ticktext == (
        "<b>Klojen</b><br>kekuatan<br>100", "<b>Kedungkandang</b><br>belum<br>diisi",
        "<b>kecamatan<br>belum<br>diketahui</b>")
    assert figure.layout.yaxis.ticktext == ("04", *(f"{hour:02d}" for hour in range(6, 24)))


def test_strength_of_nobody_is_a_number_and_not_missing() -> None:
    figure = draw_officers_by_hour(load((9, "d1", "kurang", 2, 2, 0, 2, 2)), NAMES)
    assert figure.layout.xaxis.ticktext == ("<b>Klojen</b><br>kekuatan<br>0",)


def test_what_is_not_known_is_hatched_also_where_nobody_is_needed() -> None:
    (unknown,) = [trace for trace in draw_officers_by_hour(HOURS, NAMES).data if "belum diisi" in trace.name]
    assert (len(unknown.x), unknown.marker.pattern.shape) == (2, "/")


def test_hover_tells_need_strength_and_lack() -> None:
    figure = draw_officers_by_hour(HOURS, NAMES)
    assert figure.data[0].hovertext == ("09–10, Klojen<br>diperlukan: 185<br>kekuatan 100<br>kurang: 85",)
    with using("en"):
        assert "strength not entered" in draw_officers_by_hour(HOURS, NAMES).data[2].hovertext[0]


def test_days_print_what_is_lacking() -> None:
    days = HOURS[HOURS["hour"] != 12].drop(columns="hour")
    days = days.assign(day=[DAY + pd.Timedelta(days=n) for n in range(len(days))])
    assert texts(draw_officers_by_day(days, NAMES)) == {
        "▲ kurang": ["▲<br>85"], "△ mungkin kurang": ["△<br>≤20"], "? kekuatan belum diisi": ["?<br>100–178"],
        "? kecamatan belum diketahui": ["?<br>2"], "cukup": [], "tidak perlu petugas": []}


def test_many_days_show_marks_only() -> None:
    row = HOURS.iloc[[0]].drop(columns="hour")
    days = pd.concat([row.assign(day=DAY + pd.Timedelta(days=n)) for n in range(WORDED_DAYS + 1)])
    figure = draw_officers_by_day(days, NAMES)
    assert set(figure.data[0].text) == {"▲"}
    assert len(figure.layout.xaxis.tickvals) == 3


def test_states_differ_in_more_than_colour() -> None:
    assert len({(look.mark, look.hatch) for look in LOOKS.values() if look.mark}) == 4


def test_name_is_not_markup_and_nothing_is_said() -> None:
    assert "<a" not in draw_officers_by_hour(HOURS, {"d1": "<a>"}).to_json().replace("\\u003c", "<")
    for draw in (draw_officers_by_hour, draw_officers_by_day):
        assert draw(HOURS.head(0), NAMES).layout.annotations[0].text == "Tidak ada kegiatan pada rentang ini."
