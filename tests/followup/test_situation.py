"""The day's sentences: a silent ward is never called quiet."""

import pandas as pd

from lib.followup.situation import describe_situation, say_wards
from lib.text import say


def sentences(scores: list[float | None], classes: list[int | None]) -> list[str]:
    wards = pd.DataFrame({"name": ["Dinoyo", "Kasin"], "score": pd.Series(scores, dtype="float64"),
                          "likelihood_class": pd.Series(classes, dtype="Int64")})
    return [say(sentence) for sentence in say_wards(describe_situation(wards=wards), wards)]


def test_of_a_city_that_is_silent_nothing_is_said_but_that() -> None:
    assert sentences([None, None], [None, None]) == ["2 kelurahan belum melapor: belum diketahui, bukan aman."]


def test_calm_is_said_of_the_wards_that_report() -> None:
    assert sentences([0.1, None], [1, None]) == [
        "Di antara kelurahan yang melapor, tidak ada yang menonjol.",
        "1 kelurahan belum melapor: belum diketahui, bukan aman."]


def test_warm_wards_are_named() -> None:
    assert sentences([0.1, 2.0], [1, 4]) == ["Perhatikan Kasin."]
