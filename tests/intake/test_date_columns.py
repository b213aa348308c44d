"""How a date column is to be read: the order of day and month, and days a machine has turned around."""

from datetime import date

import pytest

from lib.intake.contexts import Context
from lib.intake.date_columns import join_date, rules_for
from lib.intake.grids import Grid
from lib.reference.vocabularies import Reference


def rules(reference: Reference, cells: list, weekdays: list | None = None):
    return rules_for(
        cells,
        weekdays or [None] * len(cells),
        grid=Grid("", {}),
        reference=reference,
        context=Context(),
        open_end=False,
    )


@pytest.mark.parametrize(
    ("cells", "month_first"),
    [
        (["30/11/2023", "1/12/2023"], False),
        (["12/3/2023", "12/14/2023", "1/7/2024"], True),
        (["1/12/2023", "2/12/2023", "12/14/2023"], False),
        (["13/12/2023", "12/14/2023"], None),
        (["1/2/2024", "2/1/2024"], False),
        (["1/2/2024", "1/5/2024"], None),
        (["1/2/2024", "1/5/2024", "13/1/2024"], False),
        (["30/14/2023"], False),
        ([date(2023, 12, 1), "1 Des"], False),
    ],
    ids=["usual", "american", "one slip", "both", "unclear", "fits better", "a slip",
         "no month 14", "no slashes"],
)
def test_the_order_is_american_only_when_the_column_shows_it(
    reference: Reference, cells: list, month_first: bool | None
) -> None:
    assert rules(reference, cells).month_first is month_first


def test_a_day_turned_into_the_campaign_shows_swapping(reference: Reference) -> None:
    assert rules(reference, [date(2023, 4, 12)]).swapped
    assert rules(reference, [date(2024, 1, 2)], ["Kamis"]).swapped
    assert not rules(reference, [date(2024, 1, 2)], ["Selasa"]).swapped
    assert not rules(reference, [date(2033, 12, 9), date(2024, 1, 25)]).swapped


def test_late_days_as_text_beside_early_days_as_cells_show_swapping(reference: Reference) -> None:
    cells = ["13/12/2023", "25/12/2023", date(2024, 1, 2), date(2024, 2, 1), date(2023, 12, 12)]
    assert rules(reference, cells).swapped
    assert not rules(reference, [*cells, date(2024, 1, 25)]).swapped


def test_a_date_over_three_columns_is_one_text() -> None:
    assert join_date(3, "Desember", 2023.0) == "3 Desember 2023"
    assert join_date(date(2023, 12, 3), None, None) == date(2023, 12, 3)
