"""A workshop without a server: the model's functions straight on a connection, with the same cast."""

import re
import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.messages import NoteWrite, Said, StepWrite
from app.board.moves import Move, move
from app.board.notes import Stored, write_notes
from app.board.steps import move_step
from app.kits.folder import load
from app.kits.kit import Kit
from app.model import GROUP, NOTE
from app.refusals import Refused
from app.visibility import Role, Viewer
from app.workshop.joining import Joined, Joining, join
from app.workshop.workshops import Made, NewWorkshop, by_code, create

ROOT = Path(__file__).parent.parent
PRINTED = load(ROOT / "worksheets" / "veier-til-samarbeid")
GARDEN = load(ROOT / "tests" / "kits" / "hagedag")
SCHOOL = load(ROOT / "tests" / "kits" / "skolevei")

FIRST, ZONE = "hensikt", "rundt-bordet"
SILENT, SILENT_STEP, SILENT_ZONE = "hvorfor", 1, "svar"
THIRD = "motepunkter"


def new_id() -> str:
    return str(uuid.uuid4())


def plan(kit: Kit = PRINTED, groups: int = 3, delete_on: date | None = None) -> NewWorkshop:
    today = date.today()
    return NewWorkshop(
        kit,
        "Veier til samarbeid i Elvebyen",
        "Elvebyen kommune",
        today,
        delete_on or today + timedelta(days=30),
        tuple(f"Gruppe {number}" for number in range(1, groups + 1)),
        new_id(),
    )


class Ground:
    """A workshop on a connection. Its first sheet is open to all, its second begins with silence."""

    def __init__(
        self, connection: Connection, kit: Kit = PRINTED, groups: int = 3, delete_on: date | None = None
    ) -> None:
        self.connection, self.kit = connection, kit
        self.made: Made = create(connection, plan(kit, groups, delete_on))
        self.id = int(self.workshop.id)

    @property
    def workshop(self) -> Row[Any]:
        return by_code(self.connection, self.made.code)

    def join(self, name: str, group: int | None = None, perspective: str | None = None, **said: str) -> Joined:
        perspective = perspective or self.kit.perspectives[0].key
        made_with = said.get("made_with", new_id())
        return join(self.connection, Joining(self.workshop, name, perspective, group, made_with))

    def write(self, *writings: tuple[Joined, dict[str, Any]]) -> list[Stored | Refused]:
        """Several people's writes, as one batch."""
        return write_notes(self.connection, [writing(person, **values) for person, values in writings])

    def note(self, person: Joined, **values: Any) -> str:
        """A note by one person; its id."""
        values = {"id": new_id(), "sheet": FIRST, "zone": ZONE, "text": "Vi vil det samme"} | values
        [outcome] = self.write((person, values))
        if isinstance(outcome, Refused):
            raise outcome
        return str(values["id"])

    def move(self, item: str) -> list[int]:
        """Bring the workshop to an item of its agenda; a sheet's key is its item's."""
        return move(self.connection, Move(self.id, item))

    def step(self, person: Joined, sheet: str, step: int) -> int:
        return move_step(self.connection, Said(person.participant_id, StepWrite(sheet, step)))

    def silence(self, person: Joined) -> None:
        """Bring all to the second sheet, and a person's group to where it is written in silence."""
        self.move(SILENT)
        self.step(person, SILENT, SILENT_STEP)

    def group(self, number: int) -> Row[Any]:
        mine = (GROUP.c.workshop_id == self.id) & (GROUP.c.number == number)
        return self.connection.execute(select(GROUP).where(mine)).one()

    def notes(self) -> Sequence[Row[Any]]:
        return self.connection.execute(select(NOTE).order_by(NOTE.c.version)).all()

    def as_participant(self, person: Joined) -> Viewer:
        return Viewer(Role.PARTICIPANT, self.id, person.group_id, person.participant_id)

    def as_facilitator(self) -> Viewer:
        return Viewer(Role.FACILITATOR, self.id)


def writing(person: Joined, **values: Any) -> Said[NoteWrite]:
    return Said(person.participant_id, NoteWrite(**{"write": new_id()} | values))


def refusal(act: Callable[[], object]) -> type[Refused] | None:
    """What an act is refused with, if it is."""
    try:
        act()
    except Refused as refused:
        return type(refused)
    return None


def plain(html: str) -> str:
    """A page's words, as a person reads them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def mistakes(html: str) -> dict[str, str]:
    """What a page says beside its fields that is wrong with them."""
    return dict(re.findall(r'class="ds-validation-message" id="(\w+)-mistake"[^>]*>([^<]+)<', html))
