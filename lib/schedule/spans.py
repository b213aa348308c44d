"""Spans of time that overlap, found without comparing each with every other."""

import numpy as np


def find_overlaps(opens: np.ndarray, clears: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The pairs of spans that overlap, by their places in the arrays, each pair once; of no length, no span overlaps.

    opens, clears: numbers or moments, half-open: to end where the other begins is not yet to overlap. Sorted by their
    beginning each is held against those alone that begin before it ends, so the cost grows with the pairs found.
    """
    order = np.argsort(opens, kind="stable")
    order = order[clears[order] > opens[order]]
    follow = np.searchsorted(opens[order], clears[order], side="left") - np.arange(len(order)) - 1
    one = np.repeat(np.arange(len(order)), follow)
    step = np.arange(len(one)) - np.repeat(np.cumsum(follow) - follow, follow) + 1
    return order[one], order[one + step]
