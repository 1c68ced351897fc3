"""Plenary: what all look at together on the Screen, what the facilitator puts there, and what is noted down."""
