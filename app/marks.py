"""Marks: what only one person's browser can make. By them the server knows what is theirs, and never keeps whose it is.

A browser holds a secret that the server has not kept; a mark is a digest of it and of where it is used, so that the
marks of one person in two places have nothing in common.
"""

from hashlib import sha256


def secret_of(reentry_code: str) -> str:
    """The secret of a person, the same whenever they come back. It is never stored."""
    return sha256(f"secret:{reentry_code}".encode()).hexdigest()


def mark(secret: str, *where: object) -> str:
    """A person's mark in one place, such as a sheet or a step."""
    return sha256(":".join((secret, *map(str, where))).encode()).hexdigest()[:32]
