"""Workshops: made, found, changed, deleted."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from app.kits import copies
from app.kits.kit import Kit
from app.model import FACILITATOR, GROUP, KIT_COPY, WORKSHOP, now
from app.refusals import NotFound, NotUnderstood, UnknownCode, WrongKey
from app.workshop.groups import add_group, groups_of, inserted, next_version
from app.workshop.keys import join_code, kept, token, typed_code

MOST_GROUPS = 25

ANYONE, FACILITATOR_ONLY = STEPS_BY = ("anyone", "facilitator")
"""Who may lead a group from step to step."""

BY_CODE = select(WORKSHOP).where(WORKSHOP.c.code == bindparam("code"))


@dataclass(frozen=True)
class Plan:
    """What a facilitator says of a workshop when making it."""

    kit: Kit
    title: str
    municipality: str
    held_on: date
    delete_on: date
    group_names: tuple[str, ...]
    made_with: str
    steps_by: str = ANYONE
    anonymous: bool = False


@dataclass(frozen=True)
class Made:
    """A new workshop and its facilitator's secrets, which are shown once: only their hashes are kept."""

    code: str
    facilitator_token: str
    rescue_code: str


def create(connection: Connection, plan: Plan) -> Made:
    """Make a workshop with its groups on the kit's first sheet; for a form sent twice, new secrets to the same."""
    known = connection.execute(select(WORKSHOP).where(WORKSHOP.c.made_with == plan.made_with)).one_or_none()
    if known is not None:
        return Made(known.code, *add_facilitator(connection, known.id))
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
        created_at=now(),
    )
    for number, name in enumerate(plan.group_names, start=1):
        add_group(connection, workshop_id, number, name, first)
    return Made(code, *add_facilitator(connection, workshop_id))


def unused_code(connection: Connection) -> str:
    while True:
        code = join_code()
        if connection.scalar(select(WORKSHOP.c.id).where(WORKSHOP.c.code == code)) is None:
            return code


def add_facilitator(connection: Connection, workshop_id: int) -> tuple[str, str]:
    """A new holder of the role: the address' token and the rescue code."""
    address, rescue = token(), typed_code()
    connection.execute(
        FACILITATOR.insert().values(workshop_id=workshop_id, token_hash=kept(address), rescue_hash=kept(rescue))
    )
    return address, rescue


@dataclass(frozen=True)
class Rescue:
    """Somebody who types a rescue code (its hash) on another machine."""

    workshop_id: int
    rescue_hash: str


def rescue(connection: Connection, wish: Rescue) -> str:
    """A token of one's own for the same role; the first machine's goes on working. Raises WrongKey."""
    mine = (FACILITATOR.c.rescue_hash == wish.rescue_hash) & (FACILITATOR.c.workshop_id == wish.workshop_id)
    if connection.scalar(select(FACILITATOR.c.id).where(mine)) is None:
        raise WrongKey
    address, _ = add_facilitator(connection, wish.workshop_id)
    return address


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
