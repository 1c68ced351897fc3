"""A facilitator's acts by those who are none, through both doors: each is refused, and the database stays as it was."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, select, update
from sqlmodel import SQLModel

from app.model import GROUP, NOTE, PARTICIPANT, WORKSHOP
from app.refusals import NotFound, NotUnderstood, StepsAreLed, status_and_text
from tests.ground import FIRST, SILENT, ZONE
from tests.house import Gathering, new_id
from tests.leading.test_facilitation import ACTS
from tests.leading.test_roles import OF_A_GROUP, appoint

GOES_ON = {*(PARTICIPANT.c[name] for name in ("here", "here_until", "writing", "editing", "version")), GROUP.c.version}
"""What changes when somebody comes or goes, and as time passes."""

OTHER_NAMES = """
    led-note led_note led_notes plenary-note plenary_note plenary_notes led-step led_step lead_step
    kick remove close delete appoint dismiss hold rename display screen reveal begin next back
"""
"""Names that a facilitator's acts might have on a socket, beside those of their addresses."""

OWN = {"step", "help", "consent"}
"""Acts that a participant has too: tried by themselves."""


def dump(connection: Connection) -> dict[str, list[str]]:
    """Everything there is, but who is here."""
    asked = {
        table.name: select(*(column for column in table.columns if column not in GOES_ON))
        for table in SQLModel.metadata.sorted_tables
    }
    return {name: sorted(repr(tuple(row)) for row in connection.execute(each)) for name, each in asked.items()}


def names() -> list[str]:
    """Every name an act may be called by: its address, each part of that, in plural and singular."""
    parts = {part for path in ACTS for part in path.split("/") if re.fullmatch("[a-z-]+", part)}
    return sorted({*ACTS, *parts, *(part.removesuffix("s") for part in parts), *OTHER_NAMES.split()} - OWN)


def shapes(gathering: Gathering) -> Iterator[dict[str, Any]]:
    """What a message might hold: all that forms do and participants' messages too, with numbers as such or as text."""
    forms = {name: value for form in ACTS.values() for name, value in form.items()}
    person = {"person": gathering.carl.id, "participant_id": gathering.carl.id, "group": 2, "groups": [1, 2]}
    whole = forms | person | {"id": new_id(), "on": True, "step": 1, "value": 1, "sheet": FIRST, "item": SILENT}
    yield whole
    yield {name: str(value) for name, value in whole.items()}


def told(refusal: type[Exception]) -> str:
    return status_and_text(refusal())[1]


def test_on_a_participants_socket_nothing_is_a_facilitators_act(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    before = gathering.house.ask(dump)
    for shape in shapes(gathering):
        for name in names():
            write = new_id()
            anna.say(**shape | {"act": name, "write": write})
            assert told(NotUnderstood) in anna.until(write), name
    assert gathering.house.ask(dump) == before


def test_a_step_that_facilitators_lead_and_another_groups_consent_are_refused(gathering: Gathering) -> None:
    at = f"/workshops/{gathering.code}"
    assert gathering.fatma.post(f"{at}/asks", data={"group": "2", "sheet": FIRST}).status_code == 303
    gathering.house.do(lambda connection: connection.execute(update(WORKSHOP).values(steps_by="facilitator")))
    before = gathering.house.ask(dump)
    for person in (gathering.anna, gathering.ben):
        socket = gathering.listen(person)
        for named in ({}, {"group": 2}, {"number": 2}, {"group_id": 2, "workshop": gathering.code}):
            for message, refusal in (
                ({"act": "step", "sheet": FIRST, "step": 1}, StepsAreLed),
                ({"act": "consent", "sheet": FIRST, "on": True}, NotFound),
            ):
                write = new_id()
                socket.say(**message | named | {"write": write})
                assert told(refusal) in socket.until(write)
    assert gathering.house.ask(dump) == before


def test_what_a_participant_says_of_others_in_an_act_of_their_own_is_not_heeded(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    others = {"group": 2, "group_id": 2, "led": True, "participant_id": gathering.carl.id, "author_id": 1, "number": 2}
    anna.until(f"ack-{anna.write(id=new_id(), sheet=FIRST, zone=ZONE, text='Annas', hidden=False, **others)}")
    anna.say(act="help", on=True, **others)
    anna.until("notice")
    rows = gathering.house.ask(lambda connection: connection.execute(select(NOTE)).all())
    assert [(row.text, row.led, row.author_id) for row in rows] == [("Annas", False, gathering.anna.id)]
    helped = gathering.house.ask(lambda asked: asked.execute(select(GROUP.c.number).where(GROUP.c.help_at > 0)).all())
    assert [row.number for row in helped] == [1]


def test_whoever_only_looks_changes_nothing_whatever_they_say(gathering: Gathering) -> None:
    looks = [("overview/live", gathering.fatma), ("plenary/live", gathering.fatma), ("groups/1/live", gathering.fatma)]
    sockets = [gathering.dial(path, who) for path, who in (*looks, (f"{gathering.screen}/live", gathering.otto))]
    own: list[dict[str, object]] = [
        {"act": "note", "id": new_id(), "sheet": FIRST, "zone": ZONE, "text": "fra den som ser"},
        {"act": "step", "sheet": FIRST, "step": 1},
        {"act": "share", "sheet": FIRST, "everybody": True},
        {"act": "help", "on": True},
    ]
    led: list[dict[str, object]] = [{"act": path.strip("/"), **form} for path, form in ACTS.items() if "1" not in path]
    before = gathering.house.ask(dump)
    for socket in sockets:
        for message in (*own, *led):
            socket.say(**message | {"write": new_id()})
        socket.connection.send(b"\0")
    for socket in sockets:
        assert socket.closing() == 1003, "and all that was said before it has been heard"
    assert gathering.house.ask(dump) == before


@pytest.mark.parametrize("who", ["a participant", "another's participant", "another's facilitator", "a stranger"])
def test_by_http_a_facilitators_acts_change_nothing_by_others(gathering: Gathering, who: str) -> None:
    with Gathering(gathering.house) as other:
        browser = {
            "a participant": gathering.anna.browser,
            "another's participant": other.anna.browser,
            "another's facilitator": other.fatma,
            "a stranger": gathering.otto,
        }[who]
        before = gathering.house.ask(dump)
        for path, form in ACTS.items():
            answer = browser.post(f"/workshops/{gathering.code}{path}", data=form | {"write": new_id()})
            assert answer.status_code == 404, path
        assert gathering.house.ask(dump) == before


def test_by_http_who_leads_one_group_changes_nothing_of_another_nor_of_the_whole(gathering: Gathering) -> None:
    guro, _ = appoint(gathering, "Guro", "2")
    before = gathering.house.ask(dump)
    for path, form in ACTS.items():
        of_first = path.replace("/people/1", f"/people/{gathering.anna.id}")
        answer = guro.post(f"/workshops/{gathering.code}{of_first}", data=form | {"group": "1", "write": new_id()})
        nothing = path.endswith("/removal") and ("POST", path) in OF_A_GROUP and answer.status_code == 303
        assert answer.status_code == 404 or nothing, path
    assert gathering.house.ask(dump) == before
