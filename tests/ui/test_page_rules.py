"""The page Aturan: its sentence, findings, notices and limits, what each role is told, its downloads."""

from collections.abc import Callable
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.__main__ import main
from lib.access.users import set_language
from lib.schedule.notices.loading import load_notices
from lib.schedule.rules.loading import load_findings, load_judged_events
from lib.store import SYSTEM, Store, Viewer
from lib.ui import rule_findings, rule_notices
from tests.ui.cities import open_small_city

PAGE = "pages/schedule/rules.py"
FIRST, LAST = date(2024, 1, 24), date(2024, 1, 30)
SUSPECTED, UNCHECKED, PASSED = "! dugaan tidak sesuai", "? tidak dapat diperiksa", "✓ lulus"


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city in place of an empty one."""
    return open_small_city(tmp_path_factory.getbasetemp())


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page in a role, with an address."""
    def open_page(role: str = "analyst", view: str = "", language: str = "id", **query: str | list[str]) -> AppTest:
        add("siti", role, **({"organiser": "PSI"} if role == "party" else {}))
        tab = signed_in("siti").run()
        if view:
            tab.query_params["aturan-lihat"] = view
        for name, value in query.items():
            tab.query_params[name.replace("_", "-")] = value
        return tab.switch_page(PAGE).run()
    return open_page


def findings(store: Store) -> pd.DataFrame:
    """What the page is to show, read past it."""
    with store.reader(SYSTEM, as_of=FIRST) as read:
        return load_findings(read, FIRST, LAST)


def told(tab: AppTest) -> str:
    """The page's first sentence, without the marks that keep it from being read as formatting."""
    return [element.value for element in tab.main.markdown][1].replace("\\", "")


def troubles(tab: AppTest) -> list[str]:
    return [element.value for element in [*tab.exception, *tab.error]]


def table(tab: AppTest, place: int) -> pd.DataFrame:
    return tab.main.dataframe[place].value


def test_sentence_counts_suspicions_and_what_cannot_be_checked(opened, store: Store) -> None:
    counts = findings(store)["answer"].value_counts()

    assert told(opened()) == (
        f"{counts['dugaan']} dugaan aturan pada 7 hari ke depan; terbanyak: hari zona (1). "
        f"{counts['tidak_dapat_diperiksa']} jawaban lain belum dapat diberikan karena datanya belum ada.")


def test_tables_hold_every_answer_once(opened, store: Store) -> None:
    tab, found = opened(), findings(store)
    topics, events = table(tab, 0), table(tab, 1)

    for heading, answer in ((SUSPECTED, "dugaan"), (UNCHECKED, "tidak_dapat_diperiksa"), (PASSED, "lulus")):
        expected = int((found["answer"] == answer).sum())
        assert (topics[heading].sum(), events[heading[0]].sum()) == (expected, expected)
    assert len(events) == found["event_id"].nunique()
    assert topics.iloc[0]["Tentang"] == "Hari zona"


def test_no_event_passes_as_a_whole_while_something_cannot_be_checked(opened) -> None:
    events = table(opened(jawaban="lulus"), 1)

    assert [mark for mark in "!?✓" if mark in events] == ["✓"]
    assert set(events["Secara keseluruhan"]) <= {
        "! Ada yang perlu diklarifikasi", "? Belum semuanya dapat diperiksa"}
    assert len(events) > 5


def test_filter_by_answer_and_rule_narrows_list_and_download(opened, store: Store, monkeypatch) -> None:
    offered = []
    monkeypatch.setattr(rule_findings, "download", lambda *given, **more: offered.append((given, more)))
    tab = opened(jawaban="tidak_dapat_diperiksa", aturan_tentang="notification-lead_time_working_days")
    found = findings(store)
    expected = found[(found["rule_id"] == "G-NT-03") & (found["answer"] == "tidak_dapat_diperiksa")]
    (name, frame, words), more = offered[-1]

    assert (name, frame["finding_key"].tolist()) == ("findings", expected["finding_key"].tolist())
    assert len(table(tab, 1)) == len(expected) > 0
    assert words[1:] == [("Jawaban", "? tidak dapat diperiksa"), ("Tentang", "Batas waktu pemberitahuan")]
    assert more["finish"](frame)[["ward", "district"]].notna().all(axis=None)


def test_link_to_one_activity_shows_that_one(opened, store: Store) -> None:
    event_id = int(findings(store)["event_id"].iloc[0])
    tab = opened(kegiatan=str(event_id))

    assert len(table(tab, 1)) == 1
    tab.main.button[0].click().run()
    assert len(table(tab, 1)) == findings(store)["event_id"].nunique()


def test_card_of_an_activity_tells_every_rule_with_article_and_source(opened, store: Store) -> None:
    found = findings(store)
    event_id = int(found.loc[found["answer"] == "dugaan", "event_id"].iloc[0])
    tab = opened()
    tab.session_state["aturan-kegiatan-open-pressed"] = event_id
    tab.run()
    captions = [element.value.replace("\\", "") for element in tab.caption]

    assert troubles(tab) == []
    for row in found[found["event_id"] == event_id].to_dict("records"):
        assert [words for words in captions if words.startswith(f"{row['rule_id']} · {row['legal_ref']} · sumber: ")]
    assert [head.label for head in tab.expander][:2] == [f"{SUSPECTED} (1)", f"{UNCHECKED} (3)"]


def test_card_in_the_schedule_tells_the_answers_in_short_with_a_link(opened, store: Store) -> None:
    found = findings(store)
    event_id = int(found.loc[found["answer"] == "dugaan", "event_id"].iloc[0])
    tab = opened()
    tab.query_params["lihat"] = "acara"
    tab.switch_page("pages/schedule/clashes.py").run()
    tab.session_state["event-table-open-pressed"] = event_id
    tab.run()
    words = [element.value.replace("\\", "") for element in tab.markdown]

    assert troubles(tab) == []
    assert "**Aturan pemilu**  \n1 perlu diklarifikasi, 3 tidak dapat diperiksa, 9 lulus." in words
    assert [each for each in words if each.startswith(":red-badge[! Hari zona]")]
    assert f"kegiatan={event_id}" in str([link.proto for link in tab.get("page_link")])


@pytest.mark.parametrize("query", [
    {"kegiatan": "-1"}, {"kegiatan": "9" * 40}, {"jawaban": "<b>"}, {"aturan_tentang": "x"}, {"aturan_lihat": "?"},
    {"aturan_hari": "pilih", "aturan_hari_pilihan": ["kemarin", "besok"]}], ids=lambda query: next(iter(query)))
def test_nonsense_in_the_address_falls_back(opened, store: Store, query: dict) -> None:
    tab = opened(**query)

    assert troubles(tab) == []
    assert len(table(tab, 1)) == findings(store)["event_id"].nunique()


def test_days_without_activities_say_what_to_do(opened) -> None:
    tab = opened(aturan_hari="pilih", aturan_hari_pilihan=["2023-06-01", "2023-06-02"])

    assert (troubles(tab), told(tab)) == ([], "Tidak ada kegiatan yang diatur: Kam 1 Jun – Jum 2 Jun.")
    assert [info.value for info in tab.info] == [
        "Tidak ada jawaban dengan saringan ini. Perluas hari atau kosongkan saringan."]


def test_notices_are_sorted_by_days_left_and_say_what_to_do(opened, store: Store, monkeypatch) -> None:
    offered = []
    monkeypatch.setattr(rule_notices, "download", lambda *given, **more: offered.append((given, more)))
    tab = opened(view="pemberitahuan")
    with store.reader(SYSTEM, as_of=FIRST) as read:
        expected = load_notices(read, FIRST)
    expected = expected[expected["starts"] < "2024-02-11"]

    assert expected["days_left"].is_monotonic_increasing
    assert (troubles(tab), len(table(tab, 0)), len(tab.metric)) == ([], len(expected), 4)
    assert sum(int(metric.value) for metric in tab.metric) == len(expected)
    assert table(tab, 0).iloc[0][["Pemberitahuan", "STTP"]].tolist() == [
        "H-7, Sen 15 Jan: lewat 7 hari kerja", "H-3, Jum 19 Jan: lewat 3 hari kerja"]
    assert (table(tab, 0)["Yang perlu dilakukan"] != "").all()
    assert offered[-1][0][1]["event_id"].tolist() == expected["event_id"].tolist()


def test_party_is_told_of_its_own_only(opened) -> None:
    tab = opened("party")

    assert set(table(tab, 1)["Peserta"]) == {"15 PSI"}
    tab.button_group(key="aturan-lihat").set_value("pemberitahuan").run()
    assert set(table(tab, 0)["Peserta"]) == {"15 PSI"}
    assert not table(tab, 0)["Yang perlu dilakukan"].str.contains("PSI").any()


def test_limits_mark_what_stands_on_memory(opened, store: Store) -> None:
    tab = opened(view="batas")
    with store.reader(SYSTEM) as read:
        rows = {row["rule_id"]: row["verification"] for row in read.rows("SELECT rule_id, verification FROM rules")}
    shown = pd.concat([table(tab, 0), table(tab, 1)]).set_index("Kode")["Keyakinan"]

    assert set(shown.index) == set(rows)
    assert {rule for rule, words in shown.items() if words.startswith("! dari ingatan, belum diperiksa")} == {
        rule for rule, words in rows.items() if words.startswith("memory")}
    assert table(tab, 2)["Keyakinan"].str.startswith("! dari ingatan").all()


def test_english_reader_reads_english(opened, store: Store) -> None:
    tab = opened()
    set_language(store, language="en", by=Viewer("siti", "analyst"))
    tab.run()

    assert told(tab).startswith("1 suspicions under the rules in the coming 7 days; most often: zone day (1).")
    for view in ("pemberitahuan", "batas"):
        tab.button_group(key="aturan-lihat").set_value(view).run()
        assert troubles(tab) == []
    assert "At most 1,000 people when the city's or regency's team holds it." in table(tab, 0)["What it says"].tolist()


def test_command_line_gives_the_same_answers(store: Store, tmp_path) -> None:
    with store.reader(SYSTEM, as_of=FIRST) as read:
        events = load_judged_events(read, FIRST, LAST)
    told_events = events.assign(
        start=events["starts"].dt.strftime("%Y-%m-%dT%H:%M"), end=events["ends"].dt.strftime("%Y-%m-%dT%H:%M"),
        party=events["organiser"],
        speakers=["; ".join(names) if names is not None and len(names) else None for names in events["speakers"]],
        **{name: events[name].dt.strftime("%Y-%m-%d") for name in ("notified", "permit_date")})
    told_events[["event_id", "party", "activity", "start", "end", "venue", "venue_id", "area_code", "lat", "lon",
                 "position_is_estimate", "attendance", "vehicles", "route", "speakers", "title", "contact", "link",
                 "place_permission", "notified", "permit_date", "joint_key", "state"]].to_csv(
        tmp_path / "events.csv", index=False)
    status = main(["rules", str(tmp_path / "events.csv"), "--out", str(tmp_path / "out.csv")])
    found = pd.read_csv(tmp_path / "out.csv", keep_default_na=False)
    expected = findings(store)

    assert status == 1
    assert found[["event_id", "rule_id", "answer"]].astype(str).to_numpy().tolist() == (
        expected[["event_id", "rule_id", "answer"]].astype(str).to_numpy().tolist())
    assert found["missing"].tolist() == ["|".join(names) for names in expected["missing"]]
    assert found["reason"].tolist() == rule_findings.summarise_findings(expected)["reason"].tolist()
