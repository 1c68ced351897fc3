"""Secrets and codes: what people are given, and what we keep of it.

A join code is easy to say aloud and not a secret for long. Tokens live in addresses and cookies.
Rescue and re-entry codes are typed by hand. Of the last three only SHA-256 is stored: they carry
enough randomness that a slow hash would add nothing.
"""

import hashlib
import secrets

# No letters or digits that sound or look alike in Norwegian: 0/O, 1/I/L, B/P, D/T, M/N, 5/S, 2/Z, U/V, E/I.
CODE_LETTERS = "ACFGHKRXY34679"
WORD_LETTERS = "acefghkrtxy34679"


def join_code() -> str:
    """Two groups of three, such as "KX4-97R": 7.5 million codes."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


def typed_code() -> str:
    """Four groups of four, 64 bits: a rescue code, or a personal re-entry code."""
    return "-".join("".join(secrets.choice(WORD_LETTERS) for _ in range(4)) for _ in range(4))


def token() -> str:
    """192 bits, fit for an address."""
    return secrets.token_urlsafe(24)


def kept(secret: str) -> str:
    """What is stored of a secret: its SHA-256, in hexadecimal."""
    return hashlib.sha256(secret.encode()).hexdigest()


def as_join_code(typed: str) -> str:
    """A join code as stored, from however a person typed it ("kx4 97r")."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:3]}-{letters[3:]}"


def as_typed_code(typed: str) -> str:
    """A rescue or re-entry code as given out, from however a person typed it."""
    letters = "".join(letter for letter in typed.lower() if letter.isalnum())
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))
