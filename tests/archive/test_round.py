"""There and back: what comes of an archive is the same workshop, and nothing is in it that may not leave."""

import json
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, update

from app.archive.gathering import archive_of
from app.board.closing import close
from app.board.messages import StepWrite
from app.board.steps import StepMove, lead_step
from app.demo import Demo
from app.model import CHANGE, FACILITATOR, GROUP, NOTE, PARTICIPANT, WORKSHOP
from app.model import DRAFT as DRAFTS
from app.refusals import WrongKey
from app.report.contents import gather
from app.report.pdf import typeset
from app.storage.engine import engine, url_of
from app.storage.keeping import problems
from app.workshop.joining import Returning, reenter
from app.workshop.workshops import by_code, remove_outdated
from tests.archive.content import Content
from tests.archive.workshops import AT, DELETED, DRAFT, HIDDEN, VOTE, VOTED, brought_in, busy, changed
from tests.ground import FIRST, SILENT, Ground, new_id


@dataclass
class Source:
    """A workshop elsewhere: its archives, its report, and all that the database holds of it."""

    demo: Demo
    plain: bytes
    history: bytes
    report: bytes
    content: dict[str, Any]


@pytest.fixture(scope="module")
def sources(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    with engine(url_of(folder)).connect().execution_options(writes=True) as connection:
        under_way = source(connection, demo := busy(connection))
        close(connection, by_code(connection, demo.made.code).id)
        return {"busy": under_way, "closed": source(connection, demo)}


def source(connection: Connection, demo: Demo) -> Source:
    code = demo.made.code
    return Source(
        demo,
        archive_of(connection, code, history=False, produced=AT),
        archive_of(connection, code, history=True, produced=AT),
        report_of(connection, code),
        Content(connection, code).everything(),
    )


def report_of(connection: Connection, code: str) -> bytes:
    return typeset(gather(connection, by_code(connection, code).id), AT)


@pytest.mark.parametrize("name", ["busy", "closed"])
def test_what_is_brought_in_is_the_same_workshop(connection: Connection, sources: dict[str, Source], name: str) -> None:
    there = sources[name]
    for content, history in ((there.plain, False), (there.history, True)):
        code = brought_in(connection, content)
        assert archive_of(connection, code, history=history, produced=AT) == content
        assert report_of(connection, code) == there.report
        here = Content(connection, code).everything()
        for part, expected in there.content.items():
            if history or part not in ("notes", "log"):
                assert here[part] == expected, part
        lying = [row for row in there.content["notes"] if not row["gone"]]
        assert len([row for row in here["notes"] if not row["gone"]]) == len(lying)
    assert list(problems(connection)) == []


def test_what_may_not_leave_is_not_in_it(sources: dict[str, Source]) -> None:
    for there in sources.values():
        for content in (there.plain, there.history):
            text, said = content.decode(), json.loads(content)
            secrets = [there.demo.made.code, there.demo.made.secrets.token, there.demo.screen_token, DRAFT]
            secrets += [
                secret for person in there.demo.people.values() for secret in (person.token, person.reentry_code)
            ]
            assert not [secret for secret in secrets if secret in text]
            assert "hash" not in text
            assert (DELETED in text) == said["history"]
            assert "Hanne" not in {person["name"] for person in said["people"]}, "who was removed is nobody"
    for content in (sources["busy"].plain, sources["busy"].history):
        assert HIDDEN not in content.decode()
        hidden = [each for each in json.loads(content)["withheld"] if each["state"] == "hidden"]
        assert [(each["group"], each["sheet"], each["count"]) for each in hidden] == [(1, SILENT, 1)]
        [vote] = [
            each
            for each in json.loads(content)["ballots"]
            if (each["group"], each["sheet"], each["step"]) == (2, VOTED, VOTE)
        ]
        assert vote == {"group": 2, "sheet": VOTED, "step": VOTE, "done": 1}, "what is being voted is nobody's to read"
    assert HIDDEN in sources["closed"].plain.decode(), "when it is over, all is laid down"


def test_nobody_in_it_can_be_taken_for_somebody(connection: Connection, sources: dict[str, Source]) -> None:
    there = sources["busy"]
    workshop = by_code(connection, brought_in(connection, there.history))
    for person in there.demo.people.values():
        with pytest.raises(WrongKey):
            reenter(connection, Returning(workshop, person.reentry_code))
    hashes = [
        hashed
        for row in connection.execute(select(PARTICIPANT))
        for hashed in (row.token_hash, row.reentry_hash, row.made_with)
    ]
    assert hashes
    assert all(len(hashed) != 64 for hashed in hashes), "no secret has such a hash"
    assert connection.execute(select(DRAFTS)).all() == []
    assert len(connection.execute(select(FACILITATOR)).all()) == 1


def test_what_was_hidden_says_that_it_did_not_come_along(connection: Connection, sources: dict[str, Source]) -> None:
    workshop = by_code(connection, brought_in(connection, sources["busy"].plain))
    [group] = connection.execute(select(GROUP).where(GROUP.c.workshop_id == workshop.id, GROUP.c.number == 1)).all()
    lead_step(connection, StepMove(workshop.id, StepWrite(SILENT, 2), frozenset({1})))
    texts = connection.scalars(select(NOTE.c.text).where(NOTE.c.group_id == group.id, NOTE.c.sheet == SILENT)).all()
    assert "Denne lappen var ikke lagt fram da arkivet ble laget, så teksten er ikke med." in texts


def test_the_same_wish_twice_makes_one_workshop(connection: Connection, sources: dict[str, Source]) -> None:
    write = new_id()
    codes = {brought_in(connection, sources["closed"].plain, write) for _ in range(2)}
    assert len(codes) == 1
    assert brought_in(connection, sources["closed"].plain) not in codes, "beside itself, in one installation"
    assert list(problems(connection)) == []


def test_it_is_not_deleted_the_same_night(connection: Connection, sources: dict[str, Source]) -> None:
    today = date.today()
    old = changed(
        sources["closed"].plain, lambda said: said["workshop"].update(held_on="2024-01-01", delete_on="2024-02-01")
    )
    workshop = by_code(connection, brought_in(connection, old))
    assert (workshop.held_on, workshop.delete_on) == (date(2024, 1, 1), today + timedelta(days=30))
    assert remove_outdated(connection, today + timedelta(days=1)) == []


@pytest.fixture
def nameless(ground: Ground) -> Ground:
    connection = ground.connection
    connection.execute(update(WORKSHOP).values(anonymous=True))
    anna, ben = ground.join("Anna", 1, secret="a"), ground.join("Ben", 1)
    ground.note(anna)
    ground.note(ben, text="Et annet ønske")
    return ground


def test_without_names_nothing_leads_to_anybody(nameless: Ground) -> None:
    connection = nameless.connection
    content = archive_of(connection, nameless.made.code, history=True, produced=AT)
    said = json.loads(content)
    assert [each["name"] for each in said["people"]] == ["Anna", "Ben"]
    assert len(said["notes"]) == len(said["changes"]) == 2
    telling = {"author", "text_by", "perspective", "who", "mark", "joined_at"}
    for part in ("people", "notes", "changes"):
        known = {"perspective"} if part == "people" else set()
        assert not [each for each in said[part] if telling & each.keys() - known]
    code = brought_in(connection, content)
    assert archive_of(connection, code, history=True, produced=AT) == content
    assert not connection.execute(
        select(NOTE).join(GROUP).where(NOTE.c.mark.is_not(None)).where(GROUP.c.workshop_id != nameless.id)
    ).all()


def test_what_was_erased_for_good_is_only_counted(ground: Ground) -> None:
    connection, anna = ground.connection, ground.join("Anna", 1)
    kept = ground.note(anna)
    note, line = ground.note(anna, text="Slettes for godt"), ground.note(anna, text="En strek")
    connection.execute(update(NOTE).where(NOTE.c.id.in_([note, line])).values(text="", gone=True, author_id=None))
    connection.execute(update(NOTE).where(NOTE.c.id == line).values(kind="line"))
    for row in connection.execute(select(CHANGE).where(CHANGE.c.note_id != kept)).all():
        bare = update(CHANGE).where(CHANGE.c.id == row.id)
        connection.execute(bare.values(state=row.state | {"text": "", "gone": True}, who=None))
    content = archive_of(connection, ground.made.code, history=True, produced=AT)
    said = json.loads(content)
    assert len(said["notes"]) == len(said["changes"]) == 1
    assert said["withheld"] == [{"group": 1, "sheet": FIRST, "state": "deleted", "count": 1}]
    assert archive_of(connection, brought_in(connection, content), history=True, produced=AT) == content
