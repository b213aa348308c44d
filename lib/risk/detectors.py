"""Detectors that look at one series at a time: a ward's last seven days (W), a category's total in the city (CUSUM).

How sensitive they are is a budget of false alarms, not a taste: the threshold of W and the limit of the CUSUM are found
from how often they would be passed if nothing were happening.
"""

import numpy as np
from scipy.stats import nbinom

WINDOW_DAYS = 7
MIN_INCIDENTS = 2
QUIET_DAYS = 7

_CELLS = 150
_HALVINGS = 40


def judge_excess(
    incidents: np.ndarray, shape: np.ndarray, rate: np.ndarray, exposure: float | np.ndarray
) -> np.ndarray:
    """Detector W: how improbable so many incidents or more are in each ward, as a mid-p between 0 and 1.

        P(N > c) + P(N = c) / 2,  N ~ negative binomial(size A, probability B / (B + exposure))

    incidents: c of the window, >= 0; weighted counts are judged on the line between the whole numbers around them.
    shape, rate: > 0, A and B of the Gamma posterior from days before the window (an outbreak must not teach its own
    baseline). exposure: days of the window x city level, > 0.
    """
    incidents = np.asarray(incidents, dtype=float)
    chance = rate / (rate + np.asarray(exposure, dtype=float))
    below = np.floor(incidents)
    mid_p, next_mid_p = (
        nbinom.sf(count, shape, chance) + nbinom.pmf(count, shape, chance) / 2 for count in (below, below + 1))
    return mid_p + (incidents - below) * (next_mid_p - mid_p)


def find_ward_alarms(
    incidents: np.ndarray, shape: np.ndarray, rate: np.ndarray, exposure: float | np.ndarray, *, alpha: float
) -> np.ndarray:
    """Which wards detector W calls: a mid-p below `alpha`, and two incidents or more. Arguments as `judge_excess`."""
    return (judge_excess(incidents, shape, rate, exposure) < alpha) & (np.asarray(incidents) >= MIN_INCIDENTS)


def count_episodes(alarms: np.ndarray, *, quiet_days: int = QUIET_DAYS) -> np.ndarray:
    """Episodes along the last axis (days): alarms belong together until `quiet_days` days without one."""
    alarms = np.asarray(alarms, dtype=bool)
    began = np.zeros(alarms.shape[:-1], dtype=int)
    quiet = np.full(alarms.shape[:-1], quiet_days)
    for day in range(alarms.shape[-1]):
        rings = alarms[..., day]
        began += rings & (quiet >= quiet_days)
        quiet = np.where(rings, 0, quiet + 1)
    return began


def calibrate_alpha(
    shape: np.ndarray, rate: np.ndarray, level: float, *, budget: float = 1.0, days: int = 28,
    simulations: int = 200, seed: int = 0,
) -> float:
    """The alpha at which W makes `budget` false episodes in `days` days, over all wards together.

    Simulates the fitted null: each ward's rate is drawn from its posterior, the days from Poisson, and W judges every
    day's window. shape, rate: > 0, by ward; level: > 0. The largest alpha tried that keeps the budget; at most 0.5.
    """
    rng = np.random.default_rng(seed)
    shape, rate = np.asarray(shape, dtype=float), np.asarray(rate, dtype=float)
    daily = rng.standard_gamma(shape, size=(simulations, len(shape))) / rate * level
    counts = rng.poisson(daily[:, :, None], size=(*daily.shape, days + WINDOW_DAYS - 1))
    totals = np.cumsum(counts, axis=2)
    totals[:, :, WINDOW_DAYS:] -= totals[:, :, :-WINDOW_DAYS].copy()
    windows = totals[:, :, WINDOW_DAYS - 1:]
    known = np.arange(windows.max() + 1)
    table = judge_excess(known[None, :], shape[:, None], rate[:, None], WINDOW_DAYS * level)
    table[:, :MIN_INCIDENTS] = 1.0
    # Only windows that could ever ring are followed.
    mid_p = table[np.arange(len(shape))[None, :, None], windows]
    mid_p = mid_p[(mid_p < 0.5).any(axis=2)]
    low, high = 0.0, 0.5
    for _halving in range(_HALVINGS):
        alpha = (low + high) / 2
        episodes = count_episodes(mid_p < alpha).sum() / simulations
        low, high = (alpha, high) if episodes <= budget else (low, alpha)
    return low


def run_cusum(counts: np.ndarray, means: np.ndarray, size: float, *, ratio: float = 2.0) -> np.ndarray:
    """CUSUM of the log likelihood ratio "`ratio` times as many as usual" against "as usual", day by day.

    counts: whole numbers by day; means: > 0, the usual count of each day; size: > 0, of the negative binomial.
    Stays at 0 while all is as usual. Source: Höhle & Paul 2008.
    """
    steps = _step(np.asarray(counts, dtype=float), np.asarray(means, dtype=float), size, ratio)
    sums, total = np.empty(len(steps)), 0.0
    for day, step in enumerate(steps):
        total = max(0.0, total + step)
        sums[day] = total
    return sums


def find_cusum_limit(mean: float, size: float, *, ratio: float = 2.0, run_days: float = 100.0) -> float:
    """The least limit that a CUSUM of usual days reaches (>=) no sooner than after `run_days` days on average."""
    low, high = 0.0, 1.0
    while expected_run(high, mean, size, ratio=ratio) < run_days:
        low, high = high, 2 * high
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        enough = expected_run(middle, mean, size, ratio=ratio) >= run_days
        low, high = (low, middle) if enough else (middle, high)
        if high - low < 1e-4 * high:
            break
    return high


def expected_run(limit: float, mean: float, size: float, *, ratio: float = 2.0) -> float:
    """Days, on average, until a CUSUM of usual days that begins at 0 reaches `limit` (> 0).

    A Markov chain over cells of the sum (Brook & Evans 1972). Sums are rounded up to their cell's end, so that the
    true run is at least as long.
    """
    cell = limit / _CELLS
    counts = np.arange(nbinom.isf(1e-12, size, size / (size + mean)) + 1)
    chances = nbinom.pmf(counts, size, size / (size + mean))
    ends = np.arange(_CELLS) * cell
    sums = ends[:, None] + _step(counts, np.array(mean), size, ratio)
    to = np.ceil(np.maximum(sums, 0.0) / cell - 1e-9).astype(int)
    stays = sums < limit - 1e-9 * limit
    stays &= to < _CELLS
    moves = np.zeros((_CELLS, _CELLS))
    begin = np.broadcast_to(np.arange(_CELLS)[:, None], to.shape)
    np.add.at(moves, (begin[stays], to[stays]), np.broadcast_to(chances, to.shape)[stays])
    return float(np.linalg.solve(np.eye(_CELLS) - moves, np.ones(_CELLS))[0])


def _step(counts: np.ndarray, means: np.ndarray, size: float, ratio: float) -> np.ndarray:
    return counts * np.log(ratio) - (counts + size) * np.log((size + ratio * means) / (size + means))
