"""The demo: a workshop as it could have been, from the kit's `demo.toml`, for pictures, measuring and newcomers."""

import tomllib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, update

from app.board.moves import Move, move
from app.kits.folder import load
from app.marks import secret_of
from app.model import NOTE, now
from app.rehearsal import Rehearsal, in_order
from app.settings import HERE
from app.visibility import Role, Viewer
from app.workshop.evaluation import Evaluating, Wish, evaluate, lead_evaluation, made_with
from app.workshop.joining import Joined, Joining, join
from app.workshop.workshops import Made, NewWorkshop, by_code, create

FOLDER = HERE / "worksheets" / "veier-til-samarbeid"
MORNING = 3.5 * 3_600_000
"""How long (ms) it took to write it all."""


@dataclass(frozen=True)
class Demo:
    """A laid-out demo: the workshop's secrets, and everybody's by name."""

    made: Made
    screen_token: str
    people: dict[str, Joined]


def lay_out(connection: Connection) -> Demo:
    """Make the demo workshop with all its notes, on its last sheet."""
    kit = load(FOLDER)
    content = tomllib.loads((FOLDER / "demo.toml").read_text("utf-8"))
    today = date.today()
    plan = NewWorkshop(
        kit,
        content["title"],
        content["municipality"],
        today,
        today + timedelta(days=30),
        tuple(content["groups"]),
        str(uuid.uuid4()),
    )
    made = create(connection, plan)
    workshop = by_code(connection, made.code)
    people = {person["name"]: sit_down(connection, workshop, person) for person in content["people"]}
    groups = [
        Rehearsal(connection, kit, workshop.kit_digest, number, content, people)
        for number in range(1, len(content["groups"]) + 1)
    ]
    for sheet in kit.sheets:
        move(connection, Move(workshop.id, sheet.key))
        for group in groups:
            group.work(sheet)
    look_back(connection, workshop.id, people.values(), content["evaluations"])
    spread_over_morning(connection, in_order(connection, kit, [group.group_id for group in groups]))
    return Demo(made, workshop.screen_token, people)


def sit_down(connection: Connection, workshop: Any, person: dict[str, Any]) -> Joined:
    wish = Joining(workshop, person["name"], person["perspective"], person["group"], str(uuid.uuid4()))
    return join(connection, wish)


def look_back(
    connection: Connection, workshop_id: int, people: Iterable[Joined], answers: list[dict[str, str]]
) -> None:
    """Open the evaluation, and let the first who came answer it; the report shall show it."""
    lead_evaluation(connection, Wish(workshop_id, opened=True, in_report=True))
    for person, said in zip(people, answers, strict=False):
        secret = secret_of(person.reentry_code)
        viewer = Viewer(Role.PARTICIPANT, workshop_id, person.group_id, person.participant_id, secret=secret)
        evaluate(connection, Evaluating(workshop_id, made_with(viewer), said))


def spread_over_morning(connection: Connection, ids: list[str]) -> None:
    """Let the notes have been written one after another until now."""
    begun, pace = now() - round(MORNING), MORNING / len(ids)
    times = [{"note": note_id, "at": begun + round(pace * number)} for number, note_id in enumerate(ids, start=1)]
    connection.execute(
        update(NOTE)
        .where(NOTE.c.id == bindparam("note"))
        .values(created_at=bindparam("at"), changed_at=bindparam("at")),
        times,
    )


def addresses(demo: Demo, base: str) -> str:
    """Every role's address, for whoever wants to look around."""
    made = demo.made
    lines = [
        f"Prøveworkshopen er klar. Koden er {made.code}.",
        "",
        f"Fasilitator   {base}/workshops/{made.code}/facilitators/{made.secrets.token}",
        f"Redningskode  {made.secrets.rescue_code}  (skrives på {base}/rescue)",
        f"Storskjerm    {base}/screens/{demo.screen_token}",
        f"Bli med       {base}/{made.code}",
        "",
        f"Bli en av deltakerne på {base}/workshops/{made.code}/reentry med koden til:",
        *(f"  {name:<10} {person.reentry_code}" for name, person in demo.people.items()),
    ]
    return "\n".join(lines)
