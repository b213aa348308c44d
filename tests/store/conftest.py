"""A store with one row of everything that scope is about."""

import hashlib
from datetime import date, datetime

import pytest

from lib.store import SYSTEM, Store

NOW = datetime(2024, 1, 20, 3, 0)
STAGED = hashlib.sha256(b"y").hexdigest()


def event(event_id: int, organiser: str, **changes: object) -> dict[str, object]:
    """One event version with every field filled."""
    return {
        "event_id": event_id, "version": 1, "received": date(2024, 1, 11),
        "state": "planned", "organiser": organiser, "activity": "rapat_umum",
        "title": f"title {event_id}", "starts": datetime(2024, 1, 27, 13), "ends": datetime(2024, 1, 27, 15),
        "venue": "Stadion", "venue_id": "V01", "area_code": "35.73.02.1007", "lat": None, "lon": None,
        "position_is_estimate": False, "attendance": 4000, "vehicles": 20, "route": "route", "speakers": ["speaker"],
        "gathering_point": "corner", "link": "https://meet.example/1", "place_permission": True,
        "notified": date(2024, 1, 10), "permit_no": "permit", "permit_date": date(2024, 1, 11), "contact": "contact",
        "joint_key": None, "import_id": 1, "import_row_id": event_id, "recorded_at": NOW, "recorded_by": "anna",
        **changes}


def report(report_id: int, area_code: str, category: str, **changes: object) -> dict[str, object]:
    """One report with every field filled."""
    return {
        "report_id": report_id, "occurred": datetime(2024, 1, 10, 20), "occurred_has_time": True,
        "received": date(2024, 1, 11), "area_code": area_code, "place": "place", "category": category,
        "athg": "gangguan", "aspect": "politik", "severity": 3, "source_grade": "B3", "parties": ["PKB"],
        "description": f"text {report_id}", "reporter": "somebody", "reporter_key": "k1", "verification": "baru",
        "import_id": 1, "import_row_id": None, "recorded_at": NOW, "recorded_by": "fira", **changes}


@pytest.fixture
def peopled(store: Store) -> Store:
    """Two parties' events, reports of two wards and two kinds, one import."""
    with store.writing(SYSTEM, "people the store") as tx:
        tx.insert("event_versions", [event(1, "PKB"), event(2, "PAN", attendance=200)])
        tx.insert("reports", [
            report(1, "35.73.02.1007", "politik_uang"), report(2, "35.73.02.1007", "kekerasan"),
            report(3, "35.73.03.1005", "kekerasan", recorded_by="budi"),
        ])
        tx.insert("coverage", [
            {"area_code": "35.73.02.1007", "day": date(2024, 1, 10), "source": "nihil", "import_id": 1,
             "received": date(2024, 1, 11)},
            {"area_code": "35.73.03.1005", "day": date(2024, 1, 10), "source": "nihil", "import_id": 1,
             "received": date(2024, 1, 11)}])
        tx.insert("import_files", [{"sha256": "a" * 64, "size": 1, "content": b"x", "kept_at": NOW}])
        tx.insert("imports", [{
            "import_id": 1, "kind": "schedule", "state": "stored", "file_name": "f.xlsx", "sha256": "a" * 64,
            "received": date(2024, 1, 11), "created_at": NOW, "created_by": "fira", "rows_new": 5, "rows_changed": 0,
            "rows_same": 0, "rows_refused": 0, "warnings": 0, "undone_at": None, "undone_by": None,
            "kept_after_undo": None}])
        tx.insert("import_rows", [{
            "import_row_id": 1, "import_id": 1, "sheet": "", "row_number": 2, "part": 1, "outcome": "new",
            "cells": "[]", "problems": "[]", "item_id": 1}])
        tx.insert("staged_files", [{
            "staged_id": number, "kind": "report", "state": "open", "file_name": "g.xlsx", "sha256": STAGED,
            "received": date(2024, 1, 11), "choices": "{}", "decisions": "{}", "continues": None, "import_id": None,
            "created_at": NOW, "created_by": name, "updated_at": NOW} for number, name in ((1, "anna"), (2, "pita"))])
        tx.insert("import_files", [{"sha256": STAGED, "size": 1, "content": b"y", "kept_at": NOW}])
        tx.insert("value_maps", [
            {"field": "area_code", "spelling": "rampal", "owner": owner, "code": "35.73.02.1007", "created_at": NOW,
             "created_by": "anna"} for owner in ("", "pita")])
        tx.insert("column_maps", [{
            "kind": "report", "signature": "tanggal|tempat", "owner": owner, "choices": "{}", "sender": None,
            "created_at": NOW, "created_by": "anna"} for owner in ("", "fira")])
        tx.insert("problem_log", [{
            "entry_id": 1, "problem_id": 1, "day": date(2024, 1, 12), "change": "opened", "state": "ditangani",
            "owner": "Polresta", "reason": "reason", "other_id": None, "recorded_at": NOW, "recorded_by": "anna"}])
        tx.insert("problem_clashes", [{
            "entry_id": 1, "clash_key": "1-2-same_place", "event_a": 1, "event_b": 2, "kind": "same_place",
            "level": 5}])
        tx.insert("decision_log", [{
            "entry_id": 1, "decision_id": 1, "day": date(2024, 1, 12), "state": "diusulkan", "source": "usulan",
            "event_id": 1, "version": 1, "organiser": "PKB", "starts": datetime(2024, 1, 27, 13), "ends": None,
            "venue": "Stadion", "venue_id": "V01", "area_code": None, "new_starts": datetime(2024, 1, 28, 13),
            "new_ends": None, "new_venue": "Stadion", "new_venue_id": "V01", "new_area_code": None, "clash_keys": [],
            "level": None, "owner": "Polresta", "reason": None, "recorded_at": NOW, "recorded_by": "anna"}])
        tx.insert("strengths", [{
            "district_code": "35.73.02", "day": date(2024, 1, 27), "officers": 100, "recorded_at": NOW,
            "recorded_by": "anna"}])
        tx.insert("users", [{
            "name": "fira", "display_name": "Fira", "password_hash": "hash", "role": "fkdm", "organiser": None,
            "areas": ["35.73.02.1007"], "language": "id", "active": True, "must_change_password": False,
            "created_at": NOW, "password_changed_at": NOW}])
        tx.insert("settings", [{"key": "cookie_key", "value": '"secret"', "is_secret": True}])
    return store
