"""What goes with every download: what it is, of which day, by whom, filtered how, and what each column means."""

import zipfile
from io import BytesIO

from lib.export.dialects import Dialect, to_csv
from lib.export.small_cells import has_marks
from lib.export.tables import Table, worded
from lib.text import N_, _, clock, day, number

_KINDS = {
    "text": N_("text"),
    "integer": N_("whole number"),
    "decimal": N_("decimal number"),
    "day": N_("day"),
    "moment": N_("day and hour"),
    "hours": N_("hour"),
    "flag": N_("yes or no"),
    "list": N_("list"),
}
# A zip entry without its own date: the same data give the same bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def about_lines(table: Table) -> list[tuple[str, str]]:
    """(label, value) lines about the table as a whole, in the reader's language."""
    filters = [(_("Filter: {label}", label=label), value) for label, value in table.filters]
    return [
        (_("Title"), worded(table.title)),
        (_("As of"), day(table.as_of)),
        (_("Made at"), f"{day(table.made_at)}, {clock(table.made_at)}"),
        (_("Made by"), f"{table.viewer_name} ({table.viewer_role})"),
        (_("Data version"), str(table.data_version)),
        *(filters or [(_("Filter"), _("none: every row that the person named may see"))]),
        (_("Rows"), number(len(table.frame))),
    ]


def about_columns(table: Table) -> list[tuple[str, str, str, str]]:
    """(label, machine name, kind in words, meaning) of each column, in the reader's language."""
    return [(_(column.label), column.name, _(_KINDS[column.kind]), _(column.meaning)) for column in table.columns]


def about_notes(table: Table) -> list[str]:
    """What a reader must know of the values: hidden counts."""
    if not any(has_marks(table.frame[column.name]) for column in table.columns):
        return []
    return [
        _(
            'A count such as "<3" is hidden because it is too small; '
            '"*" is hidden because it would give such a count away.'
        )
    ]


def about_text(table: Table, dialect: Dialect | None = None) -> str:
    """The whole description as plain text with LF; with the CSV's dialect when one is given."""
    lines = [f"{label}: {value}" for label, value in about_lines(table)]
    if dialect:
        lines.append(f"{_('Format')}: {_(dialect.description)}")
    lines += ["", f"{_('Columns')}:"]
    lines += [f"- {label} ({name}; {kind}): {meaning}" for label, name, kind, meaning in about_columns(table)]
    notes = about_notes(table)
    if dialect:
        notes.append(
            _("An apostrophe in front of a text that begins with = + - or @ keeps spreadsheets from running it.")
        )
    if notes:
        lines += ["", f"{_('Notes')}:", *(f"- {note}" for note in notes)]
    return "\n".join(lines) + "\n"


def bundle(table: Table, dialect: Dialect) -> bytes:
    """A zip with NAME.csv and its description (TENTANG-NAME.txt, in English ABOUT-NAME.txt).

    The same table gives the same bytes.
    """
    description = about_text(table, dialect).replace("\n", dialect.line_end).encode(dialect.encoding)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (
            (f"{table.name}.csv", to_csv(table, dialect)),
            (f"{_('ABOUT')}-{table.name}.txt", description),
        ):
            entry = zipfile.ZipInfo(name, date_time=_ZIP_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
