"""What the database holds of a workshop, told without its own ids and versions: by rules written here once more."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table

from app.model import (
    ANSWER,
    BOARD,
    CHANGE,
    CLOCK,
    EVALUATION,
    GROUP,
    MESSAGE,
    NOTE,
    PARTICIPANT,
    PASSAGE,
    SHARED_TEXT,
    WORKSHOP,
)

Told = dict[str, Any]

OWN = {
    *("id", "workshop_id", "version", "text_version", "moved", "noticed", "mark", "voter", "made_with", "write"),
    *("token_hash", "reentry_hash", "screen_token", "code", "screen", "here", "here_until"),
    *("writing", "editing", "calling", "help_at"),
}
"""What belongs to one installation, or is over."""


class Content:
    """All there is of a workshop but its secrets."""

    def __init__(self, connection: Connection, code: str) -> None:
        self.connection = connection
        [self.workshop] = self.rows(WORKSHOP, code=code)
        self.groups = {row["id"]: row["number"] for row in self.rows(GROUP, workshop_id=self.workshop["id"])}
        people = sorted(row["id"] for row in self.rows(PARTICIPANT, workshop_id=self.workshop["id"]))
        self.people = {each: number for number, each in enumerate(people)}
        notes = [row for row in self.of_groups(NOTE) if not row["hidden"]]
        notes.sort(key=lambda row: (row["gone"], self.groups[row["group_id"]], row["created_at"], row["id"]))
        self.notes = {row["id"]: number for number, row in enumerate(notes)}

    def rows(self, table: Table, **where: Any) -> list[Told]:
        found = table.select().where(*(table.c[name] == value for name, value in where.items()))
        return [dict(row) for row in self.connection.execute(found).mappings()]

    def of_groups(self, table: Table) -> list[Told]:
        found = table.select().where(table.c.group_id.in_(list(self.groups)))
        return [dict(row) for row in self.connection.execute(found).mappings()]

    def plain(self, row: Mapping[str, Any]) -> Told:
        """A row without what is its own, and with numbers in the place of ids."""
        means = dict.fromkeys(("author_id", "text_by", "who"), self.people)
        means |= dict.fromkeys(("cluster", "beside", "from_note", "note_id"), self.notes)
        means |= {"group_id": self.groups}
        return {
            name: means[name].get(value) if name in means else value for name, value in row.items() if name not in OWN
        }

    def everything(self) -> Told:
        return {
            "workshop": self.plain(self.workshop),
            "groups": ordered(
                self.plain(row) | {"asked": json.loads(row["asked"] or "{}")}
                for row in self.rows(GROUP, workshop_id=self.workshop["id"])
            ),
            "boards": ordered(map(self.plain, self.of_groups(BOARD))),
            "clocks": ordered(map(self.plain, self.of_groups(CLOCK))),
            "messages": ordered({**self.plain(row), "at": 0} for row in self.of_groups(MESSAGE)),
            "people": ordered(map(self.plain, self.rows(PARTICIPANT, workshop_id=self.workshop["id"]))),
            "notes": [self.plain(row) | {"tilt": int(row["id"][-2:], 16) % 3} for row in self.lying()],
            "hidden": ordered((row["zone"], row["sheet"]) for row in self.of_groups(NOTE) if row["hidden"]),
            "texts": ordered(
                (self.groups[row["group_id"]], row["sheet"], row["zone"], row["text"])
                for row in self.of_groups(SHARED_TEXT)
            ),
            "answers": ordered(self.answers()),
            "evaluation": self.evaluation(),
            "passages": ordered(map(self.passage, self.rows(PASSAGE, workshop_id=self.workshop["id"]))),
            "log": self.log(),
        }

    def lying(self) -> list[Told]:
        rows = [row for row in self.of_groups(NOTE) if row["id"] in self.notes]
        return sorted(rows, key=lambda row: self.notes[row["id"]])

    def answers(self) -> list[Told]:
        """What counts of what has been answered, but not of what is being answered just now."""
        at = {row["id"]: row["sheet"] for row in self.rows(GROUP, workshop_id=self.workshop["id"])}
        here = {(row["group_id"], row["sheet"], row["step"]) for row in self.of_groups(BOARD)}
        under_way = {each for each in here if at[each[0]] == each[1] and self.workshop["closed_at"] is None}
        return [
            self.plain(row) | {"subject": self.notes.get(row["subject"], row["subject"])}
            for row in self.of_groups(ANSWER)
            if row["value"] > (-1 if row["subject"] and row["subject"] not in self.notes else 0)
            if not (row["subject"] and (row["group_id"], row["sheet"], row["step"]) in under_way)
        ]

    def evaluation(self) -> Told:
        """How many answered, and what, question by question."""
        rows = self.rows(EVALUATION, workshop_id=self.workshop["id"])
        said: dict[str, list[str]] = {}
        for row in rows:
            for question, text in row["answers"].items():
                said.setdefault(question, []).append(text)
        return {"people": len(rows)} | {question: sorted(texts) for question, texts in said.items()}

    def passage(self, row: Told) -> Told:
        before = json.loads(row["came_from"])
        for name in ("groups", "clocks"):
            before[name] = {self.groups[int(group)]: value for group, value in before[name].items()}
        hidden = sorted(self.notes[each] for each in before["hidden"] if each in self.notes)
        return self.plain(row) | {"came_from": before | {"hidden": hidden, "screen": ""}}

    def log(self) -> list[Told]:
        """What happened to the notes that are not hidden, group by group."""
        rows = [row for row in self.of_groups(CHANGE) if row["note_id"] in self.notes]
        rows.sort(key=lambda row: (self.groups[row["group_id"]], row["version"]))
        numbers = {row["id"]: number for number, row in enumerate(rows)}
        acts: dict[str, int] = {}
        return [
            self.plain(row)
            | {
                "act": acts.setdefault(row["act"], number),
                "undoes": numbers.get(row["undoes"]),
                "state": self.plain(row["state"]),
            }
            for number, row in enumerate(rows)
        ]


def ordered(rows: Any) -> list[Any]:
    return sorted(rows, key=str)
