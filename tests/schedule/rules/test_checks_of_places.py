"""Places by their words and their kind in the city pack; campus days; the rotation of zones."""

from datetime import date

import pytest

from lib.errors import CannotRun
from lib.schedule.rules.place_kinds import load_place_words, matches, read_place_words
from tests.schedule.rules.planned import PILKADA, answer, planned, rules

PASS, SUSPECTED = ("lulus", []), ("dugaan", [])


def lacks(*fields: str) -> tuple:
    return "tidak_dapat_diperiksa", list(fields)


@pytest.mark.parametrize(("words", "uses", "setting"), [
    ("Balai RW 10, Kel. Bareng", {"umum"}, "tertutup"), ("Lap. Rampal", {"umum"}, "lapangan"),
    ("Halaman balai RW 05", {"umum"}, "terbuka_lain"), ("Aula SMPN 5, Jl. Kantor", {"pendidikan_dasar_menengah"},
                                                        "tertutup"),
    ("Masjid Al-Ikhlas RW 03", {"ibadah"}, None), ("Sekolah Tinggi Teknik", {"pendidikan_tinggi"}, None),
    ("Aula Kelurahan Dinoyo", {"fasilitas_pemerintah"}, "tertutup"), ("Lapangan Kelurahan", {"umum"}, "lapangan"),
    ("RM Contoh Rasa, Jl. Masjid", {"umum"}, "tertutup"), ("Jl. Masjid Barat 3", set(), None),
    ("Rumah Sakit Contoh", {"kesehatan"}, "tertutup"), ("Pondok Pesantren Contoh", {"pendidikan"}, None),
    ("Alun-alun Merdeka", {"umum"}, "alun_alun"), ("Zoom", {"umum"}, "virtual"), ("Pujasera", set(), None),
    ("", set(), None), ("Balai RW 2 Kelurahan Kauman", {"umum"}, "tertutup"),
    ("Lapangan masjid Al-Huda", {"ibadah"}, "lapangan")])
def test_words_of_a_place(words: str, uses: set, setting: str | None) -> None:
    kind = load_place_words().of_words(words)

    assert (set(kind.uses), kind.setting) == (uses, setting)


def test_what_a_place_is_beside_is_not_what_it_is() -> None:
    kind = load_place_words().of_words("Lapangan depan Gereja Contoh")

    assert (set(kind.uses), set(kind.beside)) == ({"umum"}, {"ibadah"})


@pytest.mark.parametrize(("uses", "wanted", "expected"), [
    ({"pendidikan_tinggi"}, {"pendidikan"}, True), ({"pendidikan"}, {"pendidikan_tinggi"}, None),
    ({"pendidikan_tinggi"}, {"pendidikan_dasar_menengah"}, False), ({"ibadah"}, {"ibadah", "kesehatan"}, True),
    (set(), {"ibadah"}, False)])
def test_kinds_are_part_of_wider_kinds(uses: set, wanted: set, expected: bool | None) -> None:
    assert matches(uses, wanted) is expected


def test_list_of_place_kinds_with_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CannotRun, match="taman_hiburan"):
        read_place_words([{"code": "taman_hiburan", "facet": "use", "kinds": None, "words": "wahana"}])


@pytest.mark.parametrize(("activity", "place", "rule_id", "expected"), [
    ("rapat_umum", {"venue_id": "V01"}, "G-PL-03", PASS), ("rapat_umum", {"venue": "Alun-alun"}, "G-PL-03", PASS),
    ("rapat_umum", {"venue": "Gedung pertemuan"}, "G-PL-03", SUSPECTED),
    ("rapat_umum", {"venue": "Pujasera"}, "G-PL-03", lacks("place_kind")),
    ("pertemuan_terbatas", {"venue": "Zoom"}, "G-PL-01", PASS),
    ("pertemuan_terbatas", {"venue": "Lapangan RW 1"}, "G-PL-01", SUSPECTED),
    ("tatap_muka", {"venue": "Pujasera"}, "G-PL-02", PASS)])
def test_kind_of_place_by_method(activity: str, place: dict, rule_id: str, expected: tuple) -> None:
    assert answer(planned(activity=activity, **place), rule_id) == expected


NEAR_MOSQUE = {"venue": "Warung kopi", "lat": -7.9826, "lon": 112.6294, "position_is_estimate": False}


@pytest.mark.parametrize(("place", "worship", "permission", "school"), [
    ({"venue": "Masjid Contoh"}, SUSPECTED, PASS, PASS),
    ({"venue": "SMAN 1"}, PASS, lacks("permission"), SUSPECTED),
    ({"venue": "Pesantren Contoh"}, PASS, lacks("permission"), lacks("education_level")),
    ({"venue_id": "V08"}, PASS, lacks("permission"), PASS),
    ({"venue_id": "V07"}, PASS, lacks("permission"), PASS),
    ({"venue_id": "V01"}, PASS, PASS, PASS), ({}, PASS, PASS, PASS),
    ({"venue": "Pujasera"}, lacks("place_kind"), lacks("place_kind"), lacks("place_kind")),
    ({"venue": "Lapangan depan Masjid"}, lacks("position"), PASS, PASS),
    (NEAR_MOSQUE, lacks("position"), PASS, PASS),
    ({**NEAR_MOSQUE, "position_is_estimate": True}, PASS, PASS, PASS),
], ids=["mosque", "school", "pesantren", "campus", "city hall", "stadium", "field", "unknown", "beside", "point near",
        "point an estimate"])
def test_places_closed_or_with_permission(place: dict, worship: tuple, permission: tuple, school: tuple) -> None:
    event = planned(activity="tatap_muka", **place)

    assert [answer(event, rule_id) for rule_id in ("G-PP-01", "G-PP-02", "G-PP-06")] == [worship, permission, school]


@pytest.mark.parametrize(("permission", "expected"), [(True, PASS), (False, SUSPECTED), (None, lacks("permission"))])
def test_permission_of_the_place_is_told_or_not(permission: bool | None, expected: tuple) -> None:
    assert answer(planned(activity="tatap_muka", venue_id="V08", place_permission=permission), "G-PP-02") == expected
    assert answer(planned(activity="tatap_muka", place_permission=permission), "G-PP-02") == PASS


@pytest.mark.parametrize(("place", "rule_id", "expected"), [
    ({"venue_id": "V08"}, "P-PP-01", lacks("permission")), ({"venue": "Gereja Contoh"}, "P-PP-02", SUSPECTED),
    ({"venue": "Balai RW 3"}, "P-PP-02", PASS)])
def test_places_of_the_pilkada(place: dict, rule_id: str, expected: tuple) -> None:
    assert answer(planned("2024-10-05", activity="tatap_muka", **place), rule_id, PILKADA) == expected


@pytest.mark.parametrize(("day", "expected"), [
    ("2024-01-26", SUSPECTED), ("2024-01-27", PASS), ("2024-01-28", PASS), ("2024-01-29", SUSPECTED)])
def test_campus_is_open_on_weekends(day: str, expected: tuple) -> None:
    assert answer(planned(day, activity="tatap_muka", venue_id="V08"), "G-PP-03") == expected
    assert answer(planned(day, activity="tatap_muka"), "G-PP-03") is None


def test_campus_takes_no_rallies() -> None:
    assert answer(planned(venue="Kampus Contoh"), "G-PP-07") == SUSPECTED


@pytest.mark.parametrize(("organiser", "day", "rule_id", "expected"), [
    ("PDIP", "2024-01-30", "G-ZN-04", PASS), ("PASLON-3", "2024-01-24", "G-ZN-04", PASS),
    ("PDIP", "2024-01-31", "G-ZN-04", SUSPECTED), ("DEMOKRAT", "2024-02-01", "G-ZN-03", PASS),
    ("PKB", "2024-01-22", "G-ZN-02", PASS), ("PKB", "2024-01-22", "G-ZN-03", None),
    ("GELORA", "2024-01-23", "G-ZN-03", None), ("GELORA", "2024-01-23", "G-ZN-05", lacks("zone_days")),
    ("UMMAT", "2024-01-22", "G-ZN-02", None), ("PDIP", "2024-02-08", "G-ZN-04", None),
    ("PDIP", "2024-02-08", "G-ZN-01", lacks("zone_days")), ("PDIP", "2024-02-07", "G-ZN-01", None)])
def test_zone_days_bind_rallies_by_ticket(organiser: str, day: str, rule_id: str, expected: tuple | None) -> None:
    assert answer(planned(day, organiser=organiser), rule_id) == expected


def test_zone_days_bind_nothing_but_rallies() -> None:
    assert answer(planned("2024-01-31", activity="tatap_muka"), "G-ZN-04") is None


def test_three_tickets_share_the_rotation_without_a_day_in_common() -> None:
    days = [rule.value[1] for rule in rules() if rule.rule_id in {"G-ZN-02", "G-ZN-03", "G-ZN-04"}]

    assert sorted(set().union(*days)) == [date.fromordinal(date(2024, 1, 21).toordinal() + n) for n in range(18)]
    assert sum(map(len, days)) == 18
