"""Lets the people of a demo work through their sheets: each of their acts is what a browser would have sent.

What they do on a sheet stands in `demo.toml`: notes by the words they say, so that everything there can be read.
"""

import uuid
from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pycrdt import Doc, Text
from sqlalchemy import Connection, Row, func, select

from app.board.answers import answer
from app.board.merging import EMPTY, NAME
from app.board.messages import AnswerWrite, NoteWrite, Said, StepWrite, TextWrite
from app.board.notes import write_notes
from app.board.shared import write_text
from app.board.steps import to_step
from app.kits.kit import Kit, Mode, Worksheet
from app.marks import secret_of
from app.model import CHANGE, NOTE, SHARED_TEXT
from app.refusals import Refused
from app.workshop.joining import Joined

Written = dict[str, Any]
Message = TypeVar("Message")
OF_A_NOTE = ("zone", "text", "x", "y", "card", "whom", "due")


class Rehearsal:
    """One group at work."""

    def __init__(
        self, connection: Connection, kit: Kit, digest: str, number: int, content: Written, people: dict[str, Joined]
    ) -> None:
        self.connection, self.kit, self.digest, self.number, self.content = connection, kit, digest, number, content
        self.people = {each["name"]: people[each["name"]] for each in content["people"] if each["group"] == number}
        self.group_id = next(iter(self.people.values())).group_id
        self.written = 0

    def work(self, sheet: Worksheet) -> None:
        """All that the group does on a sheet it has been brought to, step by step."""
        silent = next((at for at, step in enumerate(sheet.steps) if step.silent), 0)
        for at, step in enumerate(sheet.steps):
            self.step(sheet, at)
            if at == silent:
                self.write(sheet)
                self.write_together(sheet)
            # What was written in silence lies open from the next step on.
            if at == silent + sheet.steps[silent].silent:
                self.think_again(sheet)
                self.sort(sheet)
            if step.mode is Mode.VOTE:
                self.vote(sheet, at)
            elif step.mode is Mode.CHOOSE:
                self.take_stands(sheet, at)

    def step(self, sheet: Worksheet, at: int) -> None:
        to_step(self.connection, self.group_id, self.kit, StepWrite(sheet.key, at))

    def on(self, kind: str, sheet: Worksheet) -> list[Written]:
        return [
            each for each in self.content.get(kind, ()) if (each["group"], each["sheet"]) == (self.number, sheet.key)
        ]

    def write(self, sheet: Worksheet) -> None:
        """Notes, and the lines of sketches."""
        notes = [(each["author"], self.note(sheet, each)) for each in self.on("notes", sheet)]
        lines = [
            (
                each["author"],
                {"zone": each["zone"], "kind": "line", "text": "", "colour": each["colour"], "points": line},
            )
            for each in self.on("sketches", sheet)
            for line in each["lines"]
        ]
        self.send(sheet, [(author, {"id": self.new_id(), **said}) for author, said in (*notes, *lines)])

    def note(self, sheet: Worksheet, each: Written) -> Written:
        """What a new note says, and where it comes from."""
        said = {name: each[name] for name in OF_A_NOTE if name in each}
        said["text"] = at_first(each)
        if "from" in each:
            said["origin"] = self.find(each["from"], each["text"]).id
        if "beside" in each:
            said["beside"] = self.find(sheet.key, each["beside"]).id
        return said

    def write_together(self, sheet: Worksheet) -> None:
        """What stands in the fields that all write in, each person's words after those before."""
        for each in self.on("texts", sheet):
            here = (SHARED_TEXT.c.group_id == self.group_id) & (SHARED_TEXT.c.sheet == sheet.key)
            state = select(SHARED_TEXT.c.state).where(here, SHARED_TEXT.c.zone == each["zone"])
            document: Doc[Text] = Doc()
            text = document.get(NAME, type=Text)
            document.apply_update(self.connection.scalar(state) or EMPTY)
            before = document.get_state()
            text += each["text"]
            news = b64encode(document.get_update(before)).decode()
            message = TextWrite(write=str(uuid.uuid4()), sheet=sheet.key, zone=each["zone"], update=news)
            write_text(self.connection, self.said(each["author"], message))

    def think_again(self, sheet: Worksheet) -> None:
        """Change what said something else at first; throw away, and perhaps take back."""
        for each in self.on("notes", sheet):
            note = self.find(sheet.key, at_first(each)).id
            acts = [{"text": each["text"]}] if "at_first" in each else []
            acts += [{"gone": True}] if each.get("thrown") else []
            acts += [{"gone": False}] if each.get("restored") else []
            self.send(sheet, [(each["author"], {"id": note, **act}) for act in acts])

    def sort(self, sheet: Worksheet) -> None:
        """Clusters, each with its notes, and tags."""
        for each in self.on("clusters", sheet):
            made = {"id": self.new_id(), "kind": "cluster", "zone": each["zone"], "text": each["title"]}
            inside = [{"id": self.find(sheet.key, text).id, "cluster": made["id"]} for text in each["notes"]]
            at = {"x": each["x"], "y": each["y"]}
            self.send(sheet, [(each["author"], said) for said in (made | at, *inside)], of=str(uuid.uuid4()))
        for each in self.on("notes", sheet):
            for tag in each.get("tags", ()):
                self.send(sheet, [(each["author"], {"id": self.find(sheet.key, each["text"]).id, "tag": tag})])

    def vote(self, sheet: Worksheet, at: int) -> None:
        for each in self.on("votes", sheet):
            note = self.find(sheet.key, each["note"]).id
            for name, dots in each["dots"].items():
                self.say(name, AnswerWrite(write=str(uuid.uuid4()), sheet=sheet.key, step=at, subject=note, value=dots))

    def take_stands(self, sheet: Worksheet, at: int) -> None:
        """Everybody's stand on each claim, in the order in which they came to the table; below zero is none."""
        for each in self.on("stands", sheet):
            for name, stand in zip(self.people, each["answers"], strict=True):
                message = AnswerWrite(
                    write=str(uuid.uuid4()), sheet=sheet.key, step=at, subject=each["zone"], value=stand
                )
                self.say(name, message)

    def say(self, name: str, message: AnswerWrite) -> None:
        answer(self.connection, self.said(name, message))

    def said(self, name: str, message: Message) -> Said[Message]:
        person = self.people[name]
        return Said(person.participant_id, message, secret_of(person.reentry_code))

    def send(self, sheet: Worksheet, acts: Iterable[tuple[str, Written]], of: str | None = None) -> None:
        """Let people's writes be carried out in order."""
        said = [
            self.said(author, NoteWrite(write=str(uuid.uuid4()), of=of, sheet=sheet.key, **values))
            for author, values in acts
        ]
        refused = [each for each in write_notes(self.connection, said) if isinstance(each, Refused)]
        if refused:
            raise refused[0]

    def new_id(self) -> str:
        # Ids made of numbers keep every picture of a demo alike.
        self.written += 1
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.group_id} {self.number} {self.written}"))

    def find(self, sheet: str, text: str) -> Row[Any]:
        """A note that lies on one of the group's sheets, by its text."""
        here = (NOTE.c.group_id == self.group_id) & (NOTE.c.sheet == sheet) & NOTE.c.gone.is_(False)
        return self.connection.execute(select(NOTE).where(here, NOTE.c.kind == "note", NOTE.c.text == text)).one()


def at_first(each: Written) -> str:
    """What a note said before anybody thought again."""
    return str(each.get("at_first", each["text"]))


def in_order(connection: Connection, kit: Kit, groups: Sequence[int]) -> list[str]:
    """All that lies on some groups' sheets, as it came to lie there."""
    first = func.min(CHANGE.c.version).label("first")
    mine = CHANGE.c.group_id.in_(groups) & (CHANGE.c.note_id != "")
    rows = connection.execute(
        select(CHANGE.c.note_id, CHANGE.c.group_id, CHANGE.c.sheet, first)
        .where(mine)
        .group_by(CHANGE.c.note_id, CHANGE.c.group_id, CHANGE.c.sheet)
    )
    ordered = sorted(rows.all(), key=lambda row: (kit.number(row.sheet), row.group_id, row.first))
    return [row.note_id for row in ordered]
