"""The rights of one person: to take along what they wrote, to see all that is kept of them, and to be forgotten."""
