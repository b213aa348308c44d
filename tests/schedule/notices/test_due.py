"""Which notices are due on a day, until when, to whom, and what the letter lacks."""

from datetime import date

import pandas as pd
import pytest

from lib.errors import CannotRun
from lib.reference.packs import DATA, read_table
from lib.schedule.notices.due import COLUMNS, notices_due
from lib.schedule.notices.notice_rules import ADDRESSEES, NoticeRules, read_notice_rules
from lib.schedule.rules.settings import RuleSettings
from lib.text import say, using
from tests.schedule.rules.planned import PEMILU, PILKADA, RULE, facts, planned

AS_OF = date(2024, 1, 18)


def rules_of(election: str) -> NoticeRules:
    return read_notice_rules(read_table(DATA / "election" / election / "rules.csv"))


def due(*events: dict, as_of: date = AS_OF, election: str = PEMILU, **options: object) -> pd.DataFrame:
    numbered = pd.DataFrame([{**event, "event_id": number} for number, event in enumerate(events, start=1)])
    calendar = pd.DataFrame(read_table(DATA / "city" / "malang" / "calendar_days.csv"))
    return notices_due(numbered, calendar, as_of, rules_of(election), facts=facts(election), **options)


def only(*events: dict, **options: object) -> dict:
    (row,) = due(*events, **options).to_dict("records")
    return row


@pytest.mark.parametrize(("as_of", "left", "state"), [
    (date(2024, 1, 17), 1, "terbuka"), (date(2024, 1, 18), 0, "terbuka"), (date(2024, 1, 19), -1, "lewat_batas"),
    (date(2024, 1, 20), -1, "lewat_batas"), (date(2024, 1, 24), -4, "lewat_batas"),
    (date(2024, 1, 25), -5, "lewat_terbit"), (date(2024, 1, 27), -6, "lewat_terbit")])
def test_countdown_to_a_saturday_s_rally(as_of: date, left: int, state: str) -> None:
    row = only(planned("2024-01-27"), as_of=as_of)

    assert (row["notice_by"], row["issue_by"]) == (pd.Timestamp(2024, 1, 18), pd.Timestamp(2024, 1, 24))
    assert (row["days_left"], row["state"]) == (left, state)


@pytest.mark.parametrize(("changes", "is_due"), [
    ({}, True), ({"permit_no": "STTP/1"}, False), ({"permit_no": ""}, True),
    ({"permit_date": date(2024, 1, 19)}, False), ({"notified": date(2024, 1, 17)}, False), ({"gathers": False}, False),
    ({"state": "cancelled"}, False), ({"state": "held"}, False), ({"state": "moved"}, True),
    ({"day": "2024-01-17"}, False), ({"day": "2024-01-18"}, True)])
def test_who_needs_a_notice(changes: dict, is_due: bool) -> None:
    assert len(due(planned(**changes))) == is_due


def test_convoys_have_the_longer_lead_time_of_the_permit() -> None:
    row = only(planned("2024-01-27", activity="pawai"))

    assert (row["notice_by"], row["rule_id"], row["state"]) == (pd.Timestamp(2024, 1, 9), "G-NT-06", "lewat_batas")


def test_most_urgent_first() -> None:
    found = due(planned("2024-02-05"), planned("2024-01-27"), planned("2024-01-30", activity="tatap_muka"))

    assert found["event_id"].tolist() == [2, 3, 1]


def test_missing_fields_are_those_of_the_method_s_letter() -> None:
    found = due(planned(), planned(activity="pertemuan_terbatas"), planned(activity="tatap_muka"))

    assert found["missing"].tolist() == [
        ["speakers", "title", "vehicles", "contact"], ["speakers", "title", "contact"], []]


@pytest.mark.parametrize(("level", "office"), [
    ("kabupaten_kota", "polres"), ("provinsi", "polda"), ("nasional", "mabes")])
def test_addressee_of_the_pemilu_goes_by_level(level: str, office: str) -> None:
    assert only(planned(), settings=RuleSettings(level=level))["addressee"] == office


@pytest.mark.parametrize(("changes", "office"), [
    ({}, "polsek"), ({"district_code": None}, None), ({"route": "Jl. Ijen"}, None), ({"activity": "pawai"}, None),
    ({"level": "provinsi"}, "polda"), ({"level": "nasional"}, "mabes")])
def test_addressee_of_the_pilkada_goes_by_area(changes: dict, office: str | None) -> None:
    row = only(planned("2024-10-05", **changes), as_of=date(2024, 9, 20), election=PILKADA)

    assert (row["addressee"] if isinstance(row["addressee"], str) else None) == office


def test_pilkada_tells_no_day_of_the_receipt() -> None:
    row = only(planned("2024-10-05"), as_of=date(2024, 10, 2), election=PILKADA)

    assert (row["notice_by"], pd.isna(row["issue_by"]), row["state"]) == (
        pd.Timestamp(2024, 9, 26), True, "lewat_batas")


def test_holiday_before_the_first_days_of_the_pilkada_counts() -> None:
    row = only(planned("2024-09-25"), as_of=date(2024, 9, 10), election=PILKADA)

    assert row["notice_by"] == pd.Timestamp(2024, 9, 13)  # Monday the 16th is a holiday


def test_reason_in_both_languages() -> None:
    rally, other = due(planned("2024-01-30"), planned("2024-01-27", activity="tatap_muka"), as_of=date(2024, 1, 19)
                        ).sort_values("event_id")["reason"]

    assert say(rally) == (
        "Pemberitahuan paling lambat Jum 19 Jan, 0 hari kerja lagi, kepada kepolisian resor kota atau kabupaten "
        "(Polres); belum diketahui: pembicara, nama atau tema kegiatan, jumlah kendaraan, penanggung jawab.")
    with using("en"):
        assert say(other) == ("The last day for the notice was Thu 18 Jan; no receipt is recorded, to the city or "
                               "regency police (Polres).")


def test_unknown_ward_is_said() -> None:
    row = only(planned("2024-10-05", district_code=None), as_of=date(2024, 9, 20), election=PILKADA)

    assert "kantor polisi yang dituju belum diketahui tanpa kelurahan" in say(row["reason"])


def test_columns_even_without_rows() -> None:
    assert list(due(planned(gathers=False))) == list(due(planned())) == list(COLUMNS)


@pytest.mark.parametrize(("param", "value"), [
    ("issue_days_before", "soon"), ("police_level_by_level", "kabupaten_kota:hansip"),
    ("lead_time_working_days", "a week")])
def test_rules_that_cannot_be_used_are_refused(param: str, value: str) -> None:
    with pytest.raises(CannotRun, match="X-1"):
        read_notice_rules([{**RULE, "category": "notification", "param": param, "value": value}])


def test_every_office_has_a_name() -> None:
    assert set(rules_of(PEMILU).offices.values()) <= set(ADDRESSEES)
