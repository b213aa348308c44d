"""The page Pengaturan, tab by tab: what an administrator does there, and what is refused."""

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from streamlit.testing.v1 import AppTest

from lib.access import back_ups
from lib.access.roles import ROLES, Role
from lib.access.sign_in import Attempt, check_password
from lib.intake.learning import learn, list_learned
from lib.intake.limits import Limits, load_limits
from lib.intake.mappings import describe_columns, list_columns, remember_columns
from lib.reference.city_shapes import count_shapes
from lib.reference.listings import load_wards
from lib.schedule.load_ratio_edits import load_own_ratios
from lib.store import SYSTEM, Store, Viewer
from lib.text import say
from tests.ui.arrivals import come_in
from tests.ui.conftest import texts

PAGE = "pages/settings/settings.py"
TABS = {"users": "pengguna", "packs": "paket", "boundaries": "batas", "ratios": "rasio", "uploads": "unggahan",
        "audit": "jejak", "back_ups": "cadangan"}


@pytest.fixture
def opened(store, add, app) -> Callable[..., AppTest]:
    """Open one tab of the page as the administrator siti."""
    def open_tab(name: str) -> AppTest:
        add("siti", "admin")
        tab = come_in(store, app, "siti")
        tab.query_params["bagian"] = TABS[name]
        return tab.switch_page(PAGE).run()
    return open_tab


def users(store: Store) -> dict[str, tuple]:
    with store.reader(SYSTEM) as read:
        return {row["name"]: (row["role"], row["organiser"], row["areas"], row["active"])
                for row in read.rows("SELECT * FROM users")}


def says(tab: AppTest, kind: str) -> list[str]:
    return [element.value for element in tab.main.get(kind)]


@pytest.mark.parametrize("name", TABS)
def test_tab_opens_without_an_error(opened, name: str) -> None:
    tab = opened(name)

    assert texts(tab)[0] == "Pengaturan"
    assert (says(tab, "error"), tab.exception) == ([], [])
    assert tab.main.markdown[0].value == "1 akun terbuka. Belum ada cadangan."


# Officer ratios -----------------------------------------------------------------------------------


def type_ratios(tab: AppTest, cells: dict[int, dict[str, str]]) -> AppTest:
    """Type into the table: row -> column -> text."""
    tab.session_state[tab.data_editor[0].key] = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
    return tab.run()


def ratios_of(store: Store) -> list[dict]:
    with store.reader(SYSTEM) as read:
        return load_own_ratios(read)


def test_ratios_are_typed_kept_and_back_to_the_default(opened, store) -> None:
    tab = opened("ratios")
    typed = {1: {"low": "20", "high": "30", "source": "Rapat 3 Januari"}}
    type_ratios(tab, typed)
    tab.button(key="rasio-simpan").click()
    type_ratios(tab, typed)
    assert ratios_of(store) == [{"kind": "ratio", "code": "rapat_umum", "above": 0, "low": 20.0, "high": 30.0,
                                 "source": "Rapat 3 Januari"}]
    assert tab.main.dataframe[0].value.iloc[1][["default", "low", "sure"]].tolist() == [
        "45–80", "20", "ditetapkan kantor"]
    tab.button(key="rasio-bawaan-ya").click().run()
    assert (ratios_of(store), says(tab, "success")) == ([], ["Rasio kembali ke bawaan."])


def test_ratio_that_cannot_be_read_is_refused_in_a_sentence(opened, store) -> None:
    tab = type_ratios(opened("ratios"), {1: {"low": "90"}})
    assert [text.replace("\\", "") for text in says(tab, "error")] == [
        "Orang per petugas, Rapat umum: batas rendah 90 melebihi batas tinggi 80."]
    assert tab.button(key="rasio-simpan").disabled
    assert ratios_of(store) == []


def test_row_of_the_office_is_added_by_size(opened, store) -> None:
    tab = opened("ratios")
    tab.selectbox(key="rasio-tambah-untuk-ratio-id").set_value("rapat_umum").run()
    tab.number_input(key="rasio-tambah-mulai").set_value(5000).run()
    tab.button(key="rasio-tambah-ya").click().run()
    assert tab.main.dataframe[0].value["code"].iloc[-1] == "Rapat umum, mulai 5.000 orang"
    tab.button(key="rasio-simpan").click().run()
    assert [(row["above"], row["low"], row["high"]) for row in ratios_of(store)] == [(5000, 45.0, 80.0)]


# Users --------------------------------------------------------------------------------------------


def fill_new(tab: AppTest, name: str, role: str = "analyst") -> AppTest:
    tab.text_input(key="users-new-0-name").set_value(name)
    tab.text_input(key="users-new-0-display").set_value("Budi *Santoso*")
    return tab.selectbox(key="users-new-0-role-id").set_value(role).run()


def test_new_user_gets_a_password_that_is_shown_once_and_works(opened, store) -> None:
    tab = fill_new(opened("users"), " Budi ")
    tab.button(key="users-add").click().run()
    password = tab.main.get("code")[0].value

    assert says(tab, "success") == [
        "Pengguna budi ditambahkan. Serahkan kata sandi pertama ini; harus diganti saat pertama kali masuk."]
    assert check_password(store, name="budi", password=password) == Attempt.RIGHT
    assert tab.text_input(key="users-new-1-name").value == ""
    tab.run()
    assert (says(tab, "code"), says(tab, "success")) == ([], [])


@pytest.mark.parametrize(("name", "role", "sentence"), [
    ("x", "analyst", "Nama terdiri atas 3 sampai 32 karakter"),
    ("", "analyst", "Nama terdiri atas 3 sampai 32 karakter"),
    ("<script>", "analyst", "Nama terdiri atas 3 sampai 32 karakter"),
    ("siti", "analyst", "Pengguna siti sudah ada."),
    ("budi", "fkdm", "Anggota FKDM memerlukan sedikitnya satu kelurahan."),
    ("budi", "party", "Petugas partai memerlukan satu partai."),
], ids=["short", "empty", "hostile", "taken", "fkdm-without-ward", "party-without-party"])
def test_bad_input_is_answered_with_a_sentence_and_kept(opened, store, name: str, role: str, sentence: str) -> None:
    tab = fill_new(opened("users"), name, role)
    tab.button(key="users-add").click().run()

    assert [value[:len(sentence)] for value in says(tab, "error")] == [sentence]
    assert tab.text_input(key="users-new-0-name").value == name
    assert list(users(store)) == ["siti"]


def test_member_gets_wards_and_officer_a_party(opened, store) -> None:
    tab = fill_new(opened("users"), "fira", "fkdm")
    tab.multiselect(key="users-new-0-wards").set_value(["35.73.02.1007", "35.73.01.1001"])
    tab.button(key="users-add").click().run()
    tab.text_input(key="users-new-1-name").set_value("paula")
    tab.selectbox(key="users-new-1-role-id").set_value("party").run()
    tab.selectbox(key="users-new-1-party").set_value("PAN")
    tab.button(key="users-add").click().run()

    assert users(store)["fira"] == ("fkdm", None, ["35.73.01.1001", "35.73.02.1007"], True)
    assert users(store)["paula"] == ("party", "PAN", [], True)


def choose(tab: AppTest, name: str) -> AppTest:
    return tab.selectbox(key="users-chosen").set_value(name).run()


def test_role_is_changed(opened, store, add) -> None:
    add("budi", "viewer")
    tab = choose(opened("users"), "budi")
    tab.selectbox(key="users-change-budi-role-id").set_value("security").run()
    tab.button(key="users-role").click().run()

    assert says(tab, "success") == ["Peran budi berlaku mulai klik berikutnya."]
    assert users(store)["budi"][0] == "security"


def test_new_password_replaces_the_old_one(opened, store, add) -> None:
    add("budi", "viewer")
    tab = choose(opened("users"), "budi")
    tab.button(key="users-reset").click().run()
    password = tab.main.get("code")[0].value

    assert check_password(store, name="budi", password=password) == Attempt.RIGHT
    assert check_password(store, name="budi", password="kopi-hujan-sepeda") == Attempt.WRONG


def test_account_is_closed_and_opened_again(opened, store, add) -> None:
    add("budi", "viewer")
    tab = choose(opened("users"), "budi")
    tab.button(key="users-disable").click().run()
    closed = (users(store)["budi"][3], says(tab, "success"))
    tab.button(key="users-enable").click().run()

    assert closed == (False, ["Akun budi ditutup."])
    assert (users(store)["budi"][3], says(tab, "success")) == (True, ["Akun budi dibuka kembali."])


def test_last_administrator_is_neither_closed_nor_demoted(opened, store) -> None:
    tab = choose(opened("users"), "siti")
    tab.button(key="users-disable").click().run()
    first = says(tab, "error")
    tab.selectbox(key="users-change-siti-role-id").set_value("viewer").run()
    tab.button(key="users-role").click().run()

    assert first[0].startswith("siti satu-satunya administrator yang aktif.")
    assert says(tab, "error") == first
    assert users(store)["siti"] == ("admin", None, [], True)


def test_every_role_can_be_chosen_by_its_name(opened) -> None:
    chosen = opened("users").selectbox(key="users-new-0-role-id")

    assert list(chosen.options) == [say(ROLES[role].display_name) for role in Role]


# City and election --------------------------------------------------------------------------------


def test_packs_say_article_source_and_how_sure(opened) -> None:
    tab = opened("packs")
    rules, venues, days, weekly = (table.value for table in tab.main.dataframe)

    assert rules.set_index("rule_id").loc["G-MT-07"].to_dict() == {
        "rule": "Rapat umum: allowed only inside this window",
        "legal_ref": "UU 7/2017 Ps 275-276; PKPU 15/2023 Ps 26-27", "verification": "verified",
        "source": rules.set_index("rule_id").loc["G-MT-07", "source"], "value": "",
        "days": "21/01/2024 – 10/02/2024"}
    assert venues.iloc[0][["name", "coord_uncertainty_m", "capacity"]].tolist() == [
        "Stadion Gajayana", "± 150 m", "25.000"]
    assert days.iloc[1].tolist() == ["Selasa, 12 Desember 2023", "Debat capres 1", "debat", "tinggi"]
    assert weekly.iloc[0].tolist() == ["Jumat", "11:30", "13:00", "Salat Jumat", "high (convention)"]


# Ward boundaries ----------------------------------------------------------------------------------


def boundary_file(store: Store, leave_out: int = 0) -> bytes:
    """A triangle around each ward's reference point."""
    with store.reader(SYSTEM) as read:
        wards = load_wards(read)
    corners = ((-.001, -.001), (.001, -.001), (.001, .001), (-.001, -.001))
    features = [{"type": "Feature", "properties": {"kode": ward.area_code}, "geometry": {
        "type": "Polygon", "coordinates": [[[ward.lon + x, ward.lat + y] for x, y in corners]]}}
        for ward in wards.iloc[leave_out:].itertuples()]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def shapes(store: Store) -> int:
    with store.reader(SYSTEM) as read:
        return count_shapes(read)


def test_boundary_file_is_shown_before_it_is_kept_and_removed_again(opened, store) -> None:
    tab = opened("boundaries")
    before = says(tab, "caption")[-1]
    tab.file_uploader(key="boundaries-file-0").upload("batas.geojson", boundary_file(store), "application/json").run()
    reviewed = (says(tab, "caption")[-1], shapes(store))
    tab.button(key="boundaries-keep").click().run()
    kept = (says(tab, "success"), shapes(store), tab.main.markdown[1].value)
    tab.button(key="boundaries-remove").click().run()

    assert before == "Kota seperti yang ditampilkan peta sekarang."
    assert reviewed == ("Kota menurut berkas ini. Belum ada yang disimpan.", 0)
    assert kept == (["Batas wilayah disimpan; mulai sekarang dipakai di semua peta."], 57,
                    "Peta menampilkan 57 kelurahan menurut berkas batas.")
    assert (says(tab, "success"), shapes(store)) == (
        ["Berkas batas dihapus; peta kembali menampilkan skema."], 0)


@pytest.mark.parametrize(("content", "sentence"), [
    (b"PK\x03\x04 no json", "Ini bukan berkas GeoJSON"), (b"{}", "Ini bukan GeoJSON FeatureCollection"),
    (b"", "Ini bukan berkas GeoJSON"), (None, "Berkas ini tidak memuat batas"),
], ids=["not-json", "not-geojson", "empty", "wards-missing"])
def test_bad_boundary_file_is_refused_in_a_sentence(opened, store, content: bytes | None, sentence: str) -> None:
    tab = opened("boundaries")
    data = boundary_file(store, leave_out=2) if content is None else content
    tab.file_uploader(key="boundaries-file-0").upload("batas.geojson", data, "application/json").run()

    assert [value[:len(sentence)] for value in says(tab, "error")] == [sentence]
    assert (shapes(store), [button.key for button in tab.button if button.key == "boundaries-keep"]) == (0, [])


# Audit log ----------------------------------------------------------------------------------------


def test_audit_log_is_newest_first_in_sentences(opened, add) -> None:
    add("budi", "viewer")
    shown = opened("audit").main.dataframe[0].value

    assert shown["what"].tolist()[:3] == ["masuk ke aplikasi", "menambah pengguna siti", "menambah pengguna budi"]
    assert sorted(shown["what"].tolist()[3:]) == [
        "membuat kode untuk administrator pertama", "membuat kunci basis data baru", "memuat data kota dan pemilu"]
    assert shown["who"].tolist() == ["siti · Administrator"] + ["program"] * 5
    assert shown["seq"].tolist() == [6, 5, 4, 3, 2, 1]


def test_audit_log_is_filtered_by_who_and_what(opened) -> None:
    tab = opened("audit")
    tab.multiselect(key="audit-siapa").set_value(["siti"]).run()
    by_siti = tab.main.dataframe[0].value["what"].tolist()
    tab.multiselect(key="audit-apa").set_value(["load packs"]).run()

    assert by_siti == ["masuk ke aplikasi"]
    assert says(tab, "info") == [
        "Tidak ada catatan dari hari-hari ini. Pilih lebih banyak hari, atau kurangi nama dan tindakan."]


def test_long_log_is_paged_by_fifty(opened, store) -> None:
    for number in range(60):
        with store.writing(SYSTEM, "load boundaries") as tx:
            tx.note(number=number)
    tab = opened("audit")

    assert len(tab.main.dataframe[0].value) == 50
    assert tab.main.get("pagination")[0].proto.num_pages == 2


def test_chain_is_said_to_be_whole_and_a_change_from_outside_shows(opened, store) -> None:
    tab = opened("audit")
    whole = says(tab, "success")
    with store.writing(SYSTEM, "tamper") as tx:
        tx.update("audit_log", {"seq": 2}, actor="orang lain")
    tab.run()

    assert whole == ["Rantai utuh: tidak satu pun dari 5 catatan diubah atau dihilangkan."]
    assert says(tab, "error")[0].startswith("Jejak audit diubah dari luar: rantai putus di catatan 2.")


# Back-ups -----------------------------------------------------------------------------------------


def test_back_up_is_made_listed_and_offered(opened, store) -> None:
    tab = opened("back_ups")
    first = says(tab, "info")
    tab.button(key="back-ups-make").click().run()
    made = back_ups.list_back_ups(store)

    assert first == ["Belum ada cadangan. Buat satu sekarang, dan satu setiap selesai rapat."]
    assert says(tab, "success") == [f"Cadangan {made[0].name} dibuat."]
    assert [button.proto.label for button in tab.main.get("download_button")] == ["Ambil salinan"]
    assert tab.main.get("code")[0].value.endswith(f"restore {store.backup_folder / made[0].name}")


def test_second_back_up_in_one_second_is_answered_with_a_sentence(opened, store, monkeypatch) -> None:
    monkeypatch.setattr(back_ups, "utc_now", lambda: datetime(2024, 1, 24, 3))
    tab = opened("back_ups")
    tab.button(key="back-ups-make").click().run()
    tab.button(key="back-ups-make").click().run()

    assert says(tab, "error") == [
        "Cadangan kentongan-2024-01-24-100000.duckdb sudah ada. Pilih nama lain."]


def test_check_says_whole_and_names_what_is_not(opened, store) -> None:
    tab = opened("back_ups")
    tab.button(key="back-ups-check").click().run()
    whole = says(tab, "success")
    with store.writing(SYSTEM, "tamper") as tx:
        tx.update("audit_log", {"seq": 2}, actor="orang lain")
    tab.button(key="back-ups-check").click().run()

    assert whole == [f"Basis data utuh: skema {store.schema_version}, rantai audit dan berkas tersimpan cocok."]
    assert says(tab, "error")[0] == "Catatan audit diubah pada entri 2."
    assert says(tab, "success") == []


# Uploads ------------------------------------------------------------------------------------------


def test_limits_are_kept(opened, store) -> None:
    tab = opened("uploads")
    tab.number_input(key="upload-limit-rows").set_value(5_000)
    next(button for button in tab.button if button.label == "Simpan batas ini").click().run()
    with store.reader(SYSTEM) as read:
        kept = load_limits(read)

    assert kept == Limits(rows=5_000)
    assert tab.number_input(key="upload-limit-rows").value == 5_000


def test_learned_word_is_listed_and_forgotten(opened, store) -> None:
    learn(store, Viewer("anna", "analyst"), {("area_code", "Rampal Kulon"): "35.73.02.1007"})
    tab = opened("uploads")
    listed = [line for line in says(tab, "markdown") if "rampalkulon" in line]
    tab.button(key="forget-area_code-rampalkulon-").click().run()

    assert len(listed) == 1
    assert "anna" in listed[0]
    with store.reader(SYSTEM) as read:
        assert list_learned(read).empty


def test_remembered_columns_are_listed_and_forgotten(opened, store) -> None:
    heads = ["Tgl <b>", "Isi"]
    remember_columns(store, Viewer("adi", "admin"), "report", heads, describe_columns(heads, {0: "date", 1: ""}), None)
    tab = opened("uploads")
    shown = [each.value for each in tab.main.markdown if "Isi" in each.value]
    next(button for button in tab.main.button if str(button.key).startswith("forget-columns-")).click().run()

    assert (len(shown), tab.exception) == (1, [])
    assert "**Isi** = tidak dipakai" in shown[0]
    with store.reader(SYSTEM) as read:
        assert list_columns(read) == []
