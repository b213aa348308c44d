"""The security load in sentences: a shortage is named, and what is not entered is never called enough."""

import pandas as pd
import pytest

from lib.schedule.load import find_shortages, tally_load
from lib.schedule.load_ratios import default_ratios, officers_needed, read_ratios
from lib.schedule.load_wordings import rank_shortages, say_load
from lib.text import say, using
from tests.schedule.timed import SATURDAY, at, event, frame

DAY = SATURDAY.date()
NAMES = {"d1": "Klojen", "d2": "Sukun"}
RALLY = event(1, "A", activity="rapat_umum", attendance=1800, starts=at("13:00"), ends_or_estimate=at("15:00"),
              district_code="d1")
SMALL = event(2, "B", attendance=40, starts=at("09:00"), ends_or_estimate=at("10:00"), district_code="d2")


def told(*events: dict, **strengths: int) -> list[str]:
    needed = officers_needed(frame(list(events)), read_ratios(default_ratios()))
    entered = pd.DataFrame([(code, DAY, n) for code, n in strengths.items()],
                           columns=["district_code", "day", "officers"])
    load = tally_load(needed, entered, NAMES, DAY, DAY)
    return [say(message) for message in say_load(load, find_shortages(load, NAMES), NAMES)]


def test_worst_shortage_comes_first_and_the_others_are_counted() -> None:
    assert told(RALLY, SMALL, d1=10, d2=0) == ["Sab 27 Jan 12.00–16.00, Klojen: kurang 13–30 petugas; 1 lagi di bawah."]
    with using("en"):
        assert told(RALLY, d1=30, d2=0) == [
            "Sat 27 Jan 12:00–16:00, Klojen: perhaps short by up to 10 officers."]


def test_nothing_entered_is_not_enough() -> None:
    assert told(RALLY) == [
        "Tidak ada kekurangan yang diketahui.",
        "Kekuatan belum diisi untuk satu hari pun, jadi belum dapat dikatakan cukup.",
        "Kebutuhan terbesar di sana: Sab 27 Jan 12.00–16.00, Klojen: perlu 23–40 petugas, kekuatan belum diisi."]


def test_district_that_is_not_entered_is_named_beside_a_shortage() -> None:
    assert told(RALLY, SMALL, d1=10) == [
        "Sab 27 Jan 12.00–16.00, Klojen: kurang 13–30 petugas.",
        "1 dari 2 kecamatan memiliki hari yang kekuatannya belum diisi (Sukun): belum diketahui, bukan cukup.",
        "Kebutuhan terbesar di sana: Sab 27 Jan 08.00–11.00, Sukun: perlu 2 petugas, kekuatan belum diisi."]


def test_enough_is_said_only_when_all_is_known() -> None:
    enough = "Tidak ada yang kurang: kekuatan yang diisi cukup pada setiap jam yang memerlukan petugas."
    assert told(RALLY, d1=40, d2=0) == [enough]
    assert told(RALLY, {**SMALL, "district_code": None}, d1=40, d2=0) == [
        "Tidak ada kekurangan yang diketahui.",
        "Sebagian kegiatan tidak diketahui kecamatannya: petugasnya tidak terhitung di mana pun."]


def test_days_without_activities_say_so() -> None:
    assert told({**RALLY, "state": "cancelled"}, d1=0, d2=0) == [
        "Tidak ada kegiatan yang diketahui pada hari-hari ini yang memerlukan petugas."]


@pytest.mark.parametrize("strength", [{}, {"d1": 10}])
def test_ranking_puts_the_sure_shortage_first(strength: dict) -> None:
    needed = officers_needed(frame([SMALL, RALLY]), read_ratios(default_ratios()))
    entered = pd.DataFrame([(code, DAY, n) for code, n in strength.items()],
                           columns=["district_code", "day", "officers"])
    found = rank_shortages(find_shortages(tally_load(needed, entered, NAMES, DAY, DAY), NAMES))
    assert found["district_code"].tolist() == ["d1", "d2"]
    assert len(rank_shortages(found.head(0))) == 0
