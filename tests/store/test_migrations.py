"""A database of an earlier schema is brought to the newest one with everything that is in it."""

import json
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from lib.store import SYSTEM, schema
from lib.store.store import open_store

OLD = {
    "event_id": 1, "version": 1, "received": date(2024, 1, 11), "state": "planned", "organiser": "PKB",
    "activity": "rapat_umum", "title": None, "starts": datetime(2024, 1, 27, 13), "ends": None, "venue": "Stadion",
    "venue_id": None, "area_code": None, "lat": None, "lon": None, "position_is_estimate": False, "attendance": None,
    "vehicles": None, "route": None, "speakers": None, "permit_no": None, "contact": None, "joint_key": None,
    "import_id": 1, "import_row_id": 1, "recorded_at": datetime(2024, 1, 11, 3), "recorded_by": "anna",
}  # fmt: skip


def _text(row: dict) -> str:
    return json.dumps(row, ensure_ascii=False, default=lambda value: value.isoformat())


def test_events_before_the_fields_of_notices_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "none.sql").touch()
    path = tmp_path / "old.duckdb"
    spoken = {**OLD, "event_id": 2, "import_row_id": 2, "speakers": "Fulan"}
    with duckdb.connect(str(path)) as connection:
        with monkeypatch.context() as patch:
            patch.setattr(schema, "VIEWS", tmp_path / "none.sql")  # the views of today name the columns of today
            schema.migrate(connection, schema.known_migrations()[:2])
        for row in (OLD, spoken):
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO base.event_versions VALUES ({marks})", list(row.values()))
        connection.execute("INSERT INTO base.undone_rows VALUES (1, 'event_versions', ?), (1, 'reports', '{}')",
                           [_text({**OLD, "event_id": 3})])
    store = open_store(path)
    with store.reader(SYSTEM) as read:
        versions = read.rows("SELECT * FROM event_versions ORDER BY event_id")
        texts = read.rows("SELECT row_values FROM undone_rows ORDER BY table_name")
    store.close()

    new = dict.fromkeys(("notified", "permit_date", "gathering_point", "link", "place_permission", "decision_id"))
    assert versions == [{**OLD, **new}, {**spoken, **new, "speakers": ["Fulan"]}]
    assert [row["row_values"] for row in texts] == [_text({**versions[0], "event_id": 3}), "{}"]
