"""The workshop itself in an archive, and its course: where it has been, and what was said to the groups."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select

from app.archive.files import encode
from app.archive.moments import milliseconds, milliseconds_or_none, moment, moment_or_none
from app.archive.numbers import Ids, Numbers
from app.archive.parts import Clock, Item, Left, Message, Passage, Workshop
from app.model import MESSAGE, PASSAGE
from app.timing import agenda

Values = dict[str, Any]

PLAIN = (
    *("title", "municipality", "place", "held_on", "delete_on", "starts_at", "language", "anonymous", "steps_by"),
    *("sheet", "item", "evaluating", "evaluation_in_report", "results_open"),
)
"""What stands in the archive just as in the workshop's row."""


def workshop_of(row: Row[Any]) -> Workshop:
    return Workshop(
        agenda=[Item(**asdict(item) | {"steps": list(item.steps)}) for item in planned(row)],
        ticked=row.ticked.split(),
        created_at=moment(row.created_at),
        closed_at=moment_or_none(row.closed_at),
        **{name: getattr(row, name) for name in PLAIN},
    )


def planned(row: Row[Any]) -> agenda.Agenda:
    """The workshop's own time plan, where it has one."""
    return agenda.read(row.agenda) if row.agenda else ()


def agenda_in(workshop: Workshop) -> agenda.Agenda:
    return tuple(
        agenda.Item(each.key, each.kind, each.minutes, each.label, tuple(each.steps), each.out, each.first)
        for each in workshop.agenda
    )


def messages_of(connection: Connection, numbers: Numbers) -> list[Message]:
    """What was said to the groups, in order; what was said to several stands once."""
    said: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(MESSAGE).where(MESSAGE.c.group_id.in_(list(numbers.groups)))):
        said[row.id].append(row)
    found = [
        Message(
            at=moment(min(row.at for row in rows)),
            text=rows[0].text,
            groups=sorted(numbers.groups[row.group_id] for row in rows),
        )
        for rows in said.values()
    ]
    return sorted(found, key=lambda each: (each.at, encode(each)))


def message_rows(number: int, message: Message, ids: Ids) -> Iterator[Values]:
    for group in message.groups:
        yield {
            "id": ids.new("message", number),
            "group_id": ids.groups[group],
            "text": message.text,
            "at": milliseconds(message.at),
        }


def passages_of(connection: Connection, numbers: Numbers) -> list[Passage]:
    """How the workshop went from item to item, in order, with what it takes to go back."""
    rows = connection.execute(select(PASSAGE).where(PASSAGE.c.workshop_id == numbers.workshop_id))
    return sorted((passage_of(row, numbers) for row in rows), key=lambda each: (each.at, encode(each)))


def passage_of(row: Row[Any], numbers: Numbers) -> Passage:
    before = json.loads(row.came_from)
    left = [
        Left(
            group=number,
            sheet=before["groups"].get(str(group)),
            clocks=[clock_of(clock) for clock in before["clocks"][str(group)]],
        )
        for number, group in numbers.by_group()
        if str(group) in before["clocks"]
    ]
    return Passage(
        at=moment(row.at),
        item=row.item,
        undone=row.undone,
        from_item=before["item"],
        from_sheet=before["sheet"],
        from_evaluating=before["evaluating"],
        groups=left,
        turned_over=sorted(filter(None, map(numbers.note, before["hidden"]))),
    )


def passage_row(number: int, passage: Passage, workshop_id: int, ids: Ids) -> Values:
    came_from = {
        "item": passage.from_item,
        "sheet": passage.from_sheet,
        "groups": {str(ids.groups[each.group]): each.sheet for each in passage.groups if each.sheet},
        "hidden": [ids.note(note) for note in passage.turned_over],
        "clocks": {str(ids.groups[each.group]): list(map(clock_row, each.clocks)) for each in passage.groups},
        "screen": "",
        "evaluating": passage.from_evaluating,
    }
    return {
        "id": ids.new("passage", number),
        "workshop_id": workshop_id,
        "at": milliseconds(passage.at),
        "item": passage.item,
        "came_from": json.dumps(came_from),
        "undone": passage.undone,
    }


def clock_of(row: Values) -> Clock:
    return Clock(scope=row["scope"], minutes=row["minutes"], ends_at=moment_or_none(row["ends_at"]), left=row["left"])


def clock_row(clock: Clock) -> Values:
    ends_at = milliseconds_or_none(clock.ends_at)
    return {"scope": clock.scope, "minutes": clock.minutes, "ends_at": ends_at, "left": clock.left}
