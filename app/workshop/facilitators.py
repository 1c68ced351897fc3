"""Facilitators: who holds the role, for the whole workshop or for one group of it, and by which secrets.

Roles never move by themselves: each is given by somebody who has it, and ends when it is taken away or all is deleted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from app.model import FACILITATOR, GROUP, now
from app.workshop.keys import kept, token, typed_code


@dataclass(slots=True, frozen=True)
class Secrets:
    """The token of a facilitator's own address and their rescue code, shown once: only their hashes are kept."""

    token: str
    rescue_code: str


def add_facilitator(connection: Connection, workshop_id: int, **values: Any) -> Secrets:
    """One more row that holds the role."""
    made = Secrets(token(), typed_code())
    hashes = {"token_hash": kept(made.token), "rescue_hash": kept(made.rescue_code)}
    connection.execute(FACILITATOR.insert().values(workshop_id=workshop_id, made_at=now(), **hashes, **values))
    return made


def facilitators_of(connection: Connection, workshop_id: int) -> Sequence[Row[int, str, int, str]]:
    """Who holds the role, in the order they got it: `id`, `name`, `made_at`, and the `group` it is for, or None."""
    columns = (FACILITATOR.c.id, FACILITATOR.c.name, FACILITATOR.c.made_at, GROUP.c.name.label("group"))
    held = select(*columns).outerjoin(GROUP, GROUP.c.id == FACILITATOR.c.group_id)
    mine = (FACILITATOR.c.workshop_id == workshop_id) & FACILITATOR.c.holder.is_(None)
    return connection.execute(held.where(mine).order_by(FACILITATOR.c.id)).all()


def leading(connection: Connection, workshop_id: int) -> Sequence[int]:
    """The ids of all rows that hold the role."""
    return connection.scalars(select(FACILITATOR.c.id).where(FACILITATOR.c.workshop_id == workshop_id)).all()
