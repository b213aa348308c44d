"""Reports from the wards: reading them as a page shows them. Entry, triage and referral build on this."""
