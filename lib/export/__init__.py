"""Downloads: what the screen shows, as a file that says what it is, when and by whom it was made.

A page builds a Table from a frame with ``catalogue.table`` and hands it to ``dialects.to_csv``,
``about.bundle`` or ``workbooks.to_workbook``.
"""
