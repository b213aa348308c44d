"""An election's rules as data, and what they say of each planned event."""
