"""Who sees which rows and columns: a literal table, walked role by role, view by view."""

from datetime import date

import pytest

from lib.store import SYSTEM, Store, Viewer

VIEWERS = {
    "nobody": Viewer("nobody", ""),
    "unknown": Viewer("who", "superuser"),
    "admin": Viewer("adi", "admin"),
    "analyst": Viewer("anna", "analyst"),
    "leader": Viewer("lia", "leader"),
    "security": Viewer("seno", "security"),
    "bawaslu": Viewer("bima", "bawaslu"),
    "fkdm": Viewer("fira", "fkdm", areas=("35.73.02.1007",)),
    "fkdm without wards": Viewer("fajar", "fkdm"),
    "party": Viewer("pita", "party", organiser="PKB"),
    "party without organiser": Viewer("putu", "party"),
    "viewer": Viewer("vina", "viewer"),
}

PACKS = {"districts": 5, "areas": 57, "area_neighbours": 146, "venues": 20, "venue_names": 78, "places": 10,
         "calendar_days": 17, "weekly_windows": 4, "organisers": 21, "organiser_tickets": 16, "rules": 55,
         "activities": 10, "categories": 13}

# Rows of what is not public, by viewer: view -> number of rows. What is not named has none.
ROWS = {
    "nobody": {},
    "unknown": {},
    "admin": {"events": 2, "event_history": 2, "reports": 3, "coverage": 2, "reporting_areas": 57, "report_totals": 3,
              "event_totals": 1,
              "imports": 1, "import_rows": 1, "import_files": 1, "users": 1, "audit_log": 2, "value_maps": 2,
              "column_maps": 2},
    "analyst": {"events": 2, "event_history": 2, "reports": 3, "coverage": 2, "reporting_areas": 57, "report_totals": 3,
                "event_totals": 1, "imports": 1, "import_rows": 1, "import_files": 2, "staged_files": 1,
                "value_maps": 2, "column_maps": 2},
    "leader": {"events": 2, "event_history": 2, "reports": 3, "coverage": 2, "reporting_areas": 57, "report_totals": 3,
               "event_totals": 1},
    "security": {"events": 2, "event_history": 2, "reports": 3, "coverage": 2, "reporting_areas": 57,
                 "report_totals": 3, "event_totals": 1},
    "bawaslu": {"events": 2, "event_history": 2, "reports": 1, "report_totals": 3, "event_totals": 1},
    "fkdm": {"reports": 2, "coverage": 1, "reporting_areas": 1, "report_totals": 3, "event_totals": 1, "imports": 1,
             "import_rows": 1, "import_files": 1, "value_maps": 1, "column_maps": 1},
    "fkdm without wards": {"report_totals": 3, "event_totals": 1, "value_maps": 1},
    "party": {"events": 2, "event_history": 1, "event_totals": 1, "staged_files": 1, "import_files": 1,
              "value_maps": 2},
    "party without organiser": {"events": 2, "event_totals": 1, "value_maps": 1},
    "viewer": {"report_totals": 3, "event_totals": 1},
}
for _name in ("admin", "analyst", "leader", "security", "bawaslu", "party"):
    ROWS[_name] |= {"problem_log": 1, "problem_clashes": 1, "decision_log": 1}
for _name in ("admin", "analyst", "leader", "security"):
    ROWS[_name] |= {"strengths": 1}
FOR_THE_SYSTEM = {"event_versions", "undone_rows", "whole_reports", "former_reports", "repeated_reports"}
RESTRICTED = sorted({view for seen in ROWS.values() for view in seen} | FOR_THE_SYSTEM)

PUBLIC_NOTICE = {"event_id", "version", "received", "state", "organiser", "activity", "starts", "ends", "venue",
                 "venue_id", "area_code", "position_is_estimate", "crowd_is_large", "recorded_at"}


def rows(store: Store, viewer: Viewer, sql: str) -> list[dict]:
    with store.reader(viewer) as read:
        return read.rows(sql)


@pytest.mark.parametrize("name", VIEWERS)
def test_rows_by_viewer(peopled: Store, name: str) -> None:
    seen = {view: len(rows(peopled, VIEWERS[name], "FROM " + view)) for view in RESTRICTED}
    assert {view: n for view, n in seen.items() if n} == ROWS[name]


@pytest.mark.parametrize("name", VIEWERS)
def test_packs_are_for_everybody_signed_in(peopled: Store, name: str) -> None:
    seen = {view: len(rows(peopled, VIEWERS[name], "FROM " + view)) for view in PACKS}
    assert seen == (dict.fromkeys(PACKS, 0) if name in ("nobody", "unknown") else PACKS)


def test_every_view_stands_in_the_table(peopled: Store) -> None:
    """A new view must be thought about: it has to be added here."""
    views = rows(peopled, SYSTEM, "SELECT view_name FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal")
    assert sorted(row["view_name"] for row in views) == sorted(
        [*PACKS, *RESTRICTED, "area_shapes", "settings", "change_counter", "viewer"])


def test_party_sees_its_own_event_whole_and_of_others_the_notice(peopled: Store) -> None:
    own, other = rows(peopled, VIEWERS["party"], "FROM events ORDER BY event_id")
    everything = rows(peopled, VIEWERS["analyst"], "FROM events ORDER BY event_id")
    assert own == everything[0]
    assert {column for column, value in other.items() if value is not None} == PUBLIC_NOTICE
    assert {column: other[column] for column in PUBLIC_NOTICE} == {
        column: everything[1][column] for column in PUBLIC_NOTICE}


def test_party_knows_that_there_is_a_problem_and_how_it_stands_but_not_who_and_why(peopled: Store) -> None:
    (seen,) = rows(peopled, VIEWERS["party"], "FROM problem_log")
    (whole,) = rows(peopled, VIEWERS["bawaslu"], "FROM problem_log")
    assert [whole[name] for name in ("owner", "reason", "recorded_by")] == ["Polresta", "reason", "anna"]
    assert seen == whole | {"owner": None, "reason": None, "recorded_by": None}
    other = Viewer("pina", "party", organiser="PDIP")
    assert (rows(peopled, other, "FROM problem_log"), rows(peopled, other, "FROM problem_clashes")) == ([], [])


def test_problem_reads_as_it_stood_on_the_day(peopled: Store) -> None:
    for day, known in ((date(2024, 1, 11), 0), (date(2024, 1, 12), 1)):
        with peopled.reader(VIEWERS["analyst"], as_of=day) as read:
            assert len(read.rows("FROM problem_log")) == len(read.rows("FROM problem_clashes")) == known


def test_party_without_organiser_sees_only_notices(peopled: Store) -> None:
    found = rows(peopled, VIEWERS["party without organiser"], "FROM events")
    assert [row["attendance"] for row in found] == [None, None]


@pytest.mark.parametrize(("name", "reporters", "keys"), [
    ("admin", ["somebody"] * 3, ["k1"] * 3),
    ("analyst", ["somebody"] * 3, ["k1"] * 3),
    ("leader", ["somebody"] * 3, ["k1"] * 3),
    ("security", [None] * 3, ["k1"] * 3),
    ("bawaslu", [None], [None]),
    ("fkdm", ["somebody"] * 2, [None] * 2),
])
def test_reporters_by_viewer(peopled: Store, name: str, reporters: list, keys: list) -> None:
    found = rows(peopled, VIEWERS[name], "FROM reports ORDER BY report_id")
    assert [row["reporter"] for row in found] == reporters
    assert [row["reporter_key"] for row in found] == keys


def test_fkdm_does_not_see_the_reporter_of_what_others_sent(peopled: Store) -> None:
    buring = Viewer("fira", "fkdm", areas=("35.73.03.1005",))
    assert [(row["report_id"], row["reporter"]) for row in rows(peopled, buring, "FROM reports")] == [(3, None)]


def test_event_reads_as_it_was_in_force_on_the_day(peopled: Store) -> None:
    with peopled.writing(SYSTEM, "move") as tx:
        first = tx.rows("SELECT * FROM event_versions WHERE event_id = 1")[0]
        tx.insert("event_versions", [{**first, "version": 2, "received": date(2024, 1, 15), "venue": "Lapangan"}])

    def venues(day: date | None) -> list[str]:
        with peopled.reader(VIEWERS["analyst"], as_of=day) as read:
            return [row["venue"] for row in read.rows("FROM events WHERE event_id = 1")]

    assert venues(date(2024, 1, 10)) == []
    assert venues(date(2024, 1, 14)) == ["Stadion"]
    assert venues(date(2024, 1, 15)) == ["Lapangan"]
    assert venues(None) == ["Lapangan"]


def test_no_view_has_a_secret_column(peopled: Store) -> None:
    for viewer in (VIEWERS["admin"], SYSTEM):
        assert "password_hash" not in rows(peopled, viewer, "FROM users")[0]
        assert [row for row in rows(peopled, viewer, "FROM settings") if row["key"] == "cookie_key"] == []


def test_small_totals_are_left_out(peopled: Store) -> None:
    with peopled.writing(SYSTEM, "more") as tx:
        row = tx.rows("SELECT * FROM reports WHERE report_id = 1")[0]
        tx.insert("reports", [{**row, "report_id": 10 + n} for n in range(2)])
    found = rows(peopled, VIEWERS["viewer"], "FROM report_totals ORDER BY district_code, category")
    assert [(row["district_code"], row["category"], row["reports"]) for row in found] == [
        ("35.73.02", "kekerasan", None), ("35.73.02", "politik_uang", 3), ("35.73.03", "kekerasan", None)]


def test_scope_of_one_cursor_does_not_reach_the_next(peopled: Store) -> None:
    rows(peopled, VIEWERS["admin"], "FROM users")
    assert rows(peopled, Viewer("x", ""), "FROM areas") == []


@pytest.mark.parametrize("statement", [
    "SELECT * FROM read_csv('/etc/hostname')",
    "COPY (SELECT 1) TO '/tmp/out.csv'",
    "ATTACH '/tmp/other.duckdb' AS other",
    "SET enable_external_access = true",
    "INSTALL httpfs",
])
def test_sql_cannot_leave_the_file(peopled: Store, statement: str) -> None:
    import duckdb
    with peopled.reader(SYSTEM) as read, pytest.raises(duckdb.Error):
        read.rows(statement)
