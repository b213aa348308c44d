"""What a sender writes is text from the file to the store, the download and the page: no formula, no markup, no SQL."""

import csv
import io
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest

from lib.export.catalogue import DEFINITIONS, table
from lib.export.dialects import DIALECTS, Dialect, to_csv
from lib.export.workbooks import to_workbook
from lib.intake.decisions import NO_DECISIONS
from lib.intake.imports import store_reading
from lib.intake.reader import read_file
from lib.store import SYSTEM, Store, Viewer
from lib.text.formulas import is_dangerous, restore
from lib.ui.markup import plain
from tests.intake.conftest import as_csv, as_xlsx

ANNA = Viewer("anna", "analyst")
TEXTS = [
    '=HYPERLINK("http://localhost/?"&A1,"Lapangan")',
    "=1+1",
    "@SUM(A1:A9)",
    "+cmd|' /C calc'!A0",
    "-2+3 Balai",
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)"> & <b>Balai</b>',
    "[Balai](javascript:alert(1)) **RW** $x^2$ :red[x]",
    "'; DROP TABLE base.events; --",
    '" OR 1=1 --',
    "{0.__class__.__mro__} %s ${x}",
]
MARKUP = "\\`*_{}[]()#+-.!|<>~:$"
FILES = [as_xlsx, lambda sheets: as_csv(sheets["S"], delimiter=";")]


def put(store: Store, reference, kind: str, rows: list[list], make) -> None:
    data = make({"S": rows})
    reading = read_file("berkas", data, kind, reference)
    assert (reading.refusal, [problem for problem in reading.problems if problem.level == "error"]) == (None, [])
    store_reading(store, ANNA, reading, data, received=date(2024, 1, 20),
                  decisions=NO_DECISIONS.with_take_good(True))


def put_events(store: Store, reference, make) -> pd.DataFrame:
    head = ["Tanggal", "Jam", "Partai", "Metode", "Nama kegiatan", "Tempat"]
    rows = [[f"{day} Januari 2024", "09.00 - 12.00", "PKB", "Rapat umum", f"Acara {day}", text]
            for day, text in enumerate(TEXTS, 1)]  # fmt: skip
    put(store, reference, "schedule", [head, *rows], make)
    with store.reader(SYSTEM) as read:
        return read.frame("SELECT * FROM events ORDER BY starts")


def put_reports(store: Store, reference, make) -> pd.DataFrame:
    head = ["Tanggal", "Kelurahan", "Lokasi", "Kategori", "Uraian kejadian"]
    rows = [[f"{day} Januari 2024", "Dinoyo", "RW 1", "Hoaks", text] for day, text in enumerate(TEXTS, 1)]
    put(store, reference, "report", [head, *rows], make)
    with store.reader(SYSTEM) as read:
        return read.frame("SELECT * FROM reports ORDER BY occurred")


def exported(name: str, frame: pd.DataFrame):
    """The frame as the download of that name, columns nobody needs here left blank."""
    columns = [column.name for column in DEFINITIONS[name].columns]
    context = {"as_of": date(2024, 1, 24), "made_at": datetime(2024, 1, 24, 9), "data_version": 3,
               "viewer_name": "Siti", "viewer_role": "Analis"}  # fmt: skip
    return table(name, frame.reindex(columns=columns), **context)


def read_back(data: bytes, dialect: Dialect) -> list[list[str]]:
    """The cells of a download, head and all."""
    return list(csv.reader(io.StringIO(data.decode(dialect.encoding), newline=""), delimiter=dialect.delimiter))


@pytest.mark.parametrize("make", FILES, ids=["xlsx", "csv"])
@pytest.mark.parametrize(
    ("name", "stored_as", "fill"),
    [("events", "venue", put_events), ("reports", "description", put_reports)],
    ids=["events", "reports"],
)
def test_text_comes_through_unchanged_and_harmless(store: Store, reference, make, name, stored_as, fill) -> None:
    frame = fill(store, reference, make)
    assert frame[stored_as].tolist() == TEXTS
    with store.reader(SYSTEM) as read:
        assert read.value("SELECT count(*) FROM imports") == 1  # and the tables are still there
    out = exported(name, frame)
    at = [column.name for column in out.columns].index(stored_as)
    for dialect in DIALECTS.values():
        lines = read_back(to_csv(out, dialect), dialect)
        assert [cell for line in lines for cell in line if is_dangerous(cell) and cell[0] != "'"] == []
        assert [restore(line[at]) for line in lines[1:]] == TEXTS
    assert b"<f>" not in b"".join(_parts(to_workbook([out])))


def _parts(workbook: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return [archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_plain_on_a_page(text: str) -> None:
    shown = plain(text)
    letters = iter(shown)
    told = "".join(next(letters) if letter == "\\" else letter for letter in letters)
    assert told == text
    bare = [letter for before, letter in zip("x" + shown, shown, strict=False) if before != "\\" and letter in MARKUP]
    assert set(bare) <= {"\\"}
