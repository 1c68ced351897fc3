"""Who may follow a whole workshop by a socket: those who lead all of it."""

from fastapi import WebSocket

from app.cookies import facilitator_cookie
from app.live.doors import refuse_other_sites
from app.live.wire import NO_MORE
from app.refusals import NotFound, Refused
from app.storage.database import Database
from app.who import Leader, leader_of


async def admitted(socket: WebSocket, code: str, db: Database) -> Leader | None:
    """Accept a socket: who leads the whole workshop, or nobody, and then it has been closed for good."""
    await socket.accept()
    try:
        led = db.read(leader_of, code, socket.cookies.get(facilitator_cookie(code), ""))
        refuse_other_sites(socket)
        if led is None or led.group is not None:
            raise NotFound
    except Refused:
        await socket.close(NO_MORE)
        return None
    return led
