"""Guesses: wrong codes are counted by address, so that nobody finds a workshop, or another's code, by trying many.

Only wrong ones count: a whole room may join behind one address. Once an address has guessed too much,
right and wrong codes are answered alike, but to those whose browsers have already been let in.
"""

import ipaddress

from starlette.requests import HTTPConnection

from app.pace import Pace
from app.refusals import Guessing

MOST, EACH_SECOND = 300, 1
"""Wrong codes that an address may send at once, and how many come back each second."""


def counted() -> Pace:
    return Pace(MOST, EACH_SECOND, Guessing)


def count(connection: HTTPConnection) -> None:
    """A code was wrong. Raises Guessing when it was one too many."""
    connection.app.state.guesses.keep(address_of(connection))


def doubt(connection: HTTPConnection) -> None:
    """Somebody who has not been let in asks about a code. Raises Guessing where too many have been wrong."""
    connection.app.state.guesses.look(address_of(connection))


def address_of(connection: HTTPConnection) -> str:
    """The address that a request comes from; of IPv6 the part that is given to one household."""
    host = connection.client.host if connection.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((host, 64), strict=False)) if address.version == 6 else host
