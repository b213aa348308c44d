"""Notices to the police (STTP): until when, to whom, and what the letter still lacks."""
