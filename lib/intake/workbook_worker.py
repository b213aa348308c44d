"""Run as a child process: read a workbook from standard input, write its visible sheets to standard output.

The native reader aborts its whole process on some damaged files (it believes a length it finds there), and XML of a
few kilobytes can unpack to gigabytes; a server must outlive a bad upload. So both run apart, with a memory limit, and
give plain values only. This file is started by its path; of ours it imports nothing but `zipped_sheets`.
"""

import io
import pickle
import sys
import zipfile
from pathlib import Path

MEMORY_BYTES = 3 * 1024**3
MAX_CELLS = 20_000_000
MAX_FACTS = 500_000


def main() -> None:
    """Write a pickle of {"refused": a key of workbooks.REFUSALS} or of what was found.

    That is "sheets": [(name, rows, merges)]; "facts": {name: (errors, merges)} and "starts_1904" as `zipped_sheets`
    finds them, for the container named as the first argument ("xlsx", "ods" or "").
    """
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        pass  # a system without limits still has the separate process
    pickle.dump(_read(sys.stdin.buffer.read(), sys.argv[1]), sys.stdout.buffer, protocol=5)


def _read(data: bytes, container: str) -> dict:
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from lib.intake.zipped_sheets import DAMAGE, ods_facts, xlsx_facts, xlsx_starts_1904

    try:
        facts, starts_1904 = {}, False
        if container:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                facts = xlsx_facts(archive) if container == "xlsx" else ods_facts(archive)
                starts_1904 = container == "xlsx" and xlsx_starts_1904(archive)
    except DAMAGE:
        return {"refused": "damaged"}
    if sum(len(fact.errors) + len(fact.merges) for fact in facts.values()) > MAX_FACTS:
        return {"refused": "too many cells"}
    plain = {name: (fact.errors, [_corners(merge) for merge in fact.merges]) for name, fact in facts.items()}
    return {"facts": plain, "starts_1904": starts_1904, **_read_sheets(data)}


def _read_sheets(data: bytes) -> dict:
    import python_calamine

    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        sheets, cells = [], 0
        for meta in workbook.sheets_metadata:
            if (
                meta.visible is not python_calamine.SheetVisibleEnum.Visible
                or meta.typ is not python_calamine.SheetTypeEnum.WorkSheet
            ):
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            if sheet.start is not None:
                cells += (sheet.end[0] + 1) * (sheet.end[1] + 1)
            if cells > MAX_CELLS:
                return {"refused": "too many cells"}
            sheets.append(
                (meta.name, _rows(sheet), [(*first, *last) for first, last in sheet.merged_cell_ranges or ()])
            )
        return {"sheets": sheets}
    except python_calamine.PasswordError:
        return {"refused": "password"}
    except (python_calamine.CalamineError, ValueError, OSError, KeyError, EOFError):
        return {"refused": "damaged"}


def _rows(sheet) -> list[tuple[int, list]]:
    """(row number as shown, cells) of the rows that hold anything."""
    if sheet.start is None:
        return []
    return [
        (number, cells)
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
        if any(cell != "" for cell in cells)
    ]


def _corners(merge) -> tuple[int, int, int, int]:
    return merge.first_row, merge.last_row, merge.first_column, merge.last_column


if __name__ == "__main__":
    main()
