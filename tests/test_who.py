"""Who is asking: only the holder of a token, and only in its own workshop."""

from app.cookies import facilitator_cookie, participant_cookie
from app.refusals import UnknownCode
from app.visibility import Role
from app.who import leader_of, member_of
from tests.ground import Ground, refusal
from tests.house import Gathering, House, cookies_of, new_id


def test_anna_is_known_by_her_token_in_her_own_workshop(ground: Ground) -> None:
    anna, other = ground.join("Anna", 1), Ground(ground.connection)
    me = member_of(ground.connection, ground.made.code, {participant_cookie(ground.made.code): anna.token})
    assert me is not None
    assert (me.row.name, me.group.number, me.viewer) == ("Anna", 1, ground.as_participant(anna))
    for code, token in (
        (other.made.code, anna.token),
        (ground.made.code, ""),
        (ground.made.code, anna.token[:-1]),
        (ground.made.code, anna.reentry_code),
        (ground.made.code, ground.made.secrets.token),
    ):
        assert member_of(ground.connection, code, {participant_cookie(code): token}) is None


def test_fatma_is_known_by_her_token_in_her_own_workshop(ground: Ground) -> None:
    anna, other = ground.join("Anna", 1), Ground(ground.connection)
    led = leader_of(ground.connection, ground.made.code, ground.made.secrets.token)
    assert led is not None
    assert (led.viewer.role, led.viewer.workshop_id, led.viewer.participant_id) == (Role.FACILITATOR, ground.id, None)
    for code, token in (
        (other.made.code, ground.made.secrets.token),
        (ground.made.code, ""),
        (ground.made.code, anna.token),
        (ground.made.code, ground.made.secrets.rescue_code),
        (ground.made.code, ground.workshop.screen_token),
    ):
        assert leader_of(ground.connection, code, token) is None


def test_in_a_workshop_that_is_not_there_nobody_is_known(ground: Ground) -> None:
    token = ground.made.secrets.token
    for ask in (
        lambda: member_of(ground.connection, "AAA-AAA", {participant_cookie("AAA-AAA"): token}),
        lambda: leader_of(ground.connection, "AAA-AAA", token),
    ):
        assert refusal(ask) is UnknownCode


def test_a_cookie_under_another_name_opens_nothing(gathering: Gathering) -> None:
    """Anna gives her token as a facilitator's, and Otto gives it under his own workshop's name."""
    token = gathering.anna.browser.cookies[participant_cookie(gathering.code)]
    with gathering.house.browser() as forged:
        forged.cookies.set(facilitator_cookie(gathering.code), token)
        assert forged.get(f"/workshops/{gathering.code}").status_code == 404
        assert gathering.dial("overview/live", forged).closing() == 1008
    with Gathering(gathering.house) as other, gathering.house.browser() as forged:
        forged.cookies.set(participant_cookie(other.code), token)
        assert forged.get(f"/workshops/{other.code}/board").status_code == 303
        assert other.dial("live", forged).closing() == 1008


def test_tokens_are_remembered_until_the_workshop_is_deleted(gathering: Gathering) -> None:
    left = {cookie.name: cookie.expires for cookie in gathering.fatma.cookies.jar}
    created = {cookie.name: cookie.expires for cookie in gathering.anna.browser.cookies.jar}
    days = (left[facilitator_cookie(gathering.code)] or 0) - (created[participant_cookie(gathering.code)] or 0)
    assert abs(days) < 60


def test_cookies_are_for_no_script_and_no_other_site(house: House) -> None:
    with house.browser() as fatma, house.browser() as anna:
        code = house.make_workshop(fatma)
        answer = anna.post(f"/{code}", data={"name": "Anna", "perspective": "kommune", "write": new_id()})
        given = answer.headers.get_list("set-cookie")
        assert [cookie.split("=")[0] for cookie in given] == [f"deltaker-{code}", f"merke-{code}", "velkommen"]
        assert all("HttpOnly" in cookie and "SameSite=lax" in cookie for cookie in given)
        assert f"deltaker-{code}" in cookies_of(anna)
