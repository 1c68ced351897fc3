"""The report of a workshop: what it holds (`contents.py`), in which words (`words.py`), and set as a PDF (`pdf.py`)."""
