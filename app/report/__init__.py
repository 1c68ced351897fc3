"""The report of a workshop: what it holds (`contents.py`), in which words, and set as a PDF (`typesetting.py`).

`blank.py` has its sheets set in the same way with nothing on them.
"""
