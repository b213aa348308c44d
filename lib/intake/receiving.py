"""The day an office got a file: today at the latest, whatever a browser says."""

from datetime import date

from lib.clock import local_today
from lib.errors import Refusal
from lib.reference.city import load_city
from lib.store import Reader, Writing
from lib.text import N_, Message, day

TOO_LATE = N_("The file cannot have been received on {day}: that day is yet to come. Correct the day it was received.")


def check_received(read: Reader | Writing, received: date) -> None:
    """Raises Refusal for a day after today in the city (a demonstration's own today); without a city, in UTC."""
    try:
        city = load_city(read)
    except KeyError:
        today = local_today("UTC")
    else:
        today = city.demo_today or local_today(city.timezone)
    if received > today:
        raise Refusal(Message(TOO_LATE, {"day": day(received)}))
