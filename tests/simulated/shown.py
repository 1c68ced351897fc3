"""What a simulated browser shows, read from its document."""

import json
from typing import Any

from app.kits.kit import Kit
from tests.simulated.browser import Browser
from tests.simulated.document import Element
from tests.simulated.truth import Shown


def shown(browser: Browser, kit: Kit) -> Shown:
    """What a browser shows, as `may_be_seen` says what it may."""
    ids = browser.document.by_id
    people = [ids[name] for name in ids if name.startswith("person-")]
    sheet = kit.sheets_by_key[ids["board"].said["data-sheet"]]
    asked = {zone.key: stand(ids[f"stands-{zone.key}"]) for zone in sheet.zones if zone.stands}
    mine = ids.get("mine")
    return Shown(
        version=browser.cursor,
        sheet=sheet.key,
        step=int(ids["steps"].said["data-step"]),
        writable=None if browser.sheet else "data-writable" in ids["board"].said,
        notes={note: told(ids[f"note-{note}"]) for note in browser.note_ids()},
        people={
            int(each.id.removeprefix("person-")): (
                each.said["data-name"],
                "data-here" in each.said,
                "data-writing" in each.said,
            )
            for each in people
        },
        stands=None if browser.sheet else asked,
        answers=None if mine is None else json.loads(mine.said["data-answers"]),
    )


def told(note: Element) -> dict[str, Any]:
    """What a note tells."""
    said, place = note.said, note.parent.id if note.parent else ""
    found: dict[str, Any] = {"list": place, "version": int(said["data-version"])}
    classes = said["class"].split()
    if "line" in classes:
        [drawn] = [each for each in note if each.tag == "polyline"]
        return found | {"points": drawn.said["points"].split()}
    votes = int(said["data-votes"]) if "data-votes" in said else None
    found |= {"x": int(said["data-x"]), "y": int(said["data-y"]), "votes": votes}
    if "cluster" in classes:
        return found | {"words": next(each for each in note if "note-text" in each.said.get("class", "")).text}
    blank = "data-blank" in said
    return found | {
        "words": "" if blank else note.with_class("note-text").text,
        "author": int(said["data-author"].removeprefix("p")) if "data-author" in said else None,
        "blank": blank,
        "perspective": said.get("data-perspective"),
        "guest": "data-guest" in said,
        "tags": [each.seen_text for each in note.all_with_class("note-tag")],
        "card": said.get("data-card"),
        **{name: words_of(note, f"note-{name}") for name in ("from", "whom", "due")},
    }


def words_of(note: Element, name: str) -> str:
    return "".join(each.seen_text for each in note.all_with_class(name))


def stand(element: Element) -> str | list[int] | None:
    """Whether a statement is asked about, or what was answered."""
    if element.all_with_class("stands-ask"):
        return "asked"
    return [int(each.seen_text) for each in element.all_with_class("stand-count")] or None
