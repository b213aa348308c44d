"""Sign-ins for the demonstration city: one user a role, each with a random password."""

from lib.access.passwords import random_password
from lib.access.roles import ROLES, Role
from lib.access.users import add_user
from lib.store import SYSTEM, Store
from lib.text import say

NAMES = {
    Role.ADMIN: "admin", Role.ANALYST: "analis", Role.LEADER: "pimpinan", Role.SECURITY: "polresta",
    Role.BAWASLU: "bawaslu", Role.FKDM: "fkdm", Role.PARTY: "partai", Role.VIEWER: "pembaca",
}
_WARDS = 2
BUSIEST_WARDS = """
    SELECT a.area_code FROM areas AS a LEFT JOIN reports AS r USING (area_code)
    GROUP BY a.area_code ORDER BY count(r.report_id) DESC, a.area_code LIMIT $n
"""


def create(store: Store, party: str | None = None) -> list[tuple[str, str, str]]:
    """Add the demonstration's users that are not there yet; returns (name, role, password) of each added.

    The FKDM member has the two wards that reported most, the party officer is `party`'s (default: the first
    on the ballot).
    """
    with store.reader(SYSTEM) as read:
        taken = {row["name"] for row in read.rows("SELECT name FROM users")}
        wards = [row["area_code"] for row in read.rows(BUSIEST_WARDS, n=_WARDS)]
        party = party or read.value("SELECT code FROM organisers WHERE kind = 'party' ORDER BY ballot_number LIMIT 1")
    added = []
    for role, name in NAMES.items():
        if name in taken:
            continue
        password = random_password()
        add_user(store, name=name, display_name=say(ROLES[role].display_name), role=role, password=password,
                 areas=wards if role == Role.FKDM else (), organiser=party if role == Role.PARTY else None,
                 must_change_password=False, by=SYSTEM)
        added.append((name, str(role), password))
    return added
