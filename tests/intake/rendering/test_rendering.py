"""Whatever layout and spelling an office chooses for a table, what is read back is what was meant, or is held.

`python -m tests.intake.rendering --cases N` counts and lists.
"""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.reference.vocabularies import Reference
from tests.intake.rendering.checking import Outcome, check
from tests.intake.rendering.layouts import render

FILES = 150
LEAST_STORED = 0.98


def test_every_rendering_is_read_back_as_it_was_meant(reference: Reference) -> None:
    whole = Outcome()

    @settings(max_examples=FILES, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(st.randoms(use_true_random=True))
    def read_back(rng) -> None:
        rendered = render(rng, reference)
        outcome = check(rendered, reference)
        whole.add(outcome)
        assert not outcome.wrong, (rendered.layout, outcome.wrong)

    read_back()
    assert whole.stored >= LEAST_STORED * whole.rows, whole.reasons.most_common(10)
