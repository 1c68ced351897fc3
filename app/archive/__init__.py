"""The archive: all of a workshop in one file, and a workshop made anew from it."""
