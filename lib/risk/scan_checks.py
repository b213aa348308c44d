"""What the scans refuse, each in one sentence: a ValueError that names the argument."""

import numpy as np


def check_counts(values: np.ndarray, name: str, *, axes: int) -> np.ndarray:
    """Whole numbers >= 0 as integers, with at least one area (and one day)."""
    array = _as_numbers(values, name)
    shape = "areas x days" if axes == 2 else "one number an area"
    if array.ndim != axes or 0 in array.shape:
        raise ValueError(f"{name} must be {shape} and not empty; its shape is {array.shape}.")
    if (array < 0).any():
        raise ValueError(f"{name} must not be negative.")
    if (array != np.floor(array)).any():
        raise ValueError(f"{name} must be whole numbers.")
    return array.astype(np.int64)


def check_numbers(
    values: np.ndarray, name: str, areas: int, *,
    least: float = -np.inf, most: float = np.inf, above: float = -np.inf,
) -> np.ndarray:
    """One finite number an area, within the limits."""
    array = _as_numbers(values, name)
    if array.shape != (areas,):
        raise ValueError(f"{name} must be one number for each of the {areas} areas; its shape is {array.shape}.")
    if (array < least).any() or (array > most).any():
        raise ValueError(f"{name} must be from {least:g} to {most:g}.")
    if (array <= above).any():
        raise ValueError(f"{name} must be above {above:g}.")
    return array


def check_level(level: float | np.ndarray, days: int) -> np.ndarray:
    """The city's level on each day, from one number or one a day."""
    array = _as_numbers(level, "level")
    if array.shape not in ((), (days,)):
        raise ValueError(f"level must be one number or one for each of the {days} days; its shape is {array.shape}.")
    if (array <= 0).any():
        raise ValueError("level must be above 0.")
    return np.broadcast_to(array, (days,))


def check_options(*, max_share: float, **whole: int) -> None:
    """A share in (0, 1]; everything else a whole number of at least one."""
    if not 0 < max_share <= 1:
        raise ValueError(f"max_share must be above 0 and at most 1; it is {max_share}.")
    for name, value in whole.items():
        if value != int(value) or value < 1:
            raise ValueError(f"{name} must be a whole number of at least 1; it is {value}.")


def _as_numbers(values: np.ndarray, name: str) -> np.ndarray:
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers.") from error
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite: there is a NaN or an infinity.")
    return array
