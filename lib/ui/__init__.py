"""What the pages share: registry, guard, session, frame."""
