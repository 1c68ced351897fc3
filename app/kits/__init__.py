"""Kits: what they are made of (`kit.py`), how their folders are read, and the copies that workshops keep."""
