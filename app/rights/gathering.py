"""Gathering everything that is kept about one person, as far as whoever asks may see it."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from app.board.erased import is_erased
from app.board.ledger import KEPT
from app.kits.worksheet import Mode
from app.model import DRAFT, NOTE
from app.rights.record import Deed, Draft, Given, Record, Written
from app.rights.whose import Traces
from app.visibility import Viewer, may_read, may_see_drafts
from app.workshop.evaluation import own_answers


def record_of(connection: Connection, viewer: Viewer, workshop: Row[Any], person: Row[Any]) -> Record:
    """What is kept about a participant of a workshop. `viewer` is that person, or who leads the whole."""
    traces = Traces(connection, workshop, person.id, viewer.secret)
    groups = {group.id: group.name for group in traces.groups}
    rows = [row for row in traces.notes() if not is_erased(row.kind, row.text, row.card, row.points)]
    readable = {row.id for row in rows if may_read(viewer, row)}
    is_own = viewer.participant_id == person.id
    drafts = tuple(drafts_of(traces))
    shows_drafts = may_see_drafts(viewer, workshop, person.id)
    return Record(
        workshop=workshop,
        kit=traces.kit,
        person=person,
        group=groups[person.group_id],
        notes=tuple(written(traces, row, groups) for row in rows if row.id in readable),
        deeds=tuple(deeds(traces, {row.id for row in rows} - readable)),
        drafts=drafts if shows_drafts else (),
        given=tuple(given(traces, viewer)),
        evaluation=own_answers(connection, viewer) if is_own else {},
        unread=len(rows) - len(readable) + (0 if shows_drafts else len(drafts)),
        is_known=not workshop.anonymous or bool(viewer.secret),
    )


def written(traces: Traces, row: Row[Any], groups: Mapping[int, str]) -> Written:
    sheet = traces.kit.sheets_by_key[row.sheet]
    card = sheet.cards_by_key.get(row.card) if row.card else None
    return Written(
        id=row.id,
        kind=row.kind,
        group=groups[row.group_id],
        sheet=sheet,
        number=traces.kit.number(row.sheet),
        zone=sheet.zones_by_key[row.zone],
        text=row.text,
        at=row.created_at,
        hidden=row.hidden,
        gone=row.gone,
        changed=row.text_by == traces.person and row.author_id != traces.person,
        card=card.title if card else "",
        whom=row.whom or "",
        due=row.due or "",
        tags=tuple(row.tags),
        votes=row.votes,
        points=tuple(row.points or ()),
    )


def deeds(traces: Traces, hidden: set[str]) -> Iterator[Deed]:
    """What the person did, change by change: only what they changed, for the rest of a note may be somebody else's."""
    before: dict[str, Mapping[str, Any]] = {}
    for change in traces.changes():
        last = before.get(change.note_id, KEPT)
        before[change.note_id] = change.state
        if change.note_id not in hidden and traces.is_theirs(change):
            state = {name: change.state.get(name, empty) for name, empty in KEPT.items()}
            what = {name: value for name, value in state.items() if value != last.get(name, KEPT[name])}
            yield Deed(change.at, change.note_id, traces.kit.number(change.sheet), what)


def drafts_of(traces: Traces) -> Iterator[Draft]:
    rows = select(DRAFT).where(DRAFT.c.participant_id == traces.person).order_by(DRAFT.c.at)
    for row in traces.connection.execute(rows):
        yield Draft(traces.kit.number(row.sheet), row.text, row.at)


def given(traces: Traces, viewer: Viewer) -> Iterator[Given]:
    """The person's votes and stands, where they can be known to be theirs."""
    for row in traces.answers():
        sheet = traces.kit.sheets_by_key[row.sheet]
        zone = sheet.zones_by_key.get(row.subject)
        if sheet.steps[row.step].mode is Mode.CHOOSE and zone is not None:
            about, value = zone.claim or zone.label, zone.stands[row.value]
        else:
            note = traces.connection.execute(select(NOTE).where(NOTE.c.id == row.subject)).one_or_none()
            about = note.text if note is not None and not note.gone and may_read(viewer, note) else ""
            value = str(row.value)
        yield Given(traces.kit.number(row.sheet), row.step + 1, about, value)
