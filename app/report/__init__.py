"""The report of a workshop: what it holds (`contents.py`), in which words, and set as a PDF (`typesetting.py`)."""
