"""The report of a workshop: what it holds (`contents.py`), in which words (`words.py`), and set as a PDF (`pdf.py`).

As an outline (`telling.py`) it is written down in Word and Markdown, as rows (`grids.py`) in a spreadsheet.
"""
