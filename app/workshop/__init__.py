"""Workshops, their groups and people."""
