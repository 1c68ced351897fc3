"""A storm: everybody comes back at the same moment, and nobody is refused."""

import asyncio
from pathlib import Path

from app.storage.engine import url_of
from bench.live import Table, prepare
from bench.storm import Listener, Returns, all_come, change_all, newest_of
from tests.databases import Store
from tests.house import PATIENCE, House

GROUPS = 25


def test_after_a_restart_two_hundred_come_at_once_and_all_are_current(tmp_path: Path) -> None:
    table = prepare(url_of(tmp_path), GROUPS)
    held = dict.fromkeys(range(len(table.people)), 0)
    for _ in range(2):
        newest = newest_of(tmp_path)
        with House(Store(tmp_path)) as house:
            returns, cursors = asyncio.run(come(house.port, table, held, newest))
        assert (len(returns.current), returns.refused) == (8 * GROUPS, 0)
        assert all(cursor >= newest[str(number // 8)] > 0 for number, cursor in cursors.items())
        assert all(cursor >= held[number] for number, cursor in cursors.items())
        held = cursors
        change_all(tmp_path)


async def come(port: int, table: Table, held: dict[int, int], newest: dict[str, int]) -> tuple[Returns, dict[int, int]]:
    """All at once, and away again when the last is current; with the cursors they hold then."""
    listeners = [Listener(number, path, cookie, held[number]) for number, path, cookie in table.people]
    returns = await asyncio.wait_for(all_come(port, listeners, newest, 0), 6 * PATIENCE)
    for listener in listeners:
        listener.transport.close()
    await asyncio.gather(*(listener.lost.wait() for listener in listeners))
    return returns, {listener.number: listener.cursor for listener in listeners}
