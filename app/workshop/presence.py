"""Who is here, and who is writing. Being here is a lease that is renewed, never a goodbye that is trusted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from app.model import PARTICIPANT, WORKSHOP, now
from app.refusals import Refused
from app.workshop.groups import next_version

LEASE = 45_000
"""How long (ms) a person counts as here after the last sign of life."""

GRACE = 8_000
"""How long (ms) a person counts as here after the last connection closed: a reload is not a goodbye."""


@dataclass(slots=True, frozen=True)
class Sign:
    """A sign of life. `writing` None leaves as it was, in which note (`editing`) too; `leaving` shortens the lease."""

    participant_id: int
    writing: bool | None = None
    editing: str = ""
    leaving: bool = False


SEEN = (PARTICIPANT.c.here, PARTICIPANT.c.writing, PARTICIPANT.c.editing)
PEOPLE = (
    select(PARTICIPANT.c.id, PARTICIPANT.c.group_id, WORKSHOP.c.anonymous, *SEEN)
    .join(WORKSHOP, WORKSHOP.c.id == PARTICIPANT.c.workshop_id)
    .where(PARTICIPANT.c.id.in_(bindparam("ids", expanding=True)))
)
RENEW = update(PARTICIPANT).where(PARTICIPANT.c.id == bindparam("person")).values(here_until=bindparam("until"))


def renew(connection: Connection, people: Iterable[int]) -> list[int]:
    """Believe for another lease that these people are here. Returns the groups to ring: of those thought gone."""
    rung = show_signs(connection, [Sign(person) for person in people])
    return sorted({group for group in rung if isinstance(group, int)})


def show_signs(connection: Connection, signs: Sequence[Sign]) -> list[int | Refused | None]:
    """Renew many leases at once. Per sign: the group to ring, or None where nothing is to be seen of it."""
    rows = connection.execute(PEOPLE, {"ids": [sign.participant_id for sign in signs]}).mappings()
    people = {row["id"]: dict(row) for row in rows}
    time = now()
    leases = [
        {"person": sign.participant_id, "until": time + (GRACE if sign.leaving else LEASE)}
        for sign in sorted(signs, key=lambda sign: sign.participant_id)
        if sign.participant_id in people
    ]
    if leases:
        connection.execute(RENEW, leases)
    return [show_change(connection, sign, people.get(sign.participant_id)) for sign in signs]


def show_change(connection: Connection, sign: Sign, person: dict[str, Any] | None) -> int | None:
    """Store what is to be seen of a sign. `person` is kept up to date, for a batch may hold their next sign too."""
    if person is None:
        return None
    writing = not sign.leaving and (person["writing"] if sign.writing is None else sign.writing)
    # Where nothing may tell who wrote what, that somebody wrote just when a note came would.
    writing = writing and not person["anonymous"]
    editing = (person["editing"] if sign.writing is None else sign.editing or None) if writing else None
    seen = {"here": person["here"] or not sign.leaving, "writing": writing, "editing": editing}
    if seen.items() <= person.items():
        return None
    person.update(seen)
    version = next_version(connection, person["group_id"])
    connection.execute(
        update(PARTICIPANT).where(PARTICIPANT.c.id == sign.participant_id).values(version=version, **seen)
    )
    return int(person["group_id"])


def sweep(connection: Connection, time: int) -> list[int]:
    """Believe no lease that has run out, and none that ends later than any could. Returns the groups to ring."""
    # The second is what a clock that has been set back leaves behind.
    run_out = PARTICIPANT.c.here & ((PARTICIPANT.c.here_until < time) | (PARTICIPANT.c.here_until > time + 2 * LEASE))
    gone = connection.execute(
        select(PARTICIPANT.c.id, PARTICIPANT.c.group_id).where(run_out).order_by(PARTICIPANT.c.group_id)
    ).all()
    for person in gone:
        version = next_version(connection, person.group_id)
        # Another process may have renewed it meanwhile.
        still = update(PARTICIPANT).where(PARTICIPANT.c.id == person.id, run_out)
        connection.execute(still.values(here=False, writing=False, editing=None, version=version))
    return sorted({person.group_id for person in gone})
