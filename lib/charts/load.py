"""Charts of the security load: officers needed against strength, hour by hour and day by day, district by district.

Cells are bars, because a heat map's cells cannot be hatched: what is lacking and what is not known must survive grey
print.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lib.charts.theme import FAINT, INK, LIGHT_INK, SOFT, STRONG, calm_layout, draw_nothing
from lib.text import N_, _, day_short, number

WORDED_DAYS = 14
"""Up to so many days the cells of the strip hold their numbers; more stand too close."""


@dataclass(frozen=True)
class CellLook:
    """How a cell of one state is drawn: its word, mark, colour, ink on that colour, and hatch."""

    label: str
    mark: str
    colour: str
    ink: str = INK
    hatch: str = ""


# Light to dark as it gets graver, so that grey print keeps the order; what is not known is hatched, never plain.
LOOKS = {
    "kurang": CellLook(N_("short"), "▲", "#9A3412", LIGHT_INK),
    "mungkin_kurang": CellLook(N_("perhaps short"), "△", "#FDD3A5"),
    "belum_diisi": CellLook(N_("strength not entered"), "?", "#E2E8F0", INK, "/"),
    "tanpa_kecamatan": CellLook(N_("district not known"), "?", "#E2E8F0", INK, "x"),
    "cukup": CellLook(N_("enough"), "", "#FFFFFF"),
    "tidak_perlu": CellLook(N_("no officers needed"), "", FAINT),
}


def draw_officers_by_hour(load: pd.DataFrame, districts: Mapping[str, str]) -> go.Figure:
    """The hours of one day by district: the officers needed in each cell, the day's strength above each column.

    load: rows of ``tally_load`` of one day; districts: codes to names, in the order to show. Hours before 6 are drawn
    only where officers are needed then; events in no known district have a column of their own.
    """
    if load.empty:
        return draw_nothing(_("No activities in this span."))
    cells = _look_up(load, districts)
    places = {code: place for place, code in enumerate(_order(cells, districts))}
    hours = sorted({*range(6, 24), *cells.loc[cells["officers_high"] > 0, "hour"].astype(int)})
    cells = cells[cells["hour"].isin(hours)]
    cells = cells.assign(x=cells["place"].map(places), y=cells["hour"].map({h: at for at, h in enumerate(hours)}))
    strengths = cells.drop_duplicates("place").set_index("place")["strength"]
    figure = _draw_cells(cells, words=_say_need, hover=_hover_hour, lines=1)
    figure["layout"] |= {
        "xaxis": _axis(list(places.values()), [_head(code, districts, strengths[code]) for code in places],
                       side="top", tickfont={"size": 10}, tickangle=0, range=[-0.5, len(places) - 0.5]),
        "yaxis": _axis(list(range(len(hours))), [f"{hour:02d}" for hour in hours], range=[len(hours) - 0.5, -0.5]),
    }
    return go.Figure(figure["data"], calm_layout(height=130 + 25 * len(hours), legend_below=70) | figure["layout"])


def draw_officers_by_day(days: pd.DataFrame, districts: Mapping[str, str]) -> go.Figure:
    """The days by district, each cell the gravest hour of that day: what is lacking, or needed without a strength.

    days: as ``load_cells.worst_of_days`` gives them; districts as in ``draw_officers_by_hour``.
    """
    if days.empty:
        return draw_nothing(_("No activities in this span."))
    cells = _look_up(days, districts)
    rows = _order(cells, districts)
    shown = sorted(cells["day"].unique())
    cells = cells.assign(x=cells["day"].map({moment: at for at, moment in enumerate(shown)}),
                         y=cells["place"].map({code: at for at, code in enumerate(rows)}))
    few = len(shown) <= WORDED_DAYS
    figure = _draw_cells(cells, words=_say_lack if few else _say_mark, hover=_hover_day, lines=2)
    named = range(0, len(shown), 1 if few else 7)
    figure["layout"] |= {
        "xaxis": _axis(list(named), [day_short(shown[at]).replace(" ", "<br>", 1) for at in named], side="top",
                       tickangle=0, tickfont={"size": 10}, range=[-0.5, len(shown) - 0.5]),
        "yaxis": _axis(list(range(len(rows))), [_name(code, districts) for code in rows],
                       range=[len(rows) - 0.5, -0.5]),
    }
    return go.Figure(figure["data"], calm_layout(height=110 + 40 * len(rows), legend_below=70) | figure["layout"])


def _look_up(rows: pd.DataFrame, districts: Mapping[str, str]) -> pd.DataFrame:
    """The rows with how each is drawn, and where: the code of the district, "" for none known."""
    needs_nobody = (rows["state"] == "cukup") & (rows["officers_high"] == 0)
    return rows.assign(look=rows["state"].mask(needs_nobody, "tidak_perlu"), place=rows["district_code"].fillna(""),
                       name=[_name(code, districts) for code in rows["district_code"].fillna("")])


def _order(cells: pd.DataFrame, districts: Mapping[str, str]) -> list[str]:
    """The districts shown, in their order; the one that is not known last."""
    there = set(cells["place"])
    return [*(code for code in districts if code in there), *sorted(there - set(districts) - {""}),
            *([""] if "" in there else [])]


def _draw_cells(cells: pd.DataFrame, *, words: Callable[[Any], str], hover: Callable[[Any], str],
                lines: int) -> dict[str, Any]:
    """One trace a state, every state in the legend, as plain values."""
    traces = []
    for state, look in LOOKS.items():
        rows = list(cells[cells["look"] == state].itertuples())
        if not rows and state == "tanpa_kecamatan":
            continue
        traces.append({
            "type": "bar", "name": f"{look.mark} {_(look.label)}".strip(), "x": [row.x for row in rows] or [None],
            "base": [row.y - 0.47 for row in rows], "y": [0.94] * len(rows) or [None], "width": 0.96,
            "text": [words(row) for row in rows], "textposition": "inside", "insidetextanchor": "middle",
            "textangle": 0, "insidetextfont": {"color": look.ink, "size": 12},
            "hovertext": [hover(row) for row in rows], "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"color": look.colour,
                       "line": {"width": 1, "color": [_edge(row) for row in rows] or STRONG},
                       "pattern": {"shape": look.hatch, "fgcolor": "#94A3B8",
                                   "bgcolor": [_ground(row) for row in rows] or look.colour, "size": 8,
                                   "solidity": 0.1}},
        })
    return {"data": traces, "layout": {"barmode": "overlay", "bargap": 0,
                                       "uniformtext": {"minsize": 8, "mode": "hide"} if lines > 1 else {}}}


def _edge(row: Any) -> str:
    """Where officers are needed a cell stands out; one that only lacks its strength stays pale."""
    return STRONG if LOOKS[row.look].mark and row.officers_high else SOFT


def _ground(row: Any) -> str:
    look = LOOKS[row.look]
    return look.colour if row.officers_high or look.mark != "?" else "#F8FAFC"


def _axis(values: Sequence[int], texts: Sequence[str], **look: Any) -> dict[str, Any]:
    return {"tickvals": list(values), "ticktext": list(texts), "showgrid": False, "zeroline": False, "ticks": "",
            "fixedrange": True, "automargin": True, **look}


def _head(code: str, districts: Mapping[str, str], strength: Any) -> str:
    name = f"<b>{_name(code, districts).replace(' ', '<br>')}</b>"
    if not code:
        return name
    told = _("not entered") if pd.isna(strength) else _("strength {n}", n=number(strength))
    return f"{name}<br>{told.replace(' ', '<br>', 1)}"


def _name(code: str, districts: Mapping[str, str]) -> str:
    return escape(districts.get(code, code)) if code else _("district not known")


def _range(low: int, high: int) -> str:
    return number(high) if low == high else f"{number(low)}–{number(high)}"


def _say_need(row: Any) -> str:
    if not row.officers_high:
        return ""
    return f"{LOOKS[row.look].mark} {_range(row.officers_low, row.officers_high)}".strip()


def _say_lack(row: Any) -> str:
    mark = LOOKS[row.look].mark
    if not mark or not row.officers_high:
        return ""
    if row.look == "kurang":
        return f"{mark}<br>{_range(row.short_low, row.short_high)}"
    if row.look == "mungkin_kurang":
        return f"{mark}<br>≤{number(row.short_high)}"
    return f"{mark}<br>{_range(row.officers_low, row.officers_high)}"


def _say_mark(row: Any) -> str:
    return LOOKS[row.look].mark if row.officers_high else ""


def _hover_hour(row: Any) -> str:
    return _hover(row, f"{row.hour:02d}–{row.hour + 1:02d}, {row.name}")


def _hover_day(row: Any) -> str:
    return _hover(row, f"{day_short(row.day)}, {row.name}")


def _hover(row: Any, where: str) -> str:
    told = [where, _("needed: {n}", n=_range(row.officers_low, row.officers_high))]
    if row.look != "tanpa_kecamatan":
        told.append(_("strength not entered") if pd.isna(row.strength)
                    else _("strength {n}", n=number(row.strength)))
    if row.look in ("kurang", "mungkin_kurang"):
        told.append(_("lacking: {n}", n=_range(row.short_low, row.short_high)))
    return "<br>".join(told)
