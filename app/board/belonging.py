"""What a note belongs to: the cluster it lies in, the row it lies beside, and the tags that the group has put on it."""

from collections.abc import Sequence
from typing import Any

from app.board.authors import Author
from app.board.ledger import Ledger
from app.board.messages import NoteWrite
from app.kits.zone import Zone, ZoneKind
from app.refusals import NotFound, NotUnderstood, StillSilent

MOST_TAGS = 24
"""Tags stay on a note that is moved; this many a group may put on it in all fields together."""

NO_CLUSTERS = (ZoneKind.PICK, ZoneKind.ROWS)
"""Where each note stands for itself."""


def another(ledger: Ledger, note_id: str, author: Author) -> dict[str, Any]:
    """Another note of the group that everybody in it may read. Raises NotFound."""
    note = readable(ledger, note_id, author)
    if note["gone"]:
        raise NotFound
    return note


def readable(ledger: Ledger, note_id: str, author: Author) -> dict[str, Any]:
    note = ledger.notes.get(note_id)
    if note is None or note["group_id"] != author.group_id or note["hidden"]:
        raise NotFound
    return note


def belonging(ledger: Ledger, other_id: str, note: dict[str, Any], name: str, author: Author) -> str | None:
    """The cluster or row that a note is put to, on its own sheet; none where somebody has just taken it away.

    Raises NotFound where it never was; NotUnderstood where this cannot lie there.
    """
    if not other_id:
        return None
    other = readable(ledger, other_id, author)
    if other["sheet"] != note["sheet"] or (name == "cluster" and other["kind"] != "cluster"):
        raise NotFound
    is_loose = note["kind"] == "note" or (name == "beside" and note["kind"] == "cluster")
    if not is_loose or other_id == note["id"] or note["hidden"]:
        raise NotUnderstood
    return None if other["gone"] else other_id


def refuse_no_cluster(zone: Zone, cluster: dict[str, Any]) -> None:
    """Raise NotUnderstood where a cluster cannot lie; StillSilent for a new one while each writes for themselves."""
    if zone.kind in NO_CLUSTERS:
        raise NotUnderstood
    if cluster["hidden"]:
        raise StillSilent


def tagged(tags: list[str], message: NoteWrite, offered: Sequence[str]) -> list[str]:
    """A note's tags after a change. Raises NotFound for one that the zone does not offer."""
    if message.tag and message.tag not in offered:
        raise NotFound
    kept = [tag for tag in tags if tag not in (message.untag, message.tag)]
    return [*kept, message.tag][-MOST_TAGS:] if message.tag else kept
