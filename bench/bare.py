"""What the load is compared with: a bare broadcast over uvicorn's websockets, of as many bytes, storing nothing."""

import sys
from collections import defaultdict
from typing import Any

import uvicorn

ROOMS: dict[str, set[Any]] = defaultdict(set)


def page(stamp: str, size: int) -> str:
    """A message that carries the stamp and is as long as a frame of ours."""
    return stamp + "x" * (size - len(stamp))


async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "websocket":
        return
    size = int(scope["query_string"] or b"700")
    room = ROOMS[scope["path"]]
    await receive()
    await send({"type": "websocket.accept"})
    room.add(send)
    try:
        while (message := await receive())["type"] == "websocket.receive":
            text = message["text"]
            start = text.index("@")
            write = text[text.index('"write":"') + 9 :][:36]
            answer = page(text[start : text.index("@ ", start) + 1] + f" ack-{write} ", size)
            for each in list(room):
                await each({"type": "websocket.send", "text": answer})
    finally:
        room.discard(send)


if __name__ == "__main__":
    uvicorn.run(app, port=int(sys.argv[1]), log_level="warning", ws="websockets-sansio", ws_per_message_deflate=False)
