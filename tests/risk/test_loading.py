"""Scores read from the store: counted in the database exactly as report by report."""

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from lib.risk import score_wards
from lib.risk.loading import load_likelihoods, load_scores, load_tally
from lib.store import SYSTEM, Store, Viewer
from tests.store.conftest import report

START = date(2024, 1, 1)
ANALYST = Viewer("anna", "analyst")
REPORTS = """
    SELECT occurred, received, area_code, category, severity, verification, reporter_key
    FROM reports WHERE occurred >= $start ORDER BY report_id
"""
STATES = ("baru", "diperiksa", "terverifikasi", "terkuatkan", "dibantah", "arsip")


def fill(store: Store, seed: int, reports: int) -> None:
    """Reports of every kind in some wards, also such as do not count; coverage of some of them."""
    draw = np.random.default_rng(seed)
    with store.reader(SYSTEM) as read:
        wards = [row["area_code"] for row in read.rows("SELECT area_code FROM areas ORDER BY area_code LIMIT 12")]
        categories = [row["code"] for row in read.rows("SELECT code FROM categories ORDER BY code")]

    def one(number: int) -> dict:
        day = int(draw.integers(-3, 24))
        occurred = datetime.combine(START, datetime.min.time()) + timedelta(days=day, hours=int(draw.integers(24)))
        return report(
            number, str(draw.choice([*wards, "99.99"])), str(draw.choice([*categories, "unheard of"])),
            occurred=occurred, received=occurred.date() + timedelta(days=int(draw.integers(-2, 9))),
            severity=None if draw.random() < 0.2 else int(draw.integers(1, 6)), verification=str(draw.choice(STATES)),
            reporter_key=None if draw.random() < 0.4 else "k1") | (
            {"area_code": None, "category": None} if draw.random() < 0.05 else {})

    with store.writing(SYSTEM, "fill") as tx:
        tx.insert("reports", [one(number) for number in range(1, reports + 1)])
        tx.insert("coverage", [{"area_code": ward, "day": START + timedelta(days=day), "source": "nihil",
                                "import_id": 0, "received": START + timedelta(days=day + int(draw.integers(4)))}
                               for ward in wards[:9] for day in range(24) if draw.random() < 0.7])


def score_one_by_one(store: Store, as_of: date, viewer: Viewer = ANALYST):
    """The scores from every report as it stands."""
    with store.reader(viewer, as_of=as_of) as read:
        return score_wards(
            read.frame(REPORTS, start=START), read.frame("FROM coverage"), read.frame("FROM areas"),
            read.frame("FROM categories"), as_of=as_of, start=START)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("day", [2, 9, 20])
def test_scores_counted_in_the_database_are_those_of_the_single_reports(store: Store, seed: int, day: int) -> None:
    fill(store, seed, 600)
    as_of = START + timedelta(days=day)
    with store.reader(ANALYST, as_of=as_of) as read:
        scores = load_scores(read, as_of, START)
    expected = score_one_by_one(store, as_of)

    pd.testing.assert_frame_equal(scores.wards.drop(columns="district"), expected.wards, check_exact=True)
    assert scores.model == expected.model
    assert min(scores.model["left_out"][reason] for reason in ("archived", "no_ward", "no_day")) > 0


def test_nothing_is_known_before_the_first_report(store: Store) -> None:
    with store.reader(ANALYST) as read:
        tally = load_tally(read, read.frame("FROM areas"), START, START)

    assert (tally.counts.sum(), tally.nuisance.sum(), tally.by_age.sum()) == (0, 0, 0)
    assert tally.left_out == {"archived": 0, "no_ward": 0, "no_day": 0, "before_start": 0}


def test_reader_counts_only_what_the_scope_shows(store: Store) -> None:
    fill(store, 5, 200)
    as_of = START + timedelta(days=20)
    with store.reader(Viewer("wati", "viewer"), as_of=as_of) as read:
        assert load_scores(read, as_of, START).model["reports"] == 0


def test_likelihoods_are_those_of_the_scores(store: Store) -> None:
    fill(store, 6, 300)
    as_of = START + timedelta(days=20)
    with store.reader(ANALYST, as_of=as_of) as read:
        wards, likelihoods = load_scores(read, as_of, START).wards, load_likelihoods(read, as_of, START)

    pd.testing.assert_frame_equal(likelihoods, wards[["area_code", "likelihood_class", "score"]], check_exact=True)
    assert likelihoods["score"].notna().any()
