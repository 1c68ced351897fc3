"""Pages set with Typst: people's texts in the glyphs there are (`lettering.py`), made a PDF (`press.py`)."""
