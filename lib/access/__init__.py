"""Who may come in and what each may do: users, roles, permissions, sessions, lock-out."""
