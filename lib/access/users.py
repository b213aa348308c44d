"""Users: adding, closing and opening accounts, passwords, roles. Every function is one audited transaction."""

from collections.abc import Sequence
from typing import Any

from lib.access import lockout, passwords
from lib.access.names import check_new_name, normalise_name
from lib.access.permissions import require_permission
from lib.access.roles import Permission, Role
from lib.access.sessions import end_all_sessions
from lib.errors import Refusal
from lib.store import SYSTEM, Store, Viewer, Writing
from lib.text import LANGUAGES, N_, Message


def has_users(store: Store) -> bool:
    """Whether anybody can have signed in yet."""
    with store.reader(SYSTEM) as read:
        return bool(read.value("SELECT count(*) FROM base.users"))


def add_user(store: Store, *, name: str, display_name: str, role: str, password: str, areas: Sequence[str] = (),
             organiser: str | None = None, language: str = "id", must_change_password: bool = True,
             by: Viewer) -> None:
    """Add a user. Raises Refusal on a name that is taken or not allowed, a weak password, a scope that does not fit."""
    require_permission(by, Permission.MANAGE_USERS)
    name = normalise_name(name)
    check_new_name(name)
    passwords.check_new_password(name=name, password=password)
    password_hash = passwords.hash_password(password)
    with store.writing(by, "add user") as tx:
        if tx.rows("SELECT name FROM users WHERE name = $name", name=name):
            raise Refusal(Message(N_("There is a user {name} already."), {"name": name}))
        tx.insert("users", [{
            "name": name, "display_name": display_name.strip() or name, "password_hash": password_hash,
            **_scope(tx, role, areas, organiser), "language": _language(language), "active": True,
            "must_change_password": must_change_password, "created_at": tx.at, "password_changed_at": tx.at}])


def set_password(store: Store, *, name: str, password: str, by: Viewer) -> None:
    """Give a user the password they chose; signs them out everywhere."""
    if by.name != name:
        require_permission(by, Permission.MANAGE_USERS)
    passwords.check_new_password(name=name, password=password)
    _refuse_same_password(store, name, password)
    _write_password(store, name, password, by, "set password", must_change_password=False)


def reset_password(store: Store, *, name: str, by: Viewer) -> str:
    """Give a user a random password, which is returned to be handed over and must be changed at the next sign-in."""
    require_permission(by, Permission.MANAGE_USERS)
    password = passwords.random_password()
    _write_password(store, normalise_name(name), password, by, "reset password", must_change_password=True)
    return password


def disable_user(store: Store, *, name: str, by: Viewer) -> None:
    """Close an account and end its sessions; what the user entered stays. The last administrator is never closed."""
    require_permission(by, Permission.MANAGE_USERS)
    name = normalise_name(name)
    with store.writing(by, "disable user") as tx:
        _refuse_losing_last_admin(tx, _find(tx, name))
        tx.update("users", {"name": name}, active=False)
        end_all_sessions(tx, name)


def enable_user(store: Store, *, name: str, by: Viewer) -> None:
    """Open a closed account again, with its old password."""
    require_permission(by, Permission.MANAGE_USERS)
    name = normalise_name(name)
    with store.writing(by, "enable user") as tx:
        _find(tx, name)
        tx.update("users", {"name": name}, active=True)


def change_role(store: Store, *, name: str, role: str, areas: Sequence[str] = (), organiser: str | None = None,
                by: Viewer) -> None:
    """Give a user another role or scope, from the next click on. The last administrator stays one."""
    require_permission(by, Permission.MANAGE_USERS)
    name = normalise_name(name)
    with store.writing(by, "change role") as tx:
        user = _find(tx, name)
        scope = _scope(tx, role, areas, organiser)
        if scope["role"] != Role.ADMIN:
            _refuse_losing_last_admin(tx, user)
        tx.update("users", {"name": name}, **scope)


def set_language(store: Store, *, language: str, by: Viewer) -> None:
    """Remember the language a user reads."""
    with store.writing(by, "set language", touches_data=False) as tx:
        tx.update("users", {"name": by.name}, language=_language(language))


def _write_password(store: Store, name: str, password: str, by: Viewer, action: str, *,
                    must_change_password: bool) -> None:
    password_hash = passwords.hash_password(password)
    with store.writing(by, action) as tx:
        _find(tx, name)
        tx.update("users", {"name": name}, password_hash=password_hash, password_changed_at=tx.at,
                  must_change_password=must_change_password)
        end_all_sessions(tx, name)
        lockout.clear(tx, name)


def _refuse_same_password(store: Store, name: str, password: str) -> None:
    with store.reader(SYSTEM) as read:
        old = read.value("SELECT password_hash FROM base.users WHERE name = $name", name=name)
    if old and passwords.matches(password, old):
        raise Refusal(Message(N_("This is the password in use. Choose another.")))


def _find(tx: Writing, name: str) -> dict[str, Any]:
    found = tx.rows("SELECT * FROM users WHERE name = $name", name=name)
    if not found:
        raise Refusal(Message(N_("There is no user {name}."), {"name": name}))
    return found[0]


def _refuse_losing_last_admin(tx: Writing, user: dict[str, Any]) -> None:
    if user["role"] != Role.ADMIN or not user["active"]:
        return
    if tx.value("SELECT count(*) FROM users WHERE role = $role AND active", role=str(Role.ADMIN)) == 1:
        raise Refusal(Message(N_(
            "{name} is the only active administrator. Make somebody else administrator first."),
            {"name": user["name"]}))


def _scope(tx: Writing, role: str, areas: Sequence[str], organiser: str | None) -> dict[str, Any]:
    """Role, wards and organiser as they fit together: only FKDM members have wards, only party officers a party."""
    if role not in set(Role):
        raise Refusal(Message(N_("There is no role {role}. There are: {known}."),
                              {"role": role, "known": ", ".join(Role)}))
    if role == Role.FKDM:
        known = {row["area_code"] for row in tx.rows("SELECT area_code FROM areas")}
        unknown = sorted(set(areas) - known)
        if unknown:
            raise Refusal(Message(N_("There is no ward with the code {code}."), {"code": unknown[0]}))
        if not areas:
            raise Refusal(Message(N_("An FKDM member needs at least one ward.")))
    if role == Role.PARTY:
        if not organiser:
            raise Refusal(Message(N_("A party officer needs a party.")))
        if not tx.rows("SELECT code FROM organisers WHERE code = $code", code=organiser):
            raise Refusal(Message(N_("There is no organiser with the code {code}."), {"code": organiser}))
    return {"role": str(role), "areas": sorted(set(areas)) if role == Role.FKDM else [],
            "organiser": organiser if role == Role.PARTY else None}


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise Refusal(Message(N_("There is no language {language}."), {"language": language}))
    return language
