"""Who reads or writes: what the store needs to know of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """One person as the store sees them; `areas` (ward codes) scope an FKDM member, `organiser` a party's officer."""

    name: str
    role: str
    areas: tuple[str, ...] = ()
    organiser: str | None = None


SYSTEM = Viewer(name="system", role="system")
"""The command line and the app's own housekeeping: sees everything. Never given to a person."""
