"""Names of sheets that Excel accepts, and cells that hold no more than they can."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.text.workbook_texts import sheet_names


@given(st.lists(st.one_of(st.text(), st.sampled_from(["History", "a" * 40, "A" * 40, "''", "[x]", "x"])), max_size=12))
@settings(max_examples=150, deadline=None)
def test_sheet_names_are_always_accepted(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len(names) == len(titles)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert {*name} & {*"[]:*?/\\"} == set()
        assert (name[0] == "'", name[-1] == "'", name.lower() == "history") == (False, False, False)


def test_sheet_names_known() -> None:
    assert sheet_names(["Jadwal", "jadwal", "a/b: c", "History", "", "x" * 40, "x" * 41, "'kutip'"]) == [
        "Jadwal", "jadwal (2)", "a b c", "History (2)", "Lembar", "x" * 31, "x" * 27 + " (2)", "kutip",
    ]
