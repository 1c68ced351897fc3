"""Workshops: made, found, changed, deleted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from app.kits import copies
from app.kits.kit import Kit
from app.model import GROUP, KIT_COPY, WORKSHOP, now
from app.refusals import NotFound, NotUnderstood, UnknownCode, WorkshopClosed
from app.workshop.facilitators import Secrets, add_facilitator
from app.workshop.groups import add_group, groups_of, inserted, next_version
from app.workshop.keys import join_code, token

MOST_GROUPS = 25

ANYONE, FACILITATOR_ONLY = STEPS_BY = ("anyone", "facilitator")
"""Who may lead a group from step to step."""

STARTS_AT = 9 * 60
"""When a workshop begins (minutes after midnight), where nobody says otherwise."""

BY_CODE = select(WORKSHOP).where(WORKSHOP.c.code == bindparam("code"))


@dataclass(frozen=True)
class NewWorkshop:
    """What a facilitator says of a workshop when making it; `agenda` as it is kept, empty where it is the kit's."""

    kit: Kit
    title: str
    municipality: str
    held_on: date
    delete_on: date
    group_names: tuple[str, ...]
    made_with: str
    steps_by: str = ANYONE
    anonymous: bool = False
    starts_at: int = STARTS_AT
    agenda: str = ""
    evaluation_in_report: bool = False
    place: str = ""
    language: str = ""


@dataclass(frozen=True)
class Made:
    """A new workshop, and the secrets of who leads it."""

    code: str
    secrets: Secrets


def create(connection: Connection, plan: NewWorkshop) -> Made:
    """Make a workshop with its groups on the kit's first sheet; for a form sent twice, new secrets to the same."""
    known = connection.execute(select(WORKSHOP).where(WORKSHOP.c.made_with == plan.made_with)).one_or_none()
    if known is not None:
        return Made(known.code, add_facilitator(connection, known.id))
    first = plan.kit.sheets[0].key
    code = unused_code(connection)
    workshop_id = inserted(
        connection,
        WORKSHOP,
        code=code,
        title=plan.title,
        municipality=plan.municipality,
        held_on=plan.held_on,
        delete_on=plan.delete_on,
        kit_digest=copies.keep(connection, plan.kit),
        sheet=first,
        screen_token=token(),
        made_with=plan.made_with,
        steps_by=plan.steps_by,
        anonymous=plan.anonymous,
        starts_at=plan.starts_at,
        agenda=plan.agenda,
        evaluation_in_report=plan.evaluation_in_report,
        place=plan.place,
        language=plan.language,
        created_at=now(),
    )
    for number, name in enumerate(plan.group_names, start=1):
        add_group(connection, workshop_id, number, name, first)
    return Made(code, add_facilitator(connection, workshop_id))


def unused_code(connection: Connection) -> str:
    while True:
        code = join_code()
        if connection.scalar(select(WORKSHOP.c.id).where(WORKSHOP.c.code == code)) is None:
            return code


def by_code(connection: Connection, code: str) -> Row[Any]:
    """The workshop with a join code. Raises UnknownCode."""
    row = connection.execute(BY_CODE, {"code": code}).one_or_none()
    if row is None:
        raise UnknownCode
    return row


def hold(connection: Connection, workshop_id: int) -> Row[Any]:
    """A workshop as it is now; whoever else would change it or join it waits for our commit. Raises NotFound."""
    held = select(WORKSHOP).where(WORKSHOP.c.id == workshop_id).with_for_update(key_share=True)
    row = connection.execute(held).one_or_none()
    if row is None:
        raise NotFound
    return row


def hold_open(connection: Connection, workshop_id: int) -> Row[Any]:
    """The same, of a workshop that goes on. Raises NotFound, WorkshopClosed."""
    row = hold(connection, workshop_id)
    if row.closed_at is not None:
        raise WorkshopClosed
    return row


@dataclass(frozen=True)
class Leading:
    """A facilitator's wish about who leads the groups from step to step."""

    workshop_id: int
    steps_by: str


def lead_by(connection: Connection, wish: Leading) -> list[int]:
    """Let anyone lead the groups from step to step, or the facilitator alone. Returns the groups to ring."""
    if wish.steps_by not in STEPS_BY:
        raise NotUnderstood
    return list(change(connection, wish.workshop_id, steps_by=wish.steps_by))


@dataclass(frozen=True)
class FrontPage:
    """A facilitator's wish about the report's front page: where it was held, and in which language its words are."""

    workshop_id: int
    place: str
    language: str


def on_the_front(connection: Connection, wish: FrontPage) -> None:
    """Keep it. No board shows it. Raises NotFound."""
    hold(connection, wish.workshop_id)
    mine = update(WORKSHOP).where(WORKSHOP.c.id == wish.workshop_id)
    connection.execute(mine.values(place=wish.place, language=wish.language))


def change(connection: Connection, workshop_id: int, **values: object) -> dict[int, int]:
    """Change something of a workshop that all its boards show. Returns its groups, each with the version of that."""
    hold(connection, workshop_id)
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == workshop_id).values(**values))
    versions = {group.id: next_version(connection, group.id) for group in groups_of(connection, workshop_id)}
    for group_id, version in versions.items():
        connection.execute(update(GROUP).where(GROUP.c.id == group_id).values(moved=version))
    return versions


def remove(connection: Connection, workshop_id: int) -> None:
    """Delete a workshop and everything in it, for good; the kit's copy goes when nobody uses it."""
    connection.execute(delete(WORKSHOP).where(WORKSHOP.c.id == workshop_id))
    used = select(WORKSHOP.c.kit_digest)
    connection.execute(delete(KIT_COPY).where(KIT_COPY.c.digest.not_in(used)))


def remove_outdated(connection: Connection, today: date) -> list[int]:
    """Carry out the deletion dates that have come. Returns the groups that are no more, to ring."""
    due = connection.execute(select(WORKSHOP.c.id).where(WORKSHOP.c.delete_on <= today)).scalars().all()
    groups = connection.execute(select(GROUP.c.id).where(GROUP.c.workshop_id.in_(due))).scalars().all()
    for workshop_id in due:
        remove(connection, workshop_id)
    return list(groups)
