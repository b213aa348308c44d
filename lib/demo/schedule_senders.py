"""The schedule layouts of the tickets' campaign teams, and the list of all layouts."""

from lib.demo import wording
from lib.demo.scenarios import Scenario
from lib.demo.schedule_cells import (
    FULL,
    SHORT,
    end_cell,
    hour_text,
    people,
    people_cell,
    place_in_ward,
    span_text,
    start_cell,
)
from lib.demo.schedule_forms import Column, Form, by_activity, one_page
from lib.demo.schedule_senders_high import high_forms
from lib.demo.schedule_senders_low import low_forms


def ticket_forms(scenario: Scenario) -> list[Form]:
    """The layouts of the tickets' campaign teams."""
    return [
        Form(
            "PASLON-1",
            (
                Column("Subject", lambda e: f"{SHORT[e.activity]}: {e.title}", "title"),
                Column("Start Date", lambda e: wording.us_date(e.day)),
                Column("Start Time", lambda e: start_cell(e, wording.twelve_hours)),
                Column("End Date", lambda e: wording.us_date(e.day)),
                Column("End Time", lambda e: end_cell(e, wording.twelve_hours), "end"),
                Column("All day event", lambda e: "FALSE"),
                Column("Location", lambda e: place_in_ward(e, "Kel. "), "venue"),
                Column("Categories", lambda e: "Kampanye"),
            ),
            lines=("TKD AMIN {city}",),
            delimiter=",",
        ),
        Form(
            "PASLON-2",
            (
                Column("Pelaksana", lambda e: "Paslon 02", width=14),
                Column("Tanggal", lambda e: wording.dot_date(e.day), width=12),
                Column("Mulai", lambda e: start_cell(e, wording.clock_cell), width=9),
                Column("Selesai", lambda e: end_cell(e, wording.clock_cell, "selesai"), "end", width=9),
                Column("Bentuk Kampanye", lambda e: FULL[e.activity], width=28),
                Column("Acara", lambda e: e.title, "title", width=26),
                Column("Kelurahan", lambda e: e.ward_name, "ward", width=18),
                Column("Titik Lokasi", lambda e: e.place, "venue", width=36),
                Column("Estimasi", people_cell, "attendance"),
                Column("CP", lambda e: e.contact, "contact", width=36),
            ),
            lines=("TIM KAMPANYE DAERAH {CITY}", "AGENDA RELAWAN DAN KOALISI"),
            pages=one_page("Agenda"),
            gap=1,
            recap=True,
        ),
        Form(
            "PASLON-3",
            (
                Column("Tanggal", span_text, width=28),
                Column("Pukul", lambda e: hour_text(e, "{start}-{end}"), "end", width=18),
                Column("Acara", lambda e: e.title, "title", width=26),
                Column("Lokasi", place_in_ward, "venue", width=40),
                Column("Jumlah", lambda e: people(e), "attendance"),
            ),
            lines=("TPC Ganjar-Mahfud {city}",),
            pages=by_activity(FULL),
        ),
    ]


def all_forms(scenario: Scenario) -> list[Form]:
    """Every organiser's layout, by ballot number, tickets last."""
    return [*low_forms(scenario), *high_forms(scenario), *ticket_forms(scenario)]
