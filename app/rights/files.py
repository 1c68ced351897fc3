"""A person's record as files to keep: as text to read, and as JSON for programs."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fastapi import Response

from app.language import catalogue
from app.pages.drawing import day
from app.rights.record import Record, Written
from app.timing.clock_time import ZONE, clock

BOM = "\ufeff"
"""So that every editor takes the text for what it is."""


def as_file(content: str, kind: str, name: str) -> Response:
    """A text to be kept as a file; `kind` is its media type."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=f"{kind}; charset=utf-8", headers=headers)


def moment(at: int) -> str:
    """A time (ms) as a program reads it."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE).isoformat(timespec="seconds")


def as_json(record: Record) -> str:
    """Everything in the record; what is not known or was not said is left out."""
    workshop, person = record.workshop, record.person
    whole = {
        "workshop": {
            "title": workshop.title,
            "municipality": workshop.municipality,
            "code": workshop.code,
            "held_on": str(workshop.held_on),
            "delete_on": str(workshop.delete_on),
            "without_names": bool(workshop.anonymous),
        },
        "person": {
            "name": person.name,
            "perspective": record.kit.perspectives_by_key[person.perspective].label,
            "group": record.group,
            "joined_at": moment(person.joined_at),
        },
        "notes": [note_in(note) for note in record.notes],
        "changes": [
            {"at": moment(deed.at), "note": deed.note, "sheet": deed.number, "changed": dict(deed.what)}
            for deed in record.deeds
        ],
        "drafts": [{"sheet": each.number, "text": each.text, "at": moment(each.at)} for each in record.drafts],
        "answers": [
            {"sheet": each.number, "step": each.step, "about": each.about, "value": each.value} for each in record.given
        ],
        "evaluation": dict(record.evaluation),
        "not_included": record.unread,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def note_in(note: Written) -> dict[str, Any]:
    said = {
        "id": note.id,
        "kind": note.kind,
        "group": note.group,
        "sheet": note.number,
        "question": note.sheet.question,
        "field": note.zone.label,
        "text": note.text,
        "card": note.card,
        "whom": note.whom,
        "due": note.due,
        "tags": list(note.tags),
        "votes": note.votes,
        "points": list(note.points),
        "written_at": moment(note.at),
        "begun_by_another": note.changed,
        "not_laid_down": note.hidden,
        "deleted": note.gone,
    }
    return {name: value for name, value in said.items() if value not in ("", None, [], False)}


class Texts:
    """A record as text."""

    def __init__(self, record: Record, language: str = "nb") -> None:
        words = catalogue(language)
        self.record, self.gettext, self.ngettext = record, words.gettext, words.ngettext

    def notes(self) -> str:
        """What the person wrote, by sheet and field."""
        return BOM + "\n".join([*self.head(), *self.written()]) + "\n"

    def whole(self) -> str:
        """Everything that is kept about the person."""
        parts = [
            *self.head(),
            *self.who(),
            *self.written(),
            *self.thrown(),
            *self.drafts(),
            *self.answers(),
            *self.did(),
        ]
        return BOM + "\n".join(parts) + "\n"

    def head(self) -> Iterator[str]:
        workshop = self.record.workshop
        yield workshop.title
        yield f"{workshop.municipality}, {day(workshop.held_on)}"
        yield ""

    def who(self) -> Iterator[str]:
        record, person = self.record, self.record.person
        yield self.gettext("Navn: %(name)s") % {"name": person.name}
        yield self.gettext("Perspektiv: %(label)s") % {
            "label": record.kit.perspectives_by_key[person.perspective].label
        }
        yield self.gettext("Gruppe: %(group)s") % {"group": record.group}
        yield self.gettext("Ble med: %(when)s") % {"when": self.when(person.joined_at)}
        if record.unread:
            yield self.gettext("Ikke med her: %(count)d lapper og utkast som ikke er lagt fram.") % {
                "count": record.unread
            }
        yield ""

    def when(self, at: int) -> str:
        return f"{day(datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONE).date())} kl. {clock(at)}"

    def written(self) -> Iterator[str]:
        for number, sheet, zones in self.record.by_sheet():
            title = self.gettext("Ark %(number)d: %(question)s") % {"number": number, "question": sheet.question}
            yield from (title, "=" * len(title), "")
            for zone, notes in zones:
                yield zone.label
                yield from (f"- {self.line(note)}" for note in notes if note.kind != "line")
                if lines := sum(note.kind == "line" for note in notes):
                    yield "- " + self.ngettext("en strek i en tegning", "%(count)d streker i en tegning", lines) % {
                        "count": lines
                    }
                yield ""

    def line(self, note: Written) -> str:
        """A note with what is said of it, on lines that hang together."""
        said = [part for part in (note.card, note.text) if part] or [self.gettext("(uten tittel)")]
        about = [
            self.gettext("samling") if note.kind == "cluster" else "",
            f"{self.gettext('Hvem')}: {note.whom}" if note.whom else "",
            f"{self.gettext('Når')}: {note.due}" if note.due else "",
            *note.tags,
            self.gettext("begynt av en annen, skrevet om av deg") if note.changed else "",
            self.gettext("ikke lagt fram") if note.hidden else "",
        ]
        told = "; ".join(part for part in about if part)
        return ": ".join(said).replace("\n", "\n  ") + (f" ({told})" if told else "")

    def thrown(self) -> Iterator[str]:
        gone = [note for note in self.record.notes if note.gone]
        yield from self.part(self.gettext("I papirkurven"), (self.line(note) for note in gone if note.kind != "line"))

    def drafts(self) -> Iterator[str]:
        yield from self.part(self.gettext("Halvskrevet"), (each.text for each in self.record.drafts))

    def answers(self) -> Iterator[str]:
        given = (f"{each.about or self.gettext('en lapp som er borte')}: {each.value}" for each in self.record.given)
        yield from self.part(self.gettext("Stemmer og svar"), given)

    def did(self) -> Iterator[str]:
        """The history: when something was written or changed, and what it then said."""
        deeds = [
            f"{self.when(deed.at)}, {self.gettext('ark %(number)d') % {'number': deed.number}}: {self.deed(deed.what)}"
            for deed in self.record.deeds
        ]
        yield from self.part(self.gettext("Historikk"), deeds)

    def deed(self, what: Any) -> str:
        if what.get("gone"):
            return self.gettext("slettet en lapp")
        if said := [str(what[name]) for name in ("text", "whom", "due") if what.get(name)]:
            return self.gettext("skrev «%(text)s»") % {"text": ", ".join(said)}
        return self.gettext("flyttet eller merket en lapp")

    def part(self, heading: str, lines: Any) -> Iterator[str]:
        if listed := [line.replace("\n", "\n  ") for line in lines]:
            yield from (heading, "=" * len(heading), "", *(f"- {line}" for line in listed), "")
