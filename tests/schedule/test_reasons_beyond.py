"""The sentences about clashes beyond two crowds close by, word for word in both languages."""

import pytest

from lib.schedule.all_clashes import find_all_clashes
from lib.schedule.kinds import NEAR_KINDS
from lib.schedule.reasons import KIND_LABELS, advise, reason
from lib.schedule.reasons_beyond import advise_beyond
from lib.text import say, using
from tests.schedule.surroundings import CITY, EAST, SOUTH, WEST, crowd, north_of, telling
from tests.schedule.test_protected_times import FRIDAY, SUNDAY, WEDNESDAY, on
from tests.schedule.timed import event

NAMES = {"A": "12 PAN", "B": "1 PKB"}
AFAR = (-7.90, 112.62)
ROAD = {"route": "Jl. Mayjen Sungkono"}

SENTENCES = [
    ("shared_road", [crowd(1, "A", "10:00-15:00", EAST, **ROAD, attendance=2500),
                     crowd(2, "B", "11:00-15:00", SOUTH, **ROAD, attendance=4000)],
     "12 PAN dan 1 PKB: kedua massa pulang lewat Jl. Mayjen Sungkono, 15.00–16.30; terpisah 3.130 m; 4 jam pada waktu "
     "yang sama; perkiraan massa 2.500 dan 4.000 orang.",
     "12 PAN and 1 PKB: both crowds go home by Jl. Mayjen Sungkono, 15:00–16:30; 3,130 m apart; 4 h at the same time; "
     "2,500 and 4,000 people expected."),
    ("possible_shared_road", [crowd(1, "A", point=SOUTH, gathering_point="Utara"),
                              crowd(2, "B", point=WEST, gathering_point="Stadion Timur")],
     "12 PAN dan 1 PKB: kedua massa pulang lewat satu jalan, 12.00–13.30; rute tidak diketahui, garis lurus; "
     "terpisah 3.130 m; 3 jam pada waktu yang sama; perkiraan massa 2.000 dan 2.000 orang.",
     "12 PAN and 1 PKB: both crowds go home by one road, 12:00–13:30; route not known, straight line; 3,130 m apart; "
     "3 h at the same time; 2,000 and 2,000 people expected."),
    ("passes_by", [crowd(1, "A", point=AFAR, activity="pawai", route="Utara, Selatan"),
                   event(2, "B", "09:00-10:00", lat=-7.965, lon=112.6209)],
     "12 PAN dan 1 PKB: pawai melewati tempat kegiatan lain, 08.30–11.00; terpisah 7.228 m; 1 jam pada waktu yang "
     "sama; perkiraan massa 2.000 orang di salah satunya.",
     "12 PAN and 1 PKB: a parade passes the place of the other, 08:30–11:00; 7,228 m apart; 1 h at the same time; "
     "2,000 people expected at one of them."),
    ("shared_capacity", [crowd(1, "A", venue_id="V1", attendance=3000, joint_key="j"),
                         crowd(2, "B", venue_id="V1", attendance=2500, joint_key="j")],
     "12 PAN dan 1 PKB: bersama-sama melebihi 5.000 orang, daya tampung tercatat tempat itu; sumber daya tampung: "
     "hearsay; di tempat yang sama; 3 jam pada waktu yang sama; perkiraan massa 3.000 dan 2.500 orang.",
     "12 PAN and 1 PKB: together more than the 5,000 people the place is said to hold; capacity by: hearsay; at the "
     "same place; 3 h at the same time; 3,000 and 2,500 people expected."),
    ("over_capacity", [event(1, "A", venue_id="V1", venue="Stadion Timur", attendance=9000)],
     "12 PAN: massa melebihi 5.000 orang, daya tampung tercatat Stadion Timur; sumber daya tampung: hearsay; "
     "perkiraan massa 9.000 orang.",
     "12 PAN: more people expected than the 5,000 that Stadion Timur is said to hold; capacity by: hearsay; "
     "9,000 people expected."),
    ("same_speaker", [event(1, "A", **north_of(EAST, 0), speakers="Bpk. Adi Sucipto, SE"),
                      event(2, "B", "12:00-13:00", **north_of(EAST, 3500), speakers="Adi Sucipto")],
     "12 PAN dan 1 PKB: pertanyaan: apakah Adi Sucipto hadir di keduanya; perjalanan dari satu ke yang lain "
     "sekitar 11 menit; terpisah 3.500 m; yang satu mulai saat yang lain selesai.",
     "12 PAN and 1 PKB: question: is Adi Sucipto to speak at both; about 11 minutes on the way from one to the other; "
     "3,500 m apart; one begins when the other ends."),
    ("worship_hours", [event(1, "A", **on(FRIDAY, "12:00-14:00"), **north_of(EAST, 220))],
     "12 PAN: Salat Jumat, 12.00–13.00, sekitar 220 m dari Masjid Raya; lokasi perkiraan.",
     "12 PAN: Friday prayer, 12:00–13:00, about 220 m from Masjid Raya; location estimated."),
    ("school_hours", [event(1, "A", **on(FRIDAY, "14:00-16:00"), **north_of(SOUTH, 100))],
     "12 PAN: jam sekolah, 14.00–15.00, sekitar 100 m dari SDN 1.",
     "12 PAN: school hours, 14:00–15:00, about 100 m from SDN 1."),
    ("closed_street", [event(1, "A", **on(SUNDAY, "08:00-10:00"), venue="Jl. Kawi 12")],
     "12 PAN: Hari bebas kendaraan Jl. Kawi, 08.00–09.00, di Jl. Kawi.",
     "12 PAN: Car-free day, Jl. Kawi, 08:00–09:00, on Jl. Kawi."),
    ("quiet_period", [event(1, "A", **on(WEDNESDAY, "09:00-10:00"))],
     "12 PAN: pada hari khusus: Masa tenang.", "12 PAN: on a special day: Quiet period."),
]


@pytest.mark.parametrize(("kind", "events", "indonesian", "english"), SENTENCES, ids=[case[0] for case in SENTENCES])
def test_sentences(kind: str, events: list[dict], indonesian: str, english: str) -> None:
    rows = find_all_clashes(telling(events), surroundings=CITY).to_dict("records")
    (row,) = [row for row in rows if row["kind"] == kind]
    with using("id"):
        assert say(reason(row, NAMES)) == indonesian
        assert say(advise(row)) != ""
    with using("en"):
        assert say(reason(row, NAMES)) == english


def test_every_kind_beyond_has_advice_of_its_own() -> None:
    near = {kind.name for kind in NEAR_KINDS.values()}
    assert {kind for kind in KIND_LABELS if advise_beyond(kind) is None} == near
