"""The packs at work as an administrator reads them."""

from lib.reference.listings import count_pack, load_calendar, load_rules, load_venues, load_wards, load_weekly_windows
from lib.store import Store, Viewer
from lib.text import using

ADMIN = Viewer("siti", "admin")


def test_counts_agree_with_the_tables(store: Store) -> None:
    with store.reader(ADMIN) as read:
        counts = count_pack(read)
        found = {"rules": load_rules(read), "venues": load_venues(read), "calendar_days": load_calendar(read),
                 "areas": load_wards(read)}

    assert {name: counts[name] for name in found} == {name: len(frame) for name, frame in found.items()}
    assert (counts["areas"], counts["districts"], counts["parties"]) == (57, 5, 18)


def test_every_rule_says_its_source_and_how_sure_it_is(store: Store) -> None:
    with store.reader(ADMIN) as read:
        rules = load_rules(read)

    assert rules["rule_id"].is_unique
    assert rules.loc[rules["verification"].isna(), "rule_id"].tolist() == []
    cap = rules.set_index("rule_id").loc["G-CAP-01"]
    assert (cap["value"], cap["legal_ref"]) == ("3000 orang", "PKPU 15/2023 Ps 29(3); Perbawaslu 11/2023 Ps 21")


def test_labels_are_in_the_readers_language(store: Store) -> None:
    with store.reader(ADMIN) as read:
        in_indonesian = load_weekly_windows(read)["label"].tolist()
        with using("en"):
            in_english = load_weekly_windows(read)["label"].tolist()
        days = load_calendar(read)

    assert (in_indonesian[0], in_english[0]) == ("Salat Jumat", "Friday prayer")
    assert days.loc[days["label"].isna(), "day"].tolist() == []
