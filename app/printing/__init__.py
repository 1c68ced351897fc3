"""Setting pages with Typst: people's texts in the glyphs there are (`lettering.py`), and the PDF itself (`press.py`)."""
