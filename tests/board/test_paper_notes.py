"""Notes from paper: laid all at once and once, on the sheet of the group they are for, by nobody."""

from dataclasses import replace

import pytest
from sqlalchemy import Connection, select, update

from app.board import paper_notes
from app.board.closing import close
from app.board.paper_lines import PaperLine
from app.board.paper_notes import PaperNotes, TakingBack, lay_paper_notes, take_back, typed
from app.board.receipts import receipt
from app.board.steps import reached
from app.model import CHANGE, NOTE, WORKSHOP
from app.refusals import NotFound, SheetFull, WorkshopClosed
from app.report.contents import gather
from app.visibility import Role, Viewer
from app.workshop.groups import groups_of
from tests.ground import FIRST, SILENT, SILENT_ZONE, ZONE, Ground, new_id

LINES = (PaperLine("Første"), PaperLine("Andre"), PaperLine("Tredje"))


def said(ground: Ground, **values: object) -> PaperNotes:
    usual = PaperNotes(ground.id, new_id(), 1, SILENT, SILENT_ZONE, LINES, "kommune")
    return replace(usual, **values)  # type: ignore[arg-type]


def lying(connection: Connection, group: int) -> list[tuple[str, str | None, bool]]:
    rows = connection.execute(select(NOTE).where(NOTE.c.group_id == group).order_by(NOTE.c.created_at)).all()
    return [(row.text, row.perspective, row.hidden) for row in rows if not row.gone]


def viewer(ground: Ground, group: int | None = None) -> Viewer:
    return Viewer(Role.FACILITATOR, ground.id, group, leader_id=1)


def test_they_lie_in_order_and_once_for_all_to_see_also_where_it_is_silent(
    connection: Connection, ground: Ground
) -> None:
    anna = ground.join("Anna", 1)
    ground.silence(anna)
    notes = said(ground)
    group = lay_paper_notes(connection, notes)
    assert lay_paper_notes(connection, notes) == group == anna.group_id, "sent twice"
    assert lying(connection, group) == [(text, "kommune", False) for text in ("Første", "Andre", "Tredje")]
    row = connection.execute(select(NOTE).where(NOTE.c.text == "Første")).one()
    assert (row.author_id, row.text_by, row.mark, row.led) == (None, None, None, False)
    assert len({*connection.execute(select(NOTE.c.x, NOTE.c.y).where(NOTE.c.group_id == group)).all()}) == 3
    assert receipt(connection, group).agrees
    ground.note(anna, sheet=SILENT, zone=SILENT_ZONE, text="Annas")
    later = said(ground, lines=(PaperLine("Fjerde"),))
    lay_paper_notes(connection, later)
    assert len(lying(connection, group)) == 5


def test_a_group_that_came_farther_on_paper_has_been_on_the_sheet(connection: Connection, ground: Ground) -> None:
    first = groups_of(connection, ground.id)[0]
    lay_paper_notes(
        connection, said(ground, sheet="gratulerer", zone="neste-skritt", lines=(PaperLine("A", "B", "C"),))
    )
    assert set(reached(connection, first.id)) == {FIRST, "gratulerer"}
    [action] = gather(connection, ground.id).chapters[0].actions
    assert (action[1].text, action[1].whom, action[1].due, action[1].led) == ("A", "B", "C", False)
    ground.move("gratulerer")
    assert lying(connection, first.id) == [("A", "kommune", False)]


def test_nameless_notes_tell_no_perspective(connection: Connection, ground: Ground) -> None:
    connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == ground.id).values(anonymous=True))
    group = lay_paper_notes(connection, said(ground))
    assert {perspective for _, perspective, _ in lying(connection, group)} == {None}


def test_they_are_refused_where_they_cannot_lie(
    connection: Connection, ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in ({"sheet": "nei"}, {"zone": "nei"}, {"perspective": "nei"}, {"group": 9}, {"group": 0}):
        with pytest.raises(NotFound):
            lay_paper_notes(connection, said(ground, **wrong))
    monkeypatch.setattr(paper_notes, "MOST", 2)
    with pytest.raises(SheetFull):
        lay_paper_notes(connection, said(ground))
    monkeypatch.undo()
    close(connection, ground.id)
    with pytest.raises(WorkshopClosed):
        lay_paper_notes(connection, said(ground))
    assert connection.execute(select(NOTE)).all() == []


def test_they_can_be_taken_back_but_for_what_somebody_has_changed(connection: Connection, ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    notes = said(ground, sheet=FIRST, zone=ZONE)
    group = lay_paper_notes(connection, notes)
    changed = str(connection.scalar(select(NOTE.c.id).where(NOTE.c.text == "Andre")))
    ground.write((anna, {"id": changed, "text": "Annas nå"}))
    known = typed(connection, viewer(ground), notes.write)
    assert known is not None
    assert (known.sheet, known.zone, known.lines) == (FIRST, ZONE, ["Første", "Tredje"])
    assert typed(connection, viewer(ground, group + 1), notes.write) is None, "who leads another group"
    assert take_back(connection, TakingBack(viewer(ground, group + 1), notes.write)) is None
    taken = take_back(connection, TakingBack(viewer(ground), notes.write))
    assert taken is not None
    assert lying(connection, group) == [("Annas nå", "kommune", False)]
    assert take_back(connection, TakingBack(viewer(ground), notes.write)) is None, "twice"
    assert receipt(connection, group).agrees
    assert len(set(connection.scalars(select(CHANGE.c.act)))) == 3
