"""The results: what all groups wrote, for everybody who took part to read once a facilitator has opened it."""
