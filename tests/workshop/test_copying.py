"""A workshop made after another: what was decided comes along, what happened does not."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Row, update

from app.model import FACILITATOR, WORKSHOP
from app.timing.agenda import agenda_of, kept, read
from app.workshop.copying import Copying, copy
from app.workshop.groups import groups_of
from app.workshop.keys import kept as hashed
from app.workshop.workshops import by_code
from tests.ground import FIRST, GARDEN, SILENT, Ground, new_id
from tests.workshop.test_workshops import rows

TODAY = date.today()

AT = {"place": "Rådhuset", "language": "nn"}


def wish(ground: Ground, **said: Any) -> Copying:
    usual = Copying(ground.id, "En gang til", TODAY, TODAY + timedelta(days=30), 600, new_id())
    return replace(usual, **said)


def copied(ground: Ground, **said: Any) -> Row[Any]:
    return by_code(ground.connection, copy(ground.connection, wish(ground, **said)).code)


def decide(ground: Ground, **values: Any) -> None:
    ground.connection.execute(update(WORKSHOP).where(WORKSHOP.c.id == ground.id).values(**values))


def test_kit_settings_groups_and_plan_are_the_same(connection: Connection) -> None:
    ground = Ground(connection, GARDEN, groups=2)
    agenda = agenda_of(ground.workshop, GARDEN)
    planned = (replace(agenda[-1], out=True), *(item.lasting(item.minutes + 2) for item in agenda[:-1]))
    decide(ground, agenda=kept(planned), anonymous=True, steps_by="facilitator", evaluation_in_report=True, **AT)
    new = copied(ground)
    same = ("municipality", "kit_digest", "agenda", "anonymous", "steps_by", "evaluation_in_report", *AT)
    for name in same:
        assert getattr(new, name) == getattr(ground.workshop, name), name
    assert (new.title, new.starts_at, new.sheet, new.item) == ("En gang til", 600, GARDEN.sheets[0].key, "")
    names = [[each.name for each in groups_of(connection, one)] for one in (ground.id, new.id)]
    assert names[0] == names[1] == ["Gruppe 1", "Gruppe 2"]


def test_nothing_that_happened_comes_along(ground: Ground) -> None:
    anna = ground.join("Anna", 1)
    ground.note(anna)
    ground.move(SILENT)
    decide(ground, evaluating=True, closed_at=5, screen="{}")
    before = rows(ground.connection)
    new = copied(ground)
    more = {name: count - before.get(name, 0) for name, count in rows(ground.connection).items()}
    assert {name: count for name, count in more.items() if count} == {
        "workshop": 1,
        "group": 3,
        "board": 3,
        "facilitator": 1,
    }
    assert (new.evaluating, new.closed_at, new.screen, new.sheet) == (False, None, "", FIRST)
    assert new.screen_token != ground.workshop.screen_token
    assert {group.sheet for group in groups_of(ground.connection, new.id)} == {FIRST}


def test_what_was_planned_anew_under_way_is_as_it_was_first(ground: Ground) -> None:
    agenda = agenda_of(ground.workshop, ground.kit)
    late = tuple(replace(item.lasting(item.minutes + 7), first=item.minutes) for item in agenda)
    decide(ground, agenda=kept(late))
    new = read(copied(ground).agenda)
    assert [(item.key, item.minutes, item.first) for item in new] == [(item.key, item.minutes, None) for item in agenda]


def test_the_same_wish_twice_makes_one_workshop(ground: Ground) -> None:
    asked = wish(ground)
    first, again = copy(ground.connection, asked), copy(ground.connection, asked)
    assert first.code == again.code
    assert rows(ground.connection)["workshop"] == 2


def test_the_old_secrets_open_nothing_of_the_new(ground: Ground) -> None:
    new = copied(ground)
    mine = FACILITATOR.select().where(FACILITATOR.c.workshop_id == new.id)
    [row] = ground.connection.execute(mine).all()
    old = {hashed(ground.made.secrets.token), hashed(ground.made.secrets.rescue_code)}
    assert not old & {row.token_hash, row.rescue_hash}
