"""The demonstration city: office files of invented senders, made by a seeded script and labelled as invented."""
