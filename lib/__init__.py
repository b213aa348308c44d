"""Kentongan's rooms. ARCHITECTURE in README.md says which may import which."""
