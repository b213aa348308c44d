"""The command `load` and the page read the same schedule differently and come to the same hours and sentences."""

import argparse
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from lib.schedule.load_commands import add_parser
from lib.schedule.load_stored import load_security
from lib.schedule.load_strengths import load_strengths, set_strength
from lib.store import SYSTEM, Store
from lib.text import say
from tests.store.conftest import event

FIRST, LAST = date(2024, 1, 26), date(2024, 1, 28)
KLOJEN, KEDUNGKANDANG = "35.73.02", "35.73.03"
NAMES = {"organiser": "party", "starts": "start", "ends": "end"}
SENT = ["event_id", "organiser", "activity", "starts", "ends", "venue", "venue_id", "area_code", "attendance", "state",
        "title", "route", "lat", "lon"]


@pytest.fixture
def filled(store: Store) -> Store:
    """Rallies that clash, a crowd nobody told, a night over midnight, one called off, a ward nobody knows."""
    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("event_versions", [
            event(1, "PKB", attendance=1800), event(2, "PAN", attendance=None),
            event(3, "PDIP", starts=datetime(2024, 1, 26, 23), ends=datetime(2024, 1, 27, 1), attendance=90,
                  activity="tatap_muka", venue_id=None, venue="Rumah", area_code="35.73.03.1005"),
            event(4, "PKS", starts=datetime(2024, 1, 28, 9), ends=None, attendance=None, activity="pawai",
                  venue_id=None, venue="Keliling kota", area_code="35.73.03.1005"),
            event(5, "PSI", state="cancelled", attendance=9000),
            event(6, "PPP", venue_id=None, venue="?", area_code=None, attendance=40, activity="tatap_muka",
                  starts=datetime(2024, 1, 28, 12, 30), ends=datetime(2024, 1, 28, 14))])
    set_strength(store, SYSTEM, district_code=KLOJEN, first=FIRST, last=LAST, officers=30)
    set_strength(store, SYSTEM, district_code=KEDUNGKANDANG, first=LAST, last=LAST, officers=0)
    return store


def test_command_gives_the_answers_of_the_page(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    with filled.reader(SYSTEM) as read:
        security, strength = load_security(read, FIRST, LAST), load_strengths(read, FIRST, LAST)
        events = read.frame("SELECT * FROM events ORDER BY event_id")
    events[SENT].rename(columns=NAMES).to_csv(tmp_path / "events.csv", index=False, date_format="%Y-%m-%dT%H:%M")
    strength.rename(columns={"district_code": "district"}).to_csv(tmp_path / "strength.csv", index=False)
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    chosen = parser.parse_args(["load", str(tmp_path / "events.csv"), "--strength", str(tmp_path / "strength.csv"),
                                "--out", str(tmp_path / "out.csv")])

    assert chosen.run(chosen) == 1
    told = capsys.readouterr().out.splitlines()[:-1]
    assert told == [say(sentence) for sentence in security.shortages["sentence"]]
    assert len(told) > 3
    written = pd.read_csv(tmp_path / "out.csv", dtype="str", keep_default_na=False)
    busy = security.load[security.load["events"] > 0]
    columns = ["hour", "district_code", "events", "people_low", "people_high", "officers_low", "officers_high",
               "strength", "short_low", "short_high", "state"]
    assert written[columns].to_dict("records") == [
        {name: "" if pd.isna(value) else str(value) for name, value in row.items()}
        for row in busy[columns].astype("object").to_dict("records")]
