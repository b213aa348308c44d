"""The demonstration's sign-ins."""

from lib.access import demo_users
from lib.access.roles import Role
from lib.access.sessions import find_session, open_session
from lib.access.sign_in import check_password
from lib.store import Store


def test_every_role_gets_a_user_that_can_sign_in(store: Store) -> None:
    made = demo_users.create(store)

    assert [role for _name, role, _password in made] == list(Role)
    assert len({password for _name, _role, password in made}) == len(Role)
    assert {str(check_password(store, name=name, password=password)) for name, _role, password in made} == {"right"}


def test_scopes_come_from_the_packs(store: Store) -> None:
    demo_users.create(store)
    viewers = {name: find_session(store, open_session(store, name)).viewer for name in ("fkdm", "partai", "admin")}

    assert [len(viewer.areas) for viewer in viewers.values()] == [2, 0, 0]
    assert [viewer.organiser is not None for viewer in viewers.values()] == [False, True, False]


def test_second_time_adds_nobody(store: Store) -> None:
    demo_users.create(store)

    assert demo_users.create(store) == []
