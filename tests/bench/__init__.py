"""Benchmarks: speed as a ratio beside a stated peer in the same run. `make bench` runs them all; none is a test."""
