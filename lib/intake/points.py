"""Coordinates as sent: kept where they can be the place, held where they cannot."""

from lib.intake.cells import Cell, is_nothing
from lib.intake.drafts import Draft
from lib.reference.vocabularies import Reference
from lib.text import N_, Message

FAR_POINT = N_("The coordinates {lat}, {lon} lie outside {city}.")
_MARGIN_DEGREES = 0.03


def place_point(draft: Draft, lat_cell: Cell, lon_cell: Cell, reference: Reference) -> None:
    """Put lat and lon into the row's values; 0, 0 is nobody's place, a point far from every ward holds the row."""
    lat, lon = _degrees(lat_cell), _degrees(lon_cell)
    if lat is None or lon is None or (lat == 0 and lon == 0):
        return
    areas = [area for area in reference.areas if area.lat is not None and area.lon is not None]
    lats, lons = [area.lat for area in areas], [area.lon for area in areas]
    near = (
        min(lats) - _MARGIN_DEGREES <= lat <= max(lats) + _MARGIN_DEGREES
        and min(lons) - _MARGIN_DEGREES <= lon <= max(lons) + _MARGIN_DEGREES
    )
    if near:
        draft.values.update(lat=lat, lon=lon)
    elif not any(problem.field == "area_code" and problem.level == "error" for problem in draft.problems):
        far = Message(FAR_POINT, {"lat": lat, "lon": lon, "city": reference.city_name})
        draft.tell("area_code", "error", f"{lat}, {lon}", far)


def _degrees(cell: Cell) -> float | None:
    if not isinstance(cell, (int, float, str)) or isinstance(cell, bool) or is_nothing(cell):
        return None
    try:
        return float(cell.strip().replace(",", ".") if isinstance(cell, str) else cell)
    except ValueError:
        return None
