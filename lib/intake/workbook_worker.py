"""Run as a child process: read a workbook from standard input, write its visible sheets to standard output.

The native reader aborts its whole process on some damaged files (it believes a length it finds there), and a server
must outlive a bad upload. So it runs apart, with a memory limit, and gives plain values only.
This file imports nothing of ours and is started by its path.
"""

import io
import pickle
import sys

MEMORY_BYTES = 3 * 1024**3
MAX_CELLS = 20_000_000


def main() -> None:
    """Write a pickle of {"sheets": [(name, rows, merges)]} or {"refused": a key of workbooks.REFUSALS}."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        pass  # a system without limits still has the separate process
    pickle.dump(_read(sys.stdin.buffer.read()), sys.stdout.buffer, protocol=5)


def _read(data: bytes) -> dict:
    import python_calamine

    try:
        workbook = python_calamine.load_workbook(io.BytesIO(data))
        sheets = []
        for meta in workbook.sheets_metadata:
            if (
                meta.visible is not python_calamine.SheetVisibleEnum.Visible
                or meta.typ is not python_calamine.SheetTypeEnum.WorkSheet
            ):
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            if sheet.start is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
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


if __name__ == "__main__":
    main()
