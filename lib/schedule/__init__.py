"""The schedule: events in time and place, the clashes between them, and what they add up to."""
