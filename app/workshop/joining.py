"""Joining a workshop: a name, a perspective, a group; and coming back on another machine."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from app.kits.copies import kit_of
from app.model import PARTICIPANT, now
from app.refusals import GroupFull, NameTaken, NotFound, NotUnderstood, TooLong, WorkshopClosed, WrongKey
from app.workshop.groups import groups_of, inserted, next_version
from app.workshop.keys import as_typed_code, kept, token, typed_code
from app.workshop.workshops import hold

LONGEST_NAME = 40


@dataclass(frozen=True)
class Joining:
    """What a newcomer says. `group` is a group's number, or None to be placed."""

    workshop: Row[Any]
    name: str
    perspective: str
    group: int | None
    made_with: str


@dataclass(frozen=True)
class Joined:
    """A new participant; `token` and `reentry_code` are shown once."""

    participant_id: int
    group_id: int
    token: str
    reentry_code: str


def join(connection: Connection, joining: Joining) -> Joined:
    """Become a participant. Raises WorkshopClosed, GroupFull, NameTaken, NotFound, NotUnderstood, TooLong."""
    workshop, name = hold(connection, joining.workshop.id), tidy_name(joining.name)
    secrets = token(), typed_code()
    known = connection.execute(select(PARTICIPANT).where(PARTICIPANT.c.made_with == joining.made_with)).one_or_none()
    if known is not None and known.workshop_id == workshop.id:
        return let_back(connection, known, *secrets)
    if workshop.closed_at is not None:
        raise WorkshopClosed
    if joining.perspective not in kit_of(connection, workshop.kit_digest).perspectives_by_key:
        raise NotUnderstood
    group_id = place(connection, joining)
    if name.casefold() in names_in(connection, group_id):
        raise NameTaken
    said = {"name": name, "perspective": joining.perspective, "made_with": joining.made_with}
    return sit_down(connection, workshop.id, group_id, secrets, **said)


def sit_down(connection: Connection, workshop_id: int, group_id: int, secrets: tuple[str, str], **said: str) -> Joined:
    """A new person in a group, who is not here yet. `secrets` are their token and their re-entry code."""
    participant_id = inserted(
        connection,
        PARTICIPANT,
        workshop_id=workshop_id,
        group_id=group_id,
        token_hash=kept(secrets[0]),
        reentry_hash=kept(secrets[1]),
        joined_at=now(),
        here=False,
        here_until=0,
        writing=False,
        version=next_version(connection, group_id),
        **said,
    )
    return Joined(participant_id, group_id, *secrets)


def let_back(connection: Connection, person: Row[Any], secret: str, reentry: str) -> Joined:
    """The same person again, with these secrets; the old ones stop working, which open sockets learn by the version."""
    connection.execute(
        PARTICIPANT.update()
        .where(PARTICIPANT.c.id == person.id)
        .values(
            token_hash=kept(secret),
            reentry_hash=kept(reentry),
            version=next_version(connection, person.group_id),
        )
    )
    return Joined(person.id, person.group_id, secret, reentry)


def tidy_name(name: str, longest: int = LONGEST_NAME) -> str:
    """A name as it is kept. Raises NotUnderstood, TooLong."""
    tidy = re.sub(r"\s+", " ", "".join(letter for letter in name if letter.isprintable())).strip()
    if not tidy:
        raise NotUnderstood
    if len(tidy) > longest:
        raise TooLong
    return tidy


def names_in(connection: Connection, group_id: int) -> set[str]:
    names = connection.execute(select(PARTICIPANT.c.name).where(PARTICIPANT.c.group_id == group_id)).scalars()
    return {name.casefold() for name in names}


def place(connection: Connection, joining: Joining) -> int:
    """The group's id: the chosen one if it has room, else where people and perspectives become most even."""
    workshop = joining.workshop
    largest = kit_of(connection, workshop.kit_digest).group_size.largest
    groups = groups_of(connection, workshop.id)
    counts = crowd(connection, workshop.id)

    def size(group: Row[Any], perspective: str | None = None) -> int:
        return sum(n for (g, p), n in counts.items() if g == group.id and perspective in (None, p))

    # When every group is full, one person too many in each is better than turning people away at the door.
    limit = largest if min(size(group) for group in groups) < largest else 2 * largest
    chosen = [group for group in groups if joining.group in (None, group.number)]
    if not chosen:
        raise NotFound
    roomy = [group for group in chosen if size(group) < limit]
    if not roomy:
        raise GroupFull
    return int(min(roomy, key=lambda each: (size(each), size(each, joining.perspective), each.number)).id)


def crowd(connection: Connection, workshop_id: int) -> dict[tuple[int, str], int]:
    """How many of each perspective each group has."""
    rows = connection.execute(
        select(PARTICIPANT.c.group_id, PARTICIPANT.c.perspective, func.count())
        .where(PARTICIPANT.c.workshop_id == workshop_id)
        .group_by(PARTICIPANT.c.group_id, PARTICIPANT.c.perspective)
    )
    return {(group_id, perspective): count for group_id, perspective, count in rows}


@dataclass(frozen=True)
class Returning:
    """Somebody who types a personal re-entry code on another machine."""

    workshop: Row[Any]
    code: str


def reenter(connection: Connection, returning: Returning) -> Joined:
    """The same person on another machine; the code goes on working, for answers may be lost. Raises WrongKey."""
    code = as_typed_code(returning.code)
    mine = (PARTICIPANT.c.reentry_hash == kept(code)) & (PARTICIPANT.c.workshop_id == returning.workshop.id)
    person = connection.execute(select(PARTICIPANT).where(mine)).one_or_none()
    if person is None:
        raise WrongKey
    return let_back(connection, person, token(), code)
