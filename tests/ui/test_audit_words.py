"""Entries of the audit log as sentences."""

import ast
import json
from pathlib import Path

import pytest

from lib.ui.audit_words import action_name, describe_entry

ROOT = Path(__file__).resolve().parents[2]


def recorded_actions() -> set[str]:
    """Every action that the sources write by name, and the two that imports make."""
    found = {"import schedule", "import report", "set password", "reset password"}
    for path in (ROOT / "lib").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "writing" and len(node.args) > 1:
                action = node.args[1]
                if isinstance(action, ast.Constant) and action.value:
                    found.add(action.value)
    return found


def test_every_action_of_the_program_has_words() -> None:
    assert "sign in" in recorded_actions()
    assert [action for action in sorted(recorded_actions()) if describe_entry(action, "[]") == action] == []
    assert [action for action in sorted(recorded_actions()) if action_name(action) == action] == []


@pytest.mark.parametrize(("action", "changes", "sentence"), [
    ("sign in", [], "masuk ke aplikasi"),
    ("add user", [{"table": "users", "inserted": [{"name": "budi", "role": "viewer"}]}], "menambah pengguna budi"),
    ("change role", [{"table": "users", "key": {"name": "budi"}, "before": [{}], "after": {}}], "mengubah peran budi"),
    ("import report", [{"table": "reports", "inserted": {"rows": 40, "sha256": "a"}},
                       {"table": "imports", "inserted": [{"import_id": 3, "file_name": "minggu 3.xlsx"}]}],
     "menyimpan laporan minggu 3.xlsx"),
    ("undo import", [{"table": "imports", "key": {"import_id": 3}, "before": [], "after": {}}],
     "membatalkan impor nomor 3"),
    ("download", [{"note": {"table": "reports", "form": "csv", "rows": 1200}},
                  {"note": {"table": "event_totals", "form": "csv", "rows": 2}}],
     "mengunduh Laporan dari kelurahan (1.200 baris, csv), Rekapitulasi kegiatan (2 baris, csv)"),
    ("back up", [{"note": {"name": "a.duckdb", "size": 5}}], "membuat cadangan a.duckdb"),
    ("add user", [{"table": "users", "inserted": {"rows": 30, "sha256": "a"}}], "menambah pengguna ?"),
    ("something new", [], "something new"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_entry_is_told_in_a_sentence(action: str, changes: list, sentence: str) -> None:
    assert describe_entry(action, json.dumps(changes)) == sentence
