"""Finding the tables of a sheet: the head in one or two rows, repeated heads, a second table with other columns."""

from lib.intake.cells import show
from lib.intake.columns import HeadReader, head_words
from lib.intake.grids import Grid
from lib.intake.table_heads import Table, as_table, end_of_head, header_at, pass_over, texts_of, two_rows
from lib.text import N_

HEADS_AGAIN = N_("This row below the chosen headings says the same as they do; it was passed over.")


def find_tables(grid: Grid, reader: HeadReader, kind: str, chosen_row: int | None = None) -> list[Table]:
    """The tables of one sheet, top to bottom; recaps, pivots and plain text give none.

    `chosen_row`: the row a person says the headings stand in, whatever its words. What stands above it is title; a
    table further down that is recognised by its own head stays one of its own.
    """
    tables: list[Table] = []
    above: list[int] = []
    skip_to = 0
    for number in _numbers(grid, chosen_row):
        if number <= skip_to:
            continue
        if chosen_row is not None and number <= chosen_row:
            table = _chosen_header(grid, number, reader, kind) if number == chosen_row else None
        else:
            table = header_at(grid, number, reader, kind)
            if table and chosen_row is not None and _is_empty_choice(tables, chosen_row):
                # The table a person pointed at begins here: this is a row of it, or says its heads again.
                if _says_the_same(tables[0], table):
                    skip_to = end_of_head(grid, table)
                    pass_over(tables[0], range(number, skip_to + 1), HEADS_AGAIN)
                    continue
                table = None
        if table is None:
            (tables[-1].rows if tables else above).append(number)
            continue
        skip_to = end_of_head(grid, table)
        if tables and _same_head(tables[-1], table):
            tables[-1].notes += table.notes
            continue
        table.titles = [
            title for row in (_trailing_text(tables[-1]) if tables else above) for title in texts_of(grid, row)
        ]
        if tables:
            table.outer_titles = tables[0].titles
        tables.append(table)
    return tables


def _is_empty_choice(tables: list[Table], chosen_row: int) -> bool:
    """Whether nothing but lone texts stands so far below the heads a person chose."""
    if len(tables) != 1 or tables[0].header_row != chosen_row:
        return False
    rows = (tables[0].grid.rows[row] for row in tables[0].rows)
    return all(sum(cell is not None for cell in cells) < 2 for cells in rows)


def _says_the_same(one: Table, other: Table) -> bool:
    """Whether the heads of another row mean what those above them mean, as in a second language."""
    shared = [column for column in other.meanings if column in one.meanings]
    equal = sum(one.meanings[column].field == other.meanings[column].field for column in shared)
    return equal * 2 > len(other.meanings)


def _numbers(grid: Grid, chosen_row: int | None) -> list[int]:
    """The numbers of the filled rows, and of the chosen one, in their order."""
    numbers = list(grid.rows)
    if chosen_row is not None and chosen_row not in grid.rows:
        at = next((at for at, number in enumerate(numbers) if number > chosen_row), len(numbers))
        numbers.insert(at, chosen_row)
    return numbers


def _chosen_header(grid: Grid, number: int, reader: HeadReader, kind: str) -> Table:
    """The head a person chose: as it would be found, else its words whatever they are; every filled column has one."""
    table = header_at(grid, number, reader, kind)
    if table is None:
        heads = {column: show(cell) for column, cell in enumerate(grid.rows.get(number, ())) if cell is not None}
        meanings = {column: reader.read(text) for column, text in heads.items()}
        last = number
        # The lower row of a head in two rows: as a table of its own it would leave the chosen one empty.
        if below := _head_below(grid, number, reader, kind):
            heads, meanings = two_rows(grid, number, heads, below.heads, reader)
            last = below.last_header_row
        table = as_table(grid, number, last, heads, {column: head for column, head in meanings.items() if head})
    below_it = (cells for row, cells in grid.rows.items() if row > number)
    filled = {column for cells in below_it for column, cell in enumerate(cells) if cell is not None}
    table.heads = dict(sorted({**dict.fromkeys(filled, ""), **table.heads}.items()))
    return table


def _head_below(grid: Grid, number: int, reader: HeadReader, kind: str) -> Table | None:
    """The head that stands below a row with nothing but lone texts between."""
    for row in (row for row in grid.rows if row > number):
        if table := header_at(grid, row, reader, kind):
            return table
        if sum(cell is not None for cell in grid.rows[row]) > 1:
            return None
    return None


def _same_head(one: Table, other: Table) -> bool:
    return {column: head_words(text) for column, text in one.heads.items()} == {
        column: head_words(text) for column, text in other.heads.items()
    }


def _trailing_text(table: Table) -> list[int]:
    """Takes the text lines at the end of a table away from it: they are the title of the next one."""
    taken: list[int] = []
    most = 2 if len(table.heads) > 3 else 1
    while table.rows:
        cells = [cell for cell in table.grid.rows[table.rows[-1]] if cell is not None]
        if len(cells) > most or not all(isinstance(cell, str) for cell in cells):
            break
        taken.insert(0, table.rows.pop())
    return taken
