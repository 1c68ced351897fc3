"""Facilitators give others the role, for all or one group, and take it away."""

import pytest

from app.refusals import FacilitatorNameTaken, NotFound, WrongKey
from app.visibility import may_see_group
from app.who import Leader, leader_of
from app.workshop.appointing import Appointment, Dismissal, Rescue, appoint, dismiss, rescue
from app.workshop.facilitators import facilitators_of
from app.workshop.keys import kept
from tests.ground import Ground


def led(ground: Ground, token: str) -> Leader:
    found = leader_of(ground.connection, ground.made.code, token)
    assert found is not None
    return found


def first(ground: Ground) -> Leader:
    return led(ground, ground.made.secrets.token)


def test_a_co_facilitator_leads_the_whole_workshop_and_a_group_facilitator_one_group(ground: Ground) -> None:
    mons = led(ground, appoint(ground.connection, Appointment(ground.id, "Mons")).token)
    guro = led(ground, appoint(ground.connection, Appointment(ground.id, "Guro", 2)).token)
    seen = {
        who: [number for number in (1, 2, 3) if may_see_group(who_led.viewer, ground.group(number))]
        for who, who_led in {"Mons": mons, "Guro": guro}.items()
    }
    assert seen == {"Mons": [1, 2, 3], "Guro": [2]}
    held = [(one.name, one.group) for one in facilitators_of(ground.connection, ground.id)]
    assert held == [("", None), ("Mons", None), ("Guro", "Gruppe 2")]


def test_a_name_is_given_once(ground: Ground) -> None:
    appoint(ground.connection, Appointment(ground.id, "Mons"))
    with pytest.raises(FacilitatorNameTaken):
        appoint(ground.connection, Appointment(ground.id, " mons ", 1))
    with pytest.raises(NotFound):
        appoint(ground.connection, Appointment(ground.id, "Guro", 4))


def test_a_rescue_code_gives_the_same_role_and_no_more(ground: Ground) -> None:
    guro = appoint(ground.connection, Appointment(ground.id, "Guro", 2))
    again = led(ground, rescue(ground.connection, Rescue(ground.id, kept(guro.rescue_code))))
    assert again.group is not None
    assert (again.group.number, again.row.name) == (2, "Guro")
    assert len(facilitators_of(ground.connection, ground.id)) == 2, "it is the same holder"


def test_who_is_dismissed_leads_on_no_machine_and_their_code_is_worth_nothing(ground: Ground) -> None:
    mons = appoint(ground.connection, Appointment(ground.id, "Mons"))
    other = rescue(ground.connection, Rescue(ground.id, kept(mons.rescue_code)))
    holder = led(ground, mons.token).row.id
    assert len(dismiss(ground.connection, Dismissal(ground.id, first(ground).row.id, holder))) == 3
    for token in (mons.token, other):
        assert leader_of(ground.connection, ground.made.code, token) is None
    with pytest.raises(WrongKey):
        rescue(ground.connection, Rescue(ground.id, kept(mons.rescue_code)))
    assert dismiss(ground.connection, Dismissal(ground.id, first(ground).row.id, holder)) == []


def test_nobody_dismisses_themselves_or_anybody_elsewhere(ground: Ground) -> None:
    me = first(ground).row.id
    rescued = led(ground, rescue(ground.connection, Rescue(ground.id, kept(ground.made.secrets.rescue_code))))
    for by in (me, rescued.row.id):
        with pytest.raises(NotFound):
            dismiss(ground.connection, Dismissal(ground.id, by, me))
    other = Ground(ground.connection)
    assert dismiss(ground.connection, Dismissal(ground.id, me, first(other).row.id)) == []
    assert first(other).row.id
