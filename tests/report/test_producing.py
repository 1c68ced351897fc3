"""Files are made in processes of their own, which end with the wish for what they make."""

import asyncio
import os
import time
from multiprocessing import active_children
from multiprocessing.connection import Connection as Pipe

import pytest

from app.refusals import NotFound, ReportTooLarge
from app.report.parts import Scope
from app.report.producing import AT_ONCE, Order, Producers
from tests.databases import Store
from tests.ground import Ground
from tests.report_pdf import Reading
from tests.server import PATIENCE


def never_ends(_url: str, _order: Order, pipe: Pipe) -> None:
    pipe.send(os.getpid())
    time.sleep(PATIENCE * 10)


def dies(_url: str, _order: Order, _pipe: Pipe) -> None:
    os.kill(os.getpid(), 9)


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_report_is_made_of_what_the_database_holds(store: Store, ground: Ground) -> None:
    ground.note(ground.join("Anna", 1), text="Én dør inn")
    ground.connection.commit()
    told: list[int] = []
    made = asyncio.run(Producers(store.url).file(Order(ground.id, "pdf"), told.append))
    assert "Én dør inn" in Reading(made).everything
    assert told == [1]
    with pytest.raises(NotFound):
        asyncio.run(Producers(store.url).file(Order(ground.id, "pdf", Scope(groups=frozenset({9})))))


def test_who_no_longer_waits_ends_the_process_and_makes_room_for_others() -> None:
    async def give_up() -> list[int]:
        producers, begun = Producers("", never_ends), asyncio.Queue[int]()
        waiting = [asyncio.create_task(producers.file(Order(1, "pdf"), begun.put_nowait)) for _ in range(AT_ONCE + 1)]
        first = [await begun.get() for _ in range(AT_ONCE)]
        assert begun.empty(), "the others wait"
        waiting[0].cancel()
        last = await begun.get()
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return [*first, last]

    ended = asyncio.run(asyncio.wait_for(give_up(), PATIENCE))
    until = time.monotonic() + PATIENCE
    while any(map(lives, ended)):
        assert time.monotonic() < until, "a process goes on"
        time.sleep(0.01)
    assert active_children() == []


def test_a_process_that_dies_is_told_of_in_words() -> None:
    with pytest.raises(ReportTooLarge):
        asyncio.run(Producers("", dies).file(Order(1, "pdf")))
