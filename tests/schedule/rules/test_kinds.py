"""Rules as a pack writes them: both packs are read, and what cannot be used is refused by the rule's name."""

import pytest

from lib.errors import CannotRun
from lib.reference.packs import DATA, read_table
from lib.schedule.rules.kinds import KINDS, TOLD_ONLY, read_rules
from lib.schedule.rules.rule import SURENESS
from tests.schedule.rules.planned import PILKADA, RULE, rules


@pytest.mark.parametrize("election", ["pemilu_2024", PILKADA])
def test_packs_are_read_with_article_source_and_sureness(election: str) -> None:
    rows = read_table(DATA / "election" / election / "rules.csv")
    codes = {row["code"] for row in read_table(DATA / "vocabulary" / "activities.csv")}
    organisers = {row["code"] for row in read_table(DATA / "election" / election / "organisers.csv")}
    read = read_rules(rows, methods=codes, organisers=organisers)

    assert len({rule.rule_id for rule in read}) == len(read) > 10
    assert [rule for rule in read if not (rule.legal_ref and rule.source and rule.sureness in SURENESS)] == []
    assert {rule.rule_id for rule in read} == {
        row["rule_id"] for row in rows if (row["category"], row["param"]) not in TOLD_ONLY}


def test_no_kind_is_both_checked_and_told_only() -> None:
    assert not KINDS.keys() & TOLD_ONLY


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"category": "dress_code", "param": "colour"}, "Aturan X-1: tidak ada jenis aturan dress_code/colour."),
    ({"param": "minutes"}, "Aturan X-1: tidak ada jenis aturan hours/minutes."),
    ({"value": "18:00-09:00"}, "Aturan X-1, kolom value: '18:00-09:00' tidak dapat dipakai."),
    ({"value": None}, "Aturan X-1, kolom value: '' tidak dapat dipakai."),
    ({"severity_if_broken": "dire"}, "kolom severity_if_broken: 'dire'"),
    ({"verification": "surely"}, "kolom verification: 'surely'"), ({"verification": None}, "kolom verification: ''"),
    ({"legal_ref": None}, "kolom legal_ref: ''"), ({"source": None}, "kolom source: ''"),
    ({"method": "rapat_umun"}, "kolom method: 'rapat_umun'"),
    ({"category": "method_window", "param": "window", "value": None}, "kolom valid_from: ''"),
    ({"category": "participant_cap", "param": "max_participants", "value": "0"}, "kolom value: '0'"),
    ({"category": "place_ban", "param": "place_kind", "value": "pasar_malam"}, "kolom value: 'pasar_malam'"),
    ({"category": "campus_days", "param": "weekday_only", "value": "Sab"}, "kolom value: 'Sab'"),
    ({"category": "notification", "param": "required_fields", "value": "warna"}, "kolom value: 'warna'"),
    ({"category": "zone_rotation", "param": "days", "value": "PASLON-9: 2024-01-22"}, "kolom value: 'PASLON-9"),
    ({"category": "zone_rotation", "param": "days", "value": "2024-01-22"}, "kolom value: '2024-01-22'"),
    ({"category": "worship_hours", "param": "hours", "value": "mosque: 8 11:30-13:00"}, "kolom value: 'mosque"),
    ({"category": "count_limit", "param": "max_per_campaign", "value": "PKB"}, "kolom value: 'PKB'"),
], ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "")
def test_what_cannot_be_used_is_refused_in_one_sentence(changes: dict, sentence: str) -> None:
    row = {**RULE, "category": "hours", "param": "hours", "value": "09:00-18:00", **changes}

    with pytest.raises(CannotRun) as refusal:
        read_rules([row], methods={"rapat_umum"}, organisers={"PKB", "PASLON-1"})
    assert sentence in str(refusal.value)


def test_rallies_of_both_elections_stand_where_the_domain_says() -> None:
    facts = {rule.rule_id: (rule.value, rule.sureness) for held in (rules(), rules(PILKADA)) for rule in held}

    assert (facts["G-CAP-03"], facts["P-CAP-01"]) == ((1000, "verified"), (5000, "verified"))
    assert (facts["P-MT-02"][1], facts["G-ZN-03"][1], facts["P-CAP-02"][1]) == ("memory", "derived", "partly")
