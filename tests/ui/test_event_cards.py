"""The card of an event: what its notice states in words, and nothing where nothing is told or shown."""

from datetime import date, datetime

import pandas as pd

from lib.reference.labels import load_labels
from lib.schedule.loading import load_schedule
from lib.store import SYSTEM, Store, Viewer
from lib.ui.event_cards import event_facts
from tests.store.conftest import event

DAY = date(2024, 1, 27)


def facts_of(store: Store, viewer: Viewer) -> dict[str, str]:
    with store.reader(viewer) as read:
        row = load_schedule(read, DAY, DAY).events.to_dict("records")[0]
        return {label: value for label, value in event_facts(row, load_labels(read), "WIB") if value}


def test_the_card_tells_what_the_notice_states(store: Store) -> None:
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [event(1, "PKB", speakers=["Fulan, S.H.", "Fulanah"])])

    assert list(facts_of(store, Viewer("a", "analyst")).items())[7:-1] == [
        ("Juru kampanye", "Fulan, S.H.; Fulanah"), ("Kendaraan", "20"), ("Rute", "route"), ("Titik kumpul", "corner"),
        ("Tautan daring", "https://meet.example/1"), ("Izin tempat", "ya"),
        ("Tanggal pemberitahuan", "Rabu, 10 Januari 2024"), ("Nomor STTP", "permit"),
        ("Tanggal STTP", "Kamis, 11 Januari 2024"), ("Narahubung", "contact")]


def test_a_rival_s_card_tells_only_the_public_notice(store: Store) -> None:
    with store.writing(SYSTEM, "plan") as tx:
        tx.insert("event_versions", [event(1, "PKB", starts=datetime(2024, 1, 27, 9))])
    rival = facts_of(store, Viewer("p", "party", organiser="PAN"))

    assert len(rival) == 6
    assert not {"Juru kampanye", "Kendaraan", "Titik kumpul", "Izin tempat", "Kontak"} & rival.keys()
    assert pd.isna(rival.get("Jumlah peserta"))
