"""Office files, broken in every way we can think of: each must be read or refused, quickly and in little memory."""
