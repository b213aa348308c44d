"""Accounts: who may change them, and what is refused."""

import json

import pytest

from lib.access import users
from lib.access.passwords import matches
from lib.access.sign_in import check_password
from lib.errors import Refusal
from lib.store import SYSTEM, Store, Viewer, verify
from tests.access.conftest import PASSWORD

NEW = "pagar-lemari-7-awan"
ADMIN = Viewer("kepala", "admin")


def _user(store: Store, name: str) -> dict:
    with store.reader(SYSTEM) as read:
        return read.rows("SELECT * FROM base.users WHERE name = $name", name=name)[0]


def _new(**changes: object) -> dict:
    return {"name": "siti", "display_name": "Siti", "role": "analyst", "password": PASSWORD, "by": SYSTEM, **changes}


def test_user_is_kept_as_given(store: Store) -> None:
    users.add_user(store, **_new(name=" Siti.Aminah ", display_name=" Siti Aminah ", language="en"))
    user = _user(store, "siti.aminah")

    assert matches(PASSWORD, user.pop("password_hash"))
    assert user.pop("created_at") == user.pop("password_changed_at")
    assert user == {"name": "siti.aminah", "display_name": "Siti Aminah", "role": "analyst", "organiser": None,
                    "areas": [], "language": "en", "active": True, "must_change_password": True}


@pytest.mark.parametrize(("changes", "sentence"), [
    pytest.param({"name": "si"}, "Nama terdiri atas 3 sampai 32 karakter: huruf a–z, angka, titik, tanda hubung, atau "
                 "garis bawah, dan diawali huruf atau angka.", id="short-name"),
    pytest.param({"name": "siti aminah"}, "Nama terdiri atas 3 sampai 32 karakter: huruf a–z, angka, titik, tanda "
                 "hubung, atau garis bawah, dan diawali huruf atau angka.", id="space"),
    pytest.param({"name": "System"}, "Nama system dipakai oleh program sendiri. Pilih nama lain.", id="reserved"),
    pytest.param({"name": "KEPALA"}, "Pengguna kepala sudah ada.", id="taken"),
    pytest.param({"password": "pendek"}, "Kata sandi terlalu pendek: sedikitnya 12 karakter.", id="weak"),
    pytest.param({"role": "system"}, "Peran system tidak ada. Yang ada: admin, analyst, leader, security, bawaslu, "
                 "fkdm, party, viewer.", id="role"),
    pytest.param({"role": "fkdm"}, "Anggota FKDM memerlukan sedikitnya satu kelurahan.", id="no-ward"),
    pytest.param({"role": "fkdm", "areas": ["35.73.01.1001", "x"]}, "Tidak ada kelurahan dengan kode", id="ward"),
    pytest.param({"role": "party"}, "Petugas partai memerlukan satu partai.", id="no-party"),
    pytest.param({"role": "party", "organiser": "x"}, "Tidak ada peserta dengan kode x.", id="party"),
    pytest.param({"language": "nl"}, "Bahasa nl tidak ada.", id="language"),
])
def test_user_that_does_not_fit_is_refused(store: Store, add, changes: dict, sentence: str) -> None:
    add("kepala", "admin")
    with pytest.raises(Refusal) as refused:
        users.add_user(store, **_new(**changes))
    with store.reader(SYSTEM) as read:
        names = [row["name"] for row in read.rows("SELECT name FROM base.users")]

    assert str(refused.value).startswith(sentence)
    assert names == ["kepala"]


def test_scope_stays_with_its_role(store: Store, add) -> None:
    ward = add("siti", "fkdm").areas[0]
    users.change_role(store, name="siti", role="viewer", areas=[ward], organiser="PDIP", by=SYSTEM)

    assert [_user(store, "siti")[name] for name in ("role", "areas", "organiser")] == ["viewer", [], None]


ACTIONS = {
    "add": lambda store, by: users.add_user(store, **_new(name="baru", by=by)),
    "reset": lambda store, by: users.reset_password(store, name="korban", by=by),
    "set_password": lambda store, by: users.set_password(store, name="korban", password=NEW, by=by),
    "disable": lambda store, by: users.disable_user(store, name="korban", by=by),
    "enable": lambda store, by: users.enable_user(store, name="korban", by=by),
    "change_role": lambda store, by: users.change_role(store, name="korban", role="viewer", by=by),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_only_administrators_touch_others(store: Store, add, action: str) -> None:
    add("korban", "admin")
    before = _user(store, "korban")
    for role in ("analyst", "leader", "security", "bawaslu", "fkdm", "party", "viewer", "", "root"):
        with pytest.raises(Refusal):
            ACTIONS[action](store, Viewer("penyerang", role))

    assert _user(store, "korban") == before


@pytest.mark.parametrize("action", ACTIONS)
def test_administrators_may(store: Store, add, action: str) -> None:
    add("kepala", "admin")
    add("korban")
    ACTIONS[action](store, ADMIN)
    with store.reader(SYSTEM) as read:
        actor = read.value("SELECT actor FROM base.audit_log ORDER BY seq DESC LIMIT 1")

    assert actor == "kepala"


@pytest.mark.parametrize("action", [
    pytest.param(lambda store: users.disable_user(store, name="kepala", by=ADMIN), id="disable"),
    pytest.param(lambda store: users.change_role(store, name="kepala", role="analyst", by=ADMIN), id="demote"),
])
def test_last_active_administrator_stays(store: Store, add, action) -> None:
    add("kepala", "admin")
    add("kedua", "admin")
    users.disable_user(store, name="kedua", by=ADMIN)
    with pytest.raises(Refusal) as refused:
        action(store)

    assert str(refused.value) == (
        "kepala satu-satunya administrator yang aktif. Jadikan orang lain administrator lebih dahulu.")
    assert (_user(store, "kepala")["role"], _user(store, "kepala")["active"]) == ("admin", True)

    users.enable_user(store, name="kedua", by=ADMIN)
    action(store)
    assert (_user(store, "kepala")["role"], _user(store, "kepala")["active"]) != ("admin", True)


def test_last_administrator_may_stay_administrator(store: Store, add) -> None:
    add("kepala", "admin")
    users.change_role(store, name="kepala", role="admin", by=ADMIN)

    assert _user(store, "kepala")["role"] == "admin"


def test_own_password_is_changed_by_oneself(store: Store, add) -> None:
    siti = add("siti", must_change_password=True)
    users.set_password(store, name="siti", password=NEW, by=siti)

    assert check_password(store, name="siti", password=NEW) == "right"
    assert check_password(store, name="siti", password=PASSWORD) == "wrong"
    assert _user(store, "siti")["must_change_password"] is False


def test_password_in_use_is_no_new_password(store: Store, add) -> None:
    siti = add("siti")
    with pytest.raises(Refusal) as refused:
        users.set_password(store, name="siti", password=PASSWORD, by=siti)

    assert str(refused.value) == "Ini kata sandi yang sedang dipakai. Pilih yang lain."


def test_reset_gives_a_password_for_once(store: Store, add) -> None:
    add("siti")
    password = users.reset_password(store, name="SITI", by=SYSTEM)

    assert check_password(store, name="siti", password=password) == "right"
    assert _user(store, "siti")["must_change_password"] is True


@pytest.mark.parametrize("action", ["reset", "disable", "enable", "change_role", "set_password"])
def test_nobody_of_that_name(store: Store, action: str) -> None:
    with pytest.raises(Refusal) as refused:
        ACTIONS[action](store, SYSTEM)

    assert str(refused.value) == "Pengguna korban tidak ada."


def test_audit_log_holds_no_password_and_no_hash(store: Store, add) -> None:
    siti = add("siti")
    users.set_password(store, name="siti", password=NEW, by=siti)
    random = users.reset_password(store, name="siti", by=SYSTEM)
    with store.reader(SYSTEM) as read:
        logged = json.dumps([row["changes"] for row in read.rows("SELECT changes FROM base.audit_log")])

    assert [secret for secret in (PASSWORD, NEW, random, "$2b$") if secret in logged] == []
    assert verify(store) == []


def test_language_is_remembered(store: Store, add) -> None:
    siti = add("siti")
    before = store.version
    users.set_language(store, language="en", by=siti)

    assert _user(store, "siti")["language"] == "en"
    assert store.version == before
