"""Proposals: the fewest moves that clear a schedule's clashes, shared fairly between its organisers."""
