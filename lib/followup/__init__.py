"""Follow-up: what today's picture asks for. The situation at a glance stands here; actions and meetings build on it."""
