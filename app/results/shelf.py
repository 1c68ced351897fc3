"""The shelf: results that were made lately, a page or a PDF, so that a whole room that opens them waits for one making.

They are made beside the event loop, for a large workshop takes a second or more, and only by the first who asks.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar
from weakref import WeakValueDictionary

from app.lately import Lately
from app.results.contents import state_of
from app.storage.database import Database

Made = TypeVar("Made", str, bytes)

PAGES, PDFS = Lately[str](64), Lately[bytes](16)


class Shelf:
    """What one process has ready."""

    def __init__(self) -> None:
        self.making: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()

    async def taken(
        self,
        database: Database,
        ready: Lately[Made],
        workshop_id: int,
        sort: Hashable,
        make: Callable[[], Awaitable[Made]],
    ) -> Made:
        """What `make` makes of a workshop's results; `sort` tells apart what else there is of the same workshop."""
        key = (workshop_id, sort)
        async with self.making.setdefault((id(ready), key), asyncio.Lock()):
            state = database.read(state_of, workshop_id)
            found = ready.found(key, state)
            if found is None:
                made = await make()
                found = ready.made(key, state, lambda: made)
            return found
