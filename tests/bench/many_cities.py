"""Schedules of many invented cities in one frame, clustered as campaigns are: by weekend, hour and venue."""

import numpy as np
import pandas as pd

FIRST_DAY = np.datetime64("2023-11-28T00:00")
DAYS, WARDS, DISTRICTS, VENUES, ORGANISERS = 75, 57, 5, 40, 18
_HOURS, _HOUR_WEIGHTS = [8, 9, 10, 13, 14, 15, 16, 19, 20], [.08, .20, .12, .14, .10, .10, .05, .14, .07]
_LASTS, _LAST_WEIGHTS = [60, 90, 120, 150, 180, 240], [.10, .15, .35, .15, .15, .10]
_ACTIVITIES = ["rapat_umum", "pertemuan_terbatas", "tatap_muka", "penyebaran_bahan", "media_sosial"]
_ACTIVITY_WEIGHTS = [.06, .20, .50, .16, .08]
_AT_VENUE, _OWN_POINT, _WARD_ONLY = .55, .25, .17  # the rest tells a ward at most
_STARTS_ON_A_SATURDAY = 4  # the fifth day of the campaign


def make_cities(events: int, cities: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Timed events over 75 days and the neighbours of every ward, for cities 60 km or more apart.

    55 % stand at one of 40 venues of their city (the first drawn thirteen times as often as the last), 25 % have a
    point of their own, 17 % only their ward's, 3 % none; weekends hold 1.6 times a weekday's events, the last day 1.9
    times the first's.
    """
    draw = np.random.default_rng(seed)
    lat, lon = -8 + np.arange(cities) // 10 * 0.6, 100 + np.arange(cities) % 10 * 0.9
    ward_lat, ward_lon = (middle[:, None] + draw.uniform(-0.055, 0.055, (cities, WARDS)) for middle in (lat, lon))
    venue_lat, venue_lon = (middle[:, None] + draw.normal(0, 0.025, (cities, VENUES)) for middle in (lat, lon))
    venue_ward = draw.integers(0, WARDS, (cities, VENUES))

    city, ward = draw.integers(0, cities, events), draw.integers(0, WARDS, events)
    venue = draw.choice(VENUES, events, p=_shares(1 / np.arange(1, VENUES + 1) ** 0.7))
    place = draw.random(events)
    at_venue, own = place < _AT_VENUE, (place >= _AT_VENUE) & (place < _AT_VENUE + _OWN_POINT)
    told = place < _AT_VENUE + _OWN_POINT + _WARD_ONLY
    ward = np.where(at_venue, venue_ward[city, venue], ward)
    points = [np.where(at_venue, at[city, venue], of_ward[city, ward] + own * draw.normal(0, 0.004, events))
              for at, of_ward in ((venue_lat, ward_lat), (venue_lon, ward_lon))]
    starts = FIRST_DAY + _days(draw, events) + _clock(draw, events)
    attendance = np.exp(draw.normal(5, 1.1, events)).astype(int)
    activity = draw.choice(_ACTIVITIES, events, p=_ACTIVITY_WEIGHTS)
    hall = np.char.add("balai rw ", draw.integers(1, 16, events).astype(str))
    frame = pd.DataFrame({
        "event_id": np.arange(1, events + 1),
        "state": np.where(draw.random(events) < 0.02, "cancelled", "planned"),
        "organiser": np.char.add("P", draw.integers(1, ORGANISERS + 1, events).astype(str)),
        "activity": activity, "gathers": activity != "media_sosial", "starts": starts,
        "ends_or_estimate": starts + draw.choice(_LASTS, events, p=_LAST_WEIGHTS).astype("timedelta64[m]"),
        "end_is_estimate": draw.random(events) < 0.15,
        "venue_id": pd.Series(_code(city, venue, "V")).where(at_venue, None),
        "venue": hall, "venue_key": pd.Series(hall).where(~at_venue, None),
        "area_code": _code(city, ward, "w"), "district_code": _code(city, ward % DISTRICTS, "d"),
        "lat": np.where(told, points[0], np.nan), "lon": np.where(told, points[1], np.nan),
        "position_is_estimate": ~(at_venue | own),
        "attendance": attendance, "crowd_is_large": attendance >= 1000,
        "joint_key": pd.Series([f"j{number}" for number in draw.integers(0, events, events)]).where(
            draw.random(events) < 0.01, None),
    })
    return frame.astype({"venue_id": "str", "venue_key": "str", "joint_key": "str"}), _neighbours(ward_lat, ward_lon)


def _days(draw: np.random.Generator, events: int) -> np.ndarray:
    is_weekend = (np.arange(DAYS) - _STARTS_ON_A_SATURDAY) % 7 < 2
    return draw.choice(DAYS, events, p=_shares(np.where(is_weekend, 1.6, 1) * np.linspace(0.7, 1.3, DAYS))).astype(
        "timedelta64[D]")


def _clock(draw: np.random.Generator, events: int) -> np.ndarray:
    hour = draw.choice(_HOURS, events, p=_HOUR_WEIGHTS)
    return (hour * 60 + draw.choice([0, 30], events)).astype("timedelta64[m]")


def _neighbours(lat: np.ndarray, lon: np.ndarray) -> pd.DataFrame:
    """Each ward with the five wards whose points are nearest."""
    city, ward, other = [], [], []
    for number, (north, east) in enumerate(zip(lat, lon, strict=True)):
        nearest = np.argsort(np.hypot(north[:, None] - north, east[:, None] - east), axis=1)[:, 1:6]
        city += [number] * nearest.size
        ward += np.repeat(np.arange(WARDS), 5).tolist()
        other += nearest.ravel().tolist()
    return pd.DataFrame({"area_code": _code(np.array(city), np.array(ward), "w"),
                         "neighbour_code": _code(np.array(city), np.array(other), "w")})


def _code(city: np.ndarray, number: np.ndarray, letter: str) -> np.ndarray:
    return np.char.add(np.char.add(np.char.add("c", city.astype(str)), letter), number.astype(str))


def _shares(weights: np.ndarray) -> np.ndarray:
    return weights / weights.sum()
