"""Who listens just now, what they say, and how frames reach them."""
