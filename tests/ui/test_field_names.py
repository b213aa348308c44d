"""Every field and column has a name that people read."""

import pytest

from lib.intake.columns import column_fields
from lib.intake.readings import fields_of
from lib.ui.field_names import COLUMN_NAMES, FIELD_NAMES


@pytest.mark.parametrize("kind", ["schedule", "report"])
def test_every_column_and_field_has_a_name(kind: str) -> None:
    assert set(column_fields(kind)) == set(COLUMN_NAMES[kind])
    assert set(fields_of(kind)) - set(FIELD_NAMES) == set()
