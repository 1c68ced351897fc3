"""The notice: what a group is told beside its sheet. Its clocks, a call or a break, a message, and what comes next."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.authors import asker
from app.board.messages import HelpWrite, Said
from app.kits.kit import Kit
from app.model import MESSAGE, now
from app.timing.agenda import Item, agenda_of, following, item_at
from app.timing.clock_time import clock
from app.timing.clocks import BREAK, Time, clocks_of
from app.visibility import asked_of
from app.workshop.groups import notify


@dataclass(slots=True, frozen=True)
class Notice:
    """What a group is told. `item` is where the workshop is, `coming` what the group does after its sheet.

    `drawn_at` is the server's time (ms), so that browsers know a newer clock from an older.
    """

    group: Row[Any]
    item: Item | None
    coming: Item | None
    clocks: dict[str, Time] = field(default_factory=dict)
    message: Row[Any] | None = None
    drawn_at: int = 0

    @property
    def ends(self) -> str | None:
        """When a break is over, as a time of day; None where its clock stands still, or there is none."""
        time = self.clocks.get(BREAK)
        return clock(self.drawn_at + time.left) if time and time.running else None

    @property
    def asked(self) -> list[str]:
        """The sheets that the group is asked to show to all, and has not answered about."""
        return [sheet for sheet, answer in asked_of(self.group).items() if answer == "asked"]

    @property
    def shown(self) -> list[Time]:
        """The clocks that stand at the top: of the break alone, while there is one."""
        order = [BREAK] if BREAK in self.clocks else ["step", "sheet"]
        return [self.clocks[scope] for scope in order if scope in self.clocks]


def notice_of(connection: Connection, group: Row[Any], workshop: Row[Any], kit: Kit) -> Notice:
    """What a group is told just now."""
    agenda = agenda_of(workshop, kit)
    here = workshop.item if workshop.item and group.sheet == workshop.sheet else group.sheet
    said = select(MESSAGE).where(MESSAGE.c.group_id == group.id).order_by(MESSAGE.c.at.desc()).limit(1)
    return Notice(
        group=group,
        item=item_at(agenda, workshop.item),
        coming=following(agenda, here),
        clocks=clocks_of(connection, [group.id]).get(group.id, {}),
        message=connection.execute(said).one_or_none(),
        drawn_at=now(),
    )


def ask_for_help(connection: Connection, said: Said[HelpWrite]) -> int:
    """Let facilitators know that a group wants help, or no longer. Returns the group."""
    me = asker(connection, said)
    notify(connection, me.group_id, help_at=now() if said.message.on else None)
    return me.group_id
