"""The accounts as an administrator lists them."""

import pandas as pd

from lib.store import Reader

ACCOUNTS = """
    SELECT u.name, u.display_name, u.role, u.organiser, u.areas, u.active, u.must_change_password, u.created_at,
           s.last_sign_in
    FROM users AS u
    LEFT JOIN (
        SELECT actor AS name, max(recorded_at) AS last_sign_in FROM audit_log WHERE action = 'sign in' GROUP BY actor
    ) AS s USING (name)
    ORDER BY u.active DESC, u.name
"""


def load_accounts(read: Reader) -> pd.DataFrame:
    """Every account, the open ones first; times are UTC, last_sign_in is missing until the first. Never a password."""
    return read.frame(ACCOUNTS)
