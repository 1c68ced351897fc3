"""The two doors to a board: messages on a socket, and HTTP requests with the same names.

Both only open: they decode, call the one function that writes, and ring. `docs/protocol.md` tells
how a program uses them.
"""

import asyncio

from fastapi import APIRouter, Request, Response, WebSocket
from fastapi.responses import HTMLResponse, RedirectResponse

from app.board import frames
from app.board.messages import Said, heard, understood, write_in
from app.cookies import facilitator_cookie
from app.live.acts import carry_out, show_sign
from app.live.listening import Listener
from app.live.replies import acknowledgement, refusal_reply
from app.live.rooms import Rooms
from app.live.wire import EXTENSION, NO_MORE, next_message, only_listen
from app.pace import Pace
from app.pages.answers import is_script
from app.pages.forms import form_of
from app.refusals import FromElsewhere, Hasty, NotFound, Refused, headers, status_and_text
from app.storage.database import Database
from app.visibility import may_see_group
from app.who import Bells, Code, Cursor, Db, Leader, Me, Member, Speed, leader_of, member_of
from app.workshop.groups import group_by_number
from app.workshop.presence import Sign

router = APIRouter()

ACTS = {
    "notes": "note",
    "undos": "undo",
    "shares": "share",
    "answers": "answer",
    "texts": "text",
    "drafts": "draft",
    "steps": "step",
    "help": "help",
    "consents": "consent",
    "signs": "writing",
}
"""The acts by the nouns that HTTP knows them by."""

MAY_BE_EMPTY = ("text", "cluster", "beside", "whom", "due")
"""What a form says by leaving it empty; elsewhere it says nothing."""

BREATH = 0.002
"""Seconds before the next message is taken from somebody who sends too many: what they send waits on their side."""


@router.websocket("/workshops/{code}/live")
async def listen_as_participant(socket: WebSocket, code: Code, since: Cursor, db: Db, rooms: Bells) -> None:
    """The socket of a participant's board."""
    await socket.accept()
    try:
        me = db.read(member_of, code, socket.cookies)
        refuse_other_sites(socket)
    except Refused:
        me = None
    if me is None:
        await socket.close(NO_MORE)
        return
    listener = listening(socket, me, me.group.id, since)
    rooms.enter(listener)
    try:
        await show_sign(Sign(me.row.id), db, rooms)
        await hear(socket, listener, me, db, rooms)
    finally:
        rooms.leave(listener)
        if not any(one.viewer == listener.viewer for one in rooms.listeners.get(me.group.id, ())):
            await show_sign(Sign(me.row.id, leaving=True), db, rooms)


@router.websocket("/workshops/{code}/groups/{number}/live")
async def listen_as_facilitator(
    socket: WebSocket, code: Code, number: int, since: Cursor, db: Db, rooms: Bells
) -> None:
    """The socket of a facilitator's look at a group's board."""
    await socket.accept()
    try:
        led = db.read(leader_of, code, socket.cookies.get(facilitator_cookie(code), ""))
        refuse_other_sites(socket)
        if led is None:
            raise NotFound
        group = db.read(group_by_number, led.workshop.id, number)
        if not may_see_group(led.viewer, group):
            raise NotFound
    except Refused:
        await socket.close(NO_MORE)
        return
    listener = listening(socket, led, group.id, since)
    rooms.enter(listener)
    try:
        await only_listen(socket)
    finally:
        rooms.leave(listener)


def listening(socket: WebSocket, who: Member | Leader, group_id: int, since: int) -> Listener:
    """A listener from the cursor the browser holds."""
    return Listener(
        transport=socket.scope["extensions"][EXTENSION],
        viewer=who.viewer,
        group_id=group_id,
        cursor=since,
        sheet=socket.query_params.get("sheet") or None,
        secret=who.row.token_hash,
    )


async def hear(socket: WebSocket, listener: Listener, me: Member, db: Database, rooms: Rooms) -> None:
    """Take messages one after another until the socket closes; every reply goes with the next frame."""
    pace: Pace = socket.app.state.pace
    while True:
        await rooms.room_for_replies(listener)
        text = await next_message(socket)
        if text is None:
            return
        try:
            pace.keep(me.row.id)
        except Hasty as hasty:
            refuse(hasty, write_in(text), listener, rooms)
            await asyncio.sleep(BREATH)
        else:
            await answer(text, listener, me, db, rooms)


async def answer(text: str, listener: Listener, me: Member, db: Database, rooms: Rooms) -> None:
    """Carry out what was said; what came of it is among the listener's replies."""
    write = None
    try:
        message = heard(text)
        write = getattr(message, "write", None)
        await carry_out(Said(me.row.id, message, me.secret), db, rooms)
        if write is not None:
            listener.replies.append(acknowledgement(write))
    except Refused as refusal:
        refuse(refusal, write or write_in(text), listener, rooms)


def refuse(refusal: Refused, write: str | None, listener: Listener, rooms: Rooms) -> None:
    """Tell a listener, with its next frame, why something was not carried out."""
    listener.replies.append(refusal_reply(write, refusal))
    rooms.ring_again({listener.group_id})


def refuse_other_sites(socket: WebSocket) -> None:
    """A page of another site may open sockets here with this person's cookies; it must not be listened to."""
    origin = socket.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != socket.headers.get("host"):
        raise FromElsewhere


async def through_http(request: Request, me: Me, db: Db, rooms: Bells, pace: Speed) -> Response:
    """The other door: form fields as in the message, answered with the acknowledgement or the refusal.

    A browser without scripts is led back to the board.
    """
    values = {
        name: value for name, value in (await form_of(request)).values.items() if value != "" or name in MAY_BE_EMPTY
    }
    message = understood(values | {"act": ACTS[request.url.path.rpartition("/")[2]]})
    write = getattr(message, "write", None)
    try:
        pace.keep(me.row.id)
        await carry_out(Said(me.row.id, message, me.secret), db, rooms)
    except Refused as refusal:
        if write is None or not is_script(request):
            raise
        return HTMLResponse(refusal_reply(write, refusal), status_and_text(refusal)[0], headers(refusal))
    if not is_script(request):
        return RedirectResponse(f"/workshops/{me.workshop.code}/board", 303)
    return HTMLResponse(acknowledgement(write) if write else "")


for noun in ACTS:
    router.add_api_route(f"/workshops/{{code}}/{noun}", through_http, methods=["POST"])


@router.get("/workshops/{code}/frames")
async def poll(me: Me, db: Db, rooms: Bells, since: Cursor, sheet: str | None = None) -> HTMLResponse:
    """A frame for those whose network lets no socket through."""
    await show_sign(Sign(me.row.id), db, rooms)
    return HTMLResponse(db.read(frames.frame, me.viewer, me.group.id, since, sheet))
