"""The page Masalah and the cards that lead to it: for each role its part, decisions once, and the sad paths."""

from collections.abc import Callable
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lib.reference.labels import load_labels
from lib.schedule.groups_log import load_history, load_problems, record_problems
from lib.schedule.groups_stored import load_problem
from lib.schedule.wordings import clash_sentence
from lib.store import SYSTEM, Store
from tests.ui.cities import open_small_city
from tests.ui.conftest import texts

PAGE, LIST = "pages/schedule/problem.py", "pages/schedule/clashes.py"
TODAY = date(2024, 1, 24)
UNKNOWN = "Tidak ada masalah bernomor ini yang Anda ketahui pada hari ini. Buka salah satu dari daftar bentrok."


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The small city with its problems entered."""
    opened = open_small_city(tmp_path_factory.getbasetemp())
    record_problems(opened, TODAY)
    return opened


@pytest.fixture
def opened(add, signed_in) -> Callable[..., AppTest]:
    """Open the page in a role, with a number in the address."""
    def open_page(role: str = "analyst", number: object = 1, name: str = "siti", **scope: object) -> AppTest:
        add(name, role, **scope)
        tab = signed_in(name).run()
        tab.query_params["nomor"] = str(number)
        return tab.switch_page(PAGE).run()
    return open_page


def sentences(tab: AppTest) -> str:
    """All that the page says, without the marks that keep it from being read as formatting."""
    kinds = ("title", "markdown", "caption", "info", "success", "warning", "error", "subheader")
    return " ".join(element.value.replace("\\", "") for kind in kinds for element in tab.main.get(kind))


def form_key(store: Store, number: int = 1) -> str:
    with store.reader(SYSTEM) as read:
        return f"putusan-{number}-{len(load_history(read, number))}"


def entries(store: Store, number: int = 1) -> list[tuple]:
    with store.reader(SYSTEM) as read:
        return [(row["state"], row["owner"], row["reason"], row["recorded_by"]) for row in load_history(read, number)]


def decide(tab: AppTest, key: str, state: str, owner: str = "", reason: str = "") -> AppTest:
    tab.main.radio(key=f"{key}-state").set_value(state)
    tab.main.text_input(key=f"{key}-owner").set_value(owner)
    tab.main.text_area(key=f"{key}-reason").set_value(reason)
    return tab.main.button(key=f"{key}-send").click().run()


def test_problem_tells_who_when_why_and_since_when(opened, store: Store) -> None:
    tab = opened()
    with store.reader(SYSTEM, as_of=TODAY) as read:
        found, labels = load_problem(read, 1), load_labels(read)

    assert (tab.exception, [error.value for error in tab.error]) == ([], [])
    assert [clash_sentence(clash, labels) in sentences(tab) for clash in found.clashes.head(5).to_dict("records")] == [
        True] * min(len(found.clashes), 5)
    assert len(tab.main.get("plotly_chart")) == 2
    assert [row["Peserta"] for row in tab.main.dataframe[0].value.to_dict("records")] == [
        labels.organiser(code) for code in found.events["organiser"]]
    assert "diketahui sejak Rab 24 Jan" in sentences(tab)
    assert "belum ada yang menangani" in sentences(tab)


@pytest.mark.parametrize("number", ["", "0", "999", "-1", "1; DROP TABLE", "١", "9" * 30])
def test_number_nobody_knows_leads_back(opened, number: str) -> None:
    tab = opened(number=number)

    assert (texts(tab), tab.exception) == (["Masalah", UNKNOWN], [])


def test_decision_is_kept_told_and_entered_once(opened, store: Store) -> None:
    tab = opened()
    key = form_key(store)
    decide(tab, key, "ditangani", " Polresta ")

    assert entries(store)[1:] == [("ditangani", "Polresta", None, "siti")]
    assert "Keputusan tersimpan." in texts(tab)
    assert "ditangani oleh Polresta" in sentences(tab)
    tab.main.button(key=f"{form_key(store)}-send").click().run()
    assert len(entries(store)) == 2
    assert any(text.startswith("Tidak ada yang berubah") for text in texts(tab))


@pytest.mark.parametrize(("state", "owner", "said"), [
    ("diterima", "", "Sebutkan alasan bentrok ini diterima."), ("ditangani", "", "Sebutkan siapa yang menanganinya."),
])
def test_decision_that_lacks_something_is_refused_in_a_sentence(opened, store: Store, state: str, owner: str,
                                                                said: str) -> None:
    tab = decide(opened(), form_key(store), state, owner)

    assert said in texts(tab)
    assert len(entries(store)) == 1


def test_of_two_tabs_the_second_enters_nothing_over_the_first(opened, store: Store, signed_in) -> None:
    first = opened()
    second = signed_in("siti").run()
    second.query_params["nomor"] = "1"
    second.switch_page(PAGE).run()
    key = form_key(store)
    decide(first, key, "ditangani", "Polresta")
    decide(second, key, "diterima", reason="rute dipisah")

    assert [entry[0] for entry in entries(store)] == ["baru", "ditangani"]
    assert "Masalah ini sementara itu diubah orang lain. Lihat kembali, lalu putuskan." in texts(second)


@pytest.mark.parametrize(("role", "decides", "reads"), [
    ("admin", True, True), ("analyst", True, True), ("leader", False, True), ("security", False, True),
    ("bawaslu", False, True)])
def test_roles_that_read_and_those_that_decide(opened, store: Store, role: str, decides: bool, reads: bool) -> None:
    tab = opened(role)

    assert any(button.key == f"{form_key(store)}-send" for button in tab.main.button) == decides
    assert ("Riwayat" in [head.value for head in tab.main.subheader]) == reads


def involved(store: Store) -> dict[int, list[str]]:
    with store.reader(SYSTEM, as_of=TODAY) as read:
        return {number: load_problem(read, number).group["organisers"] for number in load_problems(read)}


def test_party_reads_its_own_problem_without_handling(opened, store: Store) -> None:
    number, (own, *_others) = next(iter(involved(store).items()))
    tab = opened("party", number, organiser=own)

    assert (tab.exception, [error.value for error in tab.error]) == ([], [])
    assert len(tab.main.get("plotly_chart")) == 2
    assert {"Riwayat", "Keputusan", "Pilihan"} & {head.value for head in tab.main.subheader} == set()
    assert "menangani" not in sentences(tab)


def test_party_knows_nothing_of_the_problems_of_others(opened, store: Store) -> None:
    number, organisers = next(iter(involved(store).items()))
    other = next(code for code in ("PBB", "Hanura", "HANURA") if code not in organisers)

    assert texts(opened("party", number, organiser=other)) == ["Masalah", UNKNOWN]


def test_cards_of_the_list_lead_to_the_problems_the_gravest_first(add, signed_in, store: Store) -> None:
    add("siti", "analyst")
    tab = signed_in("siti").run().switch_page(LIST).run()
    links = [link for link in tab.main.get("page_link") if "nomor=" in link.proto.query_string]

    assert len(links) > 0
    assert {link.proto.query_string for link in links} <= {f"nomor={number}" for number in involved(store)}
    assert "diketahui sejak" in sentences(tab)


def test_options_are_looked_for_on_a_click_and_told(opened, store: Store) -> None:
    tab = opened("leader")
    assert "bentrok; " not in " ".join(element.value for element in tab.main.markdown)
    tab.main.button(key="usulan-1").click().run(timeout=60)

    assert (tab.exception, [error.value for error in tab.error]) == ([], [])
    assert "pemindahan" in sentences(tab)
    assert "usulan-1" not in [button.key for button in tab.main.button]


def test_english_page_is_english(opened, store: Store) -> None:
    tab = opened()
    tab.sidebar.button_group(key="sidebar-language-id").set_value("en").run()

    assert "known since" in sentences(tab)
    assert [head.value for head in tab.main.subheader] == [
        "Where", "When", "Who", "Why, and what to do", "Options", "Decision", "History"]
