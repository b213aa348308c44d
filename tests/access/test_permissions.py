"""What each role may do, held by a literal table."""

import pytest

from lib.access.permissions import has_permission, require_permission
from lib.access.roles import ROLES, Permission, Role
from lib.errors import Refusal
from lib.store import SYSTEM, Viewer
from lib.text import say

#                    admin  analyst leader security bawaslu fkdm  party viewer
TABLE = {
    "view_summary":    "x     x       x      x        x       x     x     x",
    "view_schedule":   "x     x       x      x        x       .     x     .",
    "view_rules":      "x     x       x      x        x       .     x     .",
    "view_security":   "x     x       x      x        .       .     .     .",
    "view_proposals":  "x     x       x      x        x       .     x     .",
    "view_risk":       "x     x       x      x        .       .     .     .",
    "view_reports":    "x     x       x      x        x       x     .     .",
    "view_upload":     "x     x       .      .        .       x     x     .",
    "view_downloads":  "x     x       x      x        x       x     x     x",
    "view_settings":   "x     .       .      .        .       .     .     .",
    "view_account":    "x     x       x      x        x       x     x     x",
    "import_schedule": "x     x       .      .        .       .     x     .",
    "import_reports":  "x     x       .      .        .       x     .     .",
    "undo_own_import": "x     x       .      .        .       x     x     .",
    "undo_any_import": "x     x       .      .        .       .     .     .",
    "propose_moves":   "x     x       x      .        .       .     x     .",
    "decide_moves":    "x     x       x      .        .       .     .     .",
    "set_strength":    "x     x       .      x        .       .     .     .",
    "read_handling":   "x     x       x      x        x       .     .     .",
    "decide_problem":  "x     x       .      .        .       .     .     .",
    "download":        "x     x       x      x        x       x     x     x",
    "pick_day":        "x     x       x      x        x       .     .     .",
    "manage_users":    "x     .       .      .        .       .     .     .",
    "change_settings": "x     .       .      .        .       .     .     .",
    "read_audit":      "x     .       .      .        .       .     .     .",
    "back_up":         "x     .       .      .        .       .     .     .",
}


def test_every_role_has_exactly_its_permissions() -> None:
    found = {
        str(permission): "".join("x" if has_permission(Viewer("somebody", role), permission) else "." for role in Role)
        for permission in Permission
    }

    assert found == {permission: marks.replace(" ", "") for permission, marks in TABLE.items()}


def test_every_role_is_described() -> None:
    assert {role: described.role for role, described in ROLES.items()} == {role: role for role in Role}
    assert [say(described.display_name) for described in ROLES.values()] == [
        "Administrator", "Analis", "Pimpinan", "Penghubung keamanan", "Bawaslu", "Anggota FKDM", "Petugas partai",
        "Pembaca"]


@pytest.mark.parametrize("role", ["", "system", "root", "ADMIN"])
def test_unknown_role_may_nothing_and_is_told_why(role: str) -> None:
    answers = [has_permission(Viewer("somebody", role), permission) for permission in Permission]

    assert {(answer.allowed, say(answer.reason)) for answer in answers} == {
        (False, "Anda tidak masuk dengan peran yang dikenal kantor ini.")}


def test_a_person_named_system_is_not_the_system() -> None:
    assert not has_permission(Viewer("system", "viewer"), Permission.MANAGE_USERS)
    assert has_permission(SYSTEM, Permission.MANAGE_USERS)


def test_denial_names_the_role() -> None:
    with pytest.raises(Refusal) as refused:
        require_permission(Viewer("siti", "viewer"), Permission.VIEW_RISK)

    assert say(refused.value.message) == (
        "Ini tidak termasuk peran Pembaca. Hubungi administrator bila Anda memerlukannya untuk bekerja.")
