"""Pages set with Typst: people's texts in the glyphs there are (`lettering.py`), and what makes the PDF (`press.py`)."""
