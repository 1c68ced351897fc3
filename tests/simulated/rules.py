"""The rules of the table, written once more: what a write makes of a note, and what follows from it for others."""

from collections.abc import Mapping
from typing import Any, Protocol

from app.kits.zone import Zone, ZoneKind
from tests.simulated.outbox import Message

State = dict[str, Any]
NEW: State = (
    {"text": "", "zone": "", "x": 0, "y": 0, "gone": False}
    | dict.fromkeys(("cluster", "beside", "whom", "due"))
    | {"tags": []}
)
"""All that can change of a note, as it is before its first change."""

Zones = Mapping[str, Zone]


class Note(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def state(self) -> State: ...


Notes = Mapping[str, Note]


def written(notes: Notes, state: State, message: Message) -> State:
    """What a write makes of a note: only what it names. What is no more, nothing can be put into."""
    named = {name: message[name] for name in ("zone", "x", "y", "gone") if message.get(name) is not None}
    if message.get("text") is not None:
        named["text"] = message["text"].replace("\x07", "").strip()
    named |= {name: " ".join(message[name].split()) or None for name in ("whom", "due") if name in message}
    for name in ("cluster", "beside"):
        if name in message:
            named[name] = (message[name] or None) if not gone(notes, message[name]) else None
    tags = [tag for tag in state["tags"] if tag not in (message.get("tag"), message.get("untag"))]
    return state | named | {"tags": [*tags, message["tag"]] if message.get("tag") else tags}


def gone(notes: Notes, name: str) -> bool:
    return name in notes and bool(notes[name].state["gone"])


def following(notes: Notes, note_id: str, before: State, zones: Zones) -> dict[str, State]:
    """The notes that a change of one changes too (perhaps itself once more), and what becomes of them."""
    note = notes[note_id]
    changed = {name for name in NEW if note.state[name] != before[name]}
    became: dict[str, State] = {}
    if note.kind == "cluster" and changed & {"gone", "zone"}:
        became = members_of(notes, note_id)
    elif note.kind != "cluster" and note.state["cluster"] and changed & {"cluster", "zone", "gone"}:
        home = notes[note.state["cluster"]].state
        if home["gone"] or (home["zone"] != note.state["zone"] and changed & {"cluster", "zone"} == {"zone"}):
            became[note_id] = note.state | {"cluster": None}
        elif home["zone"] != note.state["zone"]:
            became[note_id] = note.state | {"zone": home["zone"]}
    state = became.get(note_id, note.state)
    if not state["gone"] and (before["gone"] or state["zone"] != before["zone"]):
        became |= making_way(notes, note_id, state["zone"], zones)
    return became


def members_of(notes: Notes, cluster: str) -> dict[str, State]:
    """What lies in a cluster goes with it to another field, and lies by itself when it is no more."""
    home, became = notes[cluster].state, {}
    for name, note in notes.items():
        if note.state["cluster"] == cluster and not note.state["gone"]:
            if home["gone"]:
                became[name] = note.state | {"cluster": None}
            elif note.state["zone"] != home["zone"]:
                became[name] = note.state | {"zone": home["zone"]}
    return became


def making_way(notes: Notes, note_id: str, zone: str, zones: Zones) -> dict[str, State]:
    """Where one thing is picked, what lay there is gone."""
    if zones[zone].kind is not ZoneKind.PICK:
        return {}
    return {
        name: other.state | {"gone": True}
        for name, other in notes.items()
        if name != note_id and other.sheet == notes[note_id].sheet and other.state["zone"] == zone
        if not other.state["gone"]
    }


def settled(notes: Notes, touched: set[str], zones: Zones) -> dict[str, State]:
    """What becomes of notes because some were made what they had been before."""
    became: dict[str, State] = {}
    for name in touched:
        note = notes[name]
        if note.kind == "cluster":
            became |= members_of(notes, name)
        elif note.state["cluster"] and not note.state["gone"]:
            home = notes[note.state["cluster"]].state
            if home["gone"]:
                became[name] = note.state | {"cluster": None}
            elif home["zone"] != note.state["zone"]:
                became[name] = note.state | {"zone": home["zone"]}
    for name in touched:
        state = became.get(name, notes[name].state)
        if not state["gone"]:
            way = making_way(notes, name, state["zone"], zones)
            became |= {other: new for other, new in way.items() if other not in touched}
    return became
