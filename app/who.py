"""Who is asking, and the dependencies that request functions name them by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Path
from sqlalchemy import Connection, Row, bindparam, select
from starlette.requests import HTTPConnection

from app.board.changes import FARTHEST
from app.cookies import facilitator_cookie, participant_cookie, secret_cookie
from app.kits.kit import Kit
from app.live.rooms import Rooms
from app.live.watching import Watchers
from app.model import FACILITATOR, GROUP, PARTICIPANT
from app.pace import Pace
from app.pages.guesses import doubt
from app.refusals import NotFound
from app.report.producing import Producers
from app.settings import Settings
from app.storage.database import Database
from app.visibility import Role, Viewer, may_see_group
from app.workshop.groups import group_by_number
from app.workshop.keys import as_join_code, kept
from app.workshop.workshops import by_code


@dataclass(frozen=True, slots=True)
class Member:
    """A participant in a workshop."""

    row: Row[Any]
    workshop: Row[Any]
    group: Row[Any]
    secret: str = field(default="", repr=False)

    @property
    def viewer(self) -> Viewer:
        return Viewer(Role.PARTICIPANT, self.workshop.id, self.group.id, self.row.id, secret=self.secret)


@dataclass(frozen=True, slots=True)
class Leader:
    """A facilitator of a workshop, or of one `group` in it."""

    row: Row[Any]
    workshop: Row[Any]
    group: Row[Any] | None = None

    @property
    def viewer(self) -> Viewer:
        return Viewer(Role.FACILITATOR, self.workshop.id, self.row.group_id, leader_id=self.row.id)


# Made once: everybody who comes back after a restart is asked for at the same time.
MEMBER = select(PARTICIPANT).where(
    PARTICIPANT.c.token_hash == bindparam("token"), PARTICIPANT.c.workshop_id == bindparam("workshop")
)
GROUP_OF = select(GROUP).where(GROUP.c.id == bindparam("group"))


def member_of(connection: Connection, code: str, cookies: Mapping[str, str]) -> Member | None:
    """The participant of a workshop whose token is among a browser's cookies, if any. Raises UnknownCode."""
    token = cookies.get(participant_cookie(code), "")
    workshop = by_code(connection, code)
    row = connection.execute(MEMBER, {"token": kept(token), "workshop": workshop.id}).one_or_none()
    if row is None:
        return None
    group = connection.execute(GROUP_OF, {"group": row.group_id}).one()
    return Member(row, workshop, group, cookies.get(secret_cookie(code), ""))


def leader_of(connection: Connection, code: str, token: str) -> Leader | None:
    """The facilitator of a workshop who holds a token, if any. Raises UnknownCode."""
    workshop = by_code(connection, code)
    mine = (FACILITATOR.c.token_hash == kept(token)) & (FACILITATOR.c.workshop_id == workshop.id)
    row = connection.execute(select(FACILITATOR).where(mine)).one_or_none()
    if row is None:
        return None
    return Leader(row, workshop, row.group_id and connection.execute(GROUP_OF, {"group": row.group_id}).one())


async def database(connection: HTTPConnection) -> Database:
    return connection.app.state.database  # type: ignore[no-any-return]


async def rooms(connection: HTTPConnection) -> Rooms:
    return connection.app.state.rooms  # type: ignore[no-any-return]


async def settings(connection: HTTPConnection) -> Settings:
    return connection.app.state.settings  # type: ignore[no-any-return]


async def watchers(connection: HTTPConnection) -> Watchers:
    return connection.app.state.watchers  # type: ignore[no-any-return]


async def producers(connection: HTTPConnection) -> Producers:
    return connection.app.state.producers  # type: ignore[no-any-return]


async def pace(connection: HTTPConnection) -> Pace:
    return connection.app.state.pace  # type: ignore[no-any-return]


async def kits(connection: HTTPConnection) -> dict[str, Kit]:
    return connection.app.state.kits  # type: ignore[no-any-return]


Db = Annotated[Database, Depends(database)]
Bells = Annotated[Rooms, Depends(rooms)]
Making = Annotated[Producers, Depends(producers)]
Speed = Annotated[Pace, Depends(pace)]
Watch = Annotated[Watchers, Depends(watchers)]
Kits = Annotated[dict[str, Kit], Depends(kits)]
Setup = Annotated[Settings, Depends(settings)]


async def join_code(code: str) -> str:
    return as_join_code(code)


Code = Annotated[str, Depends(join_code)]

RowId = Annotated[int, Path(ge=0, lt=2**31)]
"""A row's id in an address: no larger than PostgreSQL lets one ask for."""


async def cursor(since: str = "0") -> int:
    """The cursor that somebody holds; nonsense counts as none, which leads to the whole board."""
    held = int(since) if since.isdecimal() and len(since) < 16 else 0
    return held if held <= FARTHEST else 0


Cursor = Annotated[int, Depends(cursor)]


async def workshop(connection: HTTPConnection, code: Code, db: Db) -> Row[Any]:
    doubt(connection)
    return db.read(by_code, code)


async def member(connection: HTTPConnection, code: Code, db: Db) -> Member:
    """The asking participant. Raises NotFound for everybody else."""
    found = db.read(member_of, code, connection.cookies)
    if found is None:
        doubt(connection)
        raise NotFound
    return found


async def guide(connection: HTTPConnection, code: Code, db: Db) -> Leader:
    """The asking facilitator, of the whole workshop or of one group. Raises NotFound for everybody else."""
    token = connection.cookies.get(facilitator_cookie(code), "")
    found = db.read(leader_of, code, token)
    if found is None:
        doubt(connection)
        raise NotFound
    return found


Guiding = Annotated[Leader, Depends(guide)]


async def leader(led: Guiding) -> Leader:
    """The asking facilitator of the whole workshop. Raises NotFound for everybody else."""
    if led.group is not None:
        raise NotFound
    return led


async def group(number: int, led: Guiding, db: Db) -> Row[Any]:
    """One group that the asking facilitator leads. Raises NotFound."""
    found = db.read(group_by_number, led.workshop.id, number)
    if not may_see_group(led.viewer, found):
        raise NotFound
    return found


TheWorkshop = Annotated[Row[Any], Depends(workshop)]
Me = Annotated[Member, Depends(member)]
Facilitating = Annotated[Leader, Depends(leader)]
TheGroup = Annotated[Row[Any], Depends(group)]
