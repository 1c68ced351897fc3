"""A group's copy of a sheet: what lies on it, what happens to it, and how it is drawn."""
