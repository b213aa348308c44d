"""The sentences about clashes, word for word in both languages."""

import pandas as pd
import pytest

from lib.schedule.clashes import find_clashes
from lib.schedule.kinds import KINDS, NEAR_KINDS
from lib.schedule.reasons import KIND_LABELS, LEVEL_LABELS, LEVEL_MARKS, advise, reason
from lib.schedule.settings import ClashSettings
from lib.text import say, using
from tests.schedule.timed import event, frame

NAMES = {"A": "12 PAN", "B": "14 Demokrat"}
HALL = {"venue_id": "V01", "venue": "Stadion Gajayana"}
NORTH = {"lat": -7.95, "lon": 112.62, "district_code": "d1", "area_code": "w1"}
SOUTH = {"lat": -7.9555759, "lon": 112.62, "district_code": "d1", "area_code": "w2"}  # 620 m
FAR = {"lat": -8.0, "lon": 112.62, "district_code": "d1", "area_code": "w3"}
WARD = {"area_code": "w1", "position_is_estimate": True}
RALLY = {"activity": "rapat_umum"}

SENTENCES = [
    ("venue", event(1, "A", **HALL, attendance=2500), event(2, "B", "10:00-13:30", **HALL, attendance=4000),
     "12 PAN dan 14 Demokrat: di tempat yang sama (Stadion Gajayana); 2 jam pada waktu yang sama; "
     "perkiraan massa 2.500 dan 4.000 orang.",
     "12 PAN and 14 Demokrat: at the same place (Stadion Gajayana); 2 h at the same time; "
     "2,500 and 4,000 people expected.",
     "Sepakati dengan kedua pihak siapa yang pindah ke jam lain atau tempat lain."),
    ("venue-without-a-name", event(1, "A", venue_id="V01"), event(2, "B", venue_id="V01"),
     "12 PAN dan 14 Demokrat: di tempat yang sama; 3 jam pada waktu yang sama.",
     "12 PAN and 14 Demokrat: at the same place; 3 h at the same time.",
     "Sepakati dengan kedua pihak siapa yang pindah ke jam lain atau tempat lain."),
    ("change-over", event(1, "A", **HALL), event(2, "B", "12:00-15:00", **HALL),
     "12 PAN dan 14 Demokrat: di tempat yang sama (Stadion Gajayana); yang satu mulai saat yang lain selesai, sehingga "
     "massa yang pulang bertemu massa yang datang.",
     "12 PAN and 14 Demokrat: at the same place (Stadion Gajayana); one begins when the other ends, so those who leave "
     "meet those who arrive.",
     "Sarankan kegiatan yang belakangan mulai lebih lambat, atau pisahkan jalan massa yang pulang dan yang datang."),
    ("metres-touching", event(1, "A", **NORTH), event(2, "B", "12:00-15:00", **SOUTH, end_is_estimate=True),
     "12 PAN dan 14 Demokrat: terpisah 620 m; yang satu mulai saat yang lain selesai, sehingga massa yang pulang "
     "bertemu massa yang datang; jam selesai perkiraan.",
     "12 PAN and 14 Demokrat: 620 m apart; one begins when the other ends, so those who leave meet those who arrive; "
     "hour of ending estimated.",
     "Sarankan kegiatan yang belakangan mulai lebih lambat, atau pisahkan jalan massa yang pulang dan yang datang."),
    ("metres-overlapping", event(1, "A", **NORTH), event(2, "B", "11:30-15:00", **SOUTH),
     "12 PAN dan 14 Demokrat: terpisah 620 m; 30 menit pada waktu yang sama.",
     "12 PAN and 14 Demokrat: 620 m apart; 30 min at the same time.",
     "Sepakati dengan kedua pihak siapa yang pindah ke jam lain, atau pisahkan jalur kedua massa."),
    ("ward", event(1, "A", **WARD), event(2, "B", "13:30-15:00", **WARD, attendance=300, end_is_estimate=True),
     "12 PAN dan 14 Demokrat: di satu kelurahan, tempat pastinya belum diketahui; hanya berselang 1 jam 30 menit, "
     "sehingga massa yang pulang dapat bertemu massa yang datang; perkiraan massa 300 orang di salah satunya; "
     "jam selesai dan lokasi perkiraan.",
     "12 PAN and 14 Demokrat: in one ward, the exact place unknown; only 1 h 30 min between them, so those who leave "
     "can meet those who arrive; 300 people expected at one of them; hour of ending and location estimated.",
     "Tanyakan dahulu tempat pastinya. Sarankan kegiatan yang belakangan mulai lebih lambat, atau pisahkan jalan massa "
     "yang pulang dan yang datang."),
    ("wider", event(1, "A", **NORTH), event(2, "B", **{**SOUTH, "lat": -7.96}),
     "12 PAN dan 14 Demokrat: terpisah 1.112 m; 3 jam pada waktu yang sama.",
     "12 PAN and 14 Demokrat: 1,112 m apart; 3 h at the same time.",
     "Sepakati jalur datang dan pulang yang terpisah."),
    ("large", event(1, "A", **NORTH, crowd_is_large=True), event(2, "B", **FAR, crowd_is_large=True),
     "12 PAN dan 14 Demokrat: di satu kecamatan; 3 jam pada waktu yang sama; massa keduanya besar.",
     "12 PAN and 14 Demokrat: in one district; 3 h at the same time; both crowds large.",
     "Pastikan kekuatan pengamanan pada paruh hari ini cukup untuk keduanya."),
    ("same-day", event(1, "A", **NORTH), event(2, "B", "17:00-18:00", **FAR),
     "12 PAN dan 14 Demokrat: di satu kecamatan; berselang 5 jam.",
     "12 PAN and 14 Demokrat: in one district; 5 h between them.",
     "Tidak perlu memindahkan kegiatan; pantau jalur keduanya."),
    ("same-day-touching", event(1, "A", **NORTH), event(2, "B", "12:00-18:00", **FAR),
     "12 PAN dan 14 Demokrat: di satu kecamatan; yang satu mulai saat yang lain selesai.",
     "12 PAN and 14 Demokrat: in one district; one begins when the other ends.",
     "Tidak perlu memindahkan kegiatan; pantau jalur keduanya."),
    ("rallies", event(1, "A", **RALLY), event(2, "B", "16:00-18:00", **RALLY),
     "12 PAN dan 14 Demokrat: rapat umum pada hari ini lebih banyak daripada yang dibolehkan aturan pemilihan; "
     "berselang 4 jam.",
     "12 PAN and 14 Demokrat: more rallies on this day than the election's rule allows; 4 h between them.",
     "Sepakati dengan para peserta dan KPU rapat umum mana yang pindah ke hari lain."),
]


@pytest.mark.parametrize(
    ("one", "other", "indonesian", "english", "advice"), [c[1:] for c in SENTENCES], ids=[c[0] for c in SENTENCES])
def test_sentences(one: dict, other: dict, indonesian: str, english: str, advice: str) -> None:
    (row,) = find_clashes(frame([one, other]), ClashSettings(rallies_per_day=1)).to_dict("records")
    with using("id"):
        assert say(reason(row, NAMES)) == indonesian
        assert say(advise(row)) == advice
    with using("en"):
        assert say(reason(row, NAMES)) == english


def test_every_kind_is_in_the_sentences() -> None:
    rules = ClashSettings(rallies_per_day=1)
    told = {find_clashes(frame([one, other]), rules)["kind"][0] for _, one, other, *_ in SENTENCES}
    assert told == {kind.name for kind in NEAR_KINDS.values()}


def test_neighbouring_wards_are_named_so() -> None:
    events = frame([event(1, "A", **WARD), event(2, "B", **{**WARD, "area_code": "w2"})])
    neighbours = pd.DataFrame({"area_code": ["w1"], "neighbour_code": ["w2"]})
    (row,) = find_clashes(events, neighbours=neighbours).to_dict("records")
    assert say(reason(row)) == ("A dan B: di kelurahan yang bertetangga, tempat pastinya belum diketahui; "
                                "3 jam pada waktu yang sama; lokasi perkiraan.")


def test_a_code_without_a_name_stands_as_it_is() -> None:
    (row,) = find_clashes(frame([event(1, "A", **HALL), event(2, "B", **HALL)])).to_dict("records")
    assert say(reason(row)).startswith("A dan B: ")


def test_a_masked_crowd_is_not_told() -> None:
    """A party sees that the other side is large, never how large."""
    own = event(1, "A", **NORTH, crowd_is_large=True, attendance=1200)
    (row,) = find_clashes(frame([own, event(2, "B", **FAR, crowd_is_large=True)])).to_dict("records")
    assert say(reason(row)) == "A dan B: di satu kecamatan; 3 jam pada waktu yang sama; massa keduanya besar."


def test_every_kind_and_level_has_a_label() -> None:
    assert set(KIND_LABELS) == {kind.name for kind in KINDS.values()}
    assert set(LEVEL_LABELS) == set(LEVEL_MARKS) == {kind.level for kind in KINDS.values()}
