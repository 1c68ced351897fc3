"""What follows from a change, in the same act: notes go with their cluster, and what was picked makes way."""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from app.board.ledger import Ledger
from app.kits.zone import Zone, ZoneKind

Note = dict[str, Any]
Following = Iterator[tuple[Note, dict[str, Any]]]


def following(ledger: Ledger, note: Note, before: Note) -> Following:
    """The other notes that a change of `note` changes too, and how. `before` is what was kept of it until now."""
    if note["kind"] == "cluster":
        yield from with_cluster(ledger, note, before)
    elif note["cluster"] and any(note[name] != before[name] for name in ("cluster", "zone", "gone")):
        was_moved = note["cluster"] == before["cluster"] and note["zone"] != before["zone"]
        yield from in_its_cluster(note, ledger.find(note["cluster"]), was_moved=was_moved)
    if not note["gone"] and (note["zone"] != before["zone"] or before["gone"]):
        yield from making_way(ledger, note)


def with_cluster(ledger: Ledger, cluster: Note, before: Note) -> Following:
    """Notes move with their cluster to another field, and lie where it lay when it is no more."""
    if cluster["gone"] == before["gone"] and cluster["zone"] == before["zone"]:
        return
    for note in ledger.lying(cluster["group_id"], cluster["sheet"]):
        if note["cluster"] != cluster["id"]:
            continue
        if cluster["gone"]:
            yield note, {"cluster": None}
        elif note["zone"] != cluster["zone"]:
            yield note, {"zone": cluster["zone"]}


def in_its_cluster(note: Note, cluster: Note | None, *, was_moved: bool) -> Following:
    """A note lies in the field of its cluster; one that is moved out of it, or whose cluster is no more, by itself."""
    if cluster is None or cluster["gone"]:
        yield note, {"cluster": None}
    elif note["zone"] != cluster["zone"]:
        yield note, {"cluster": None} if was_moved else {"zone": cluster["zone"]}


def making_way(ledger: Ledger, note: Note) -> Following:
    """Where one thing is picked, the one before makes way; not what is hidden still, nor for it."""
    if note["hidden"] or zone_of(ledger, note).kind is not ZoneKind.PICK:
        return
    for other in ledger.lying(note["group_id"], note["sheet"]):
        if other["zone"] == note["zone"] and other["id"] != note["id"] and not other["hidden"]:
            yield other, {"gone": True}


def zone_of(ledger: Ledger, note: Note) -> Zone:
    kit = next(ledger.kit(each) for each in ledger.authors.values() if each.group_id == note["group_id"])
    return kit.sheets_by_key[note["sheet"]].zones_by_key[note["zone"]]


def act_of(write: str, note_id: str) -> str:
    """The id of a change that follows from a write: the same, however often the write is sent."""
    return str(uuid5(NAMESPACE_OID, f"{write} {note_id}"))
