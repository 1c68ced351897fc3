"""The time of a workshop: its plan, its clocks, and how far behind it is."""
