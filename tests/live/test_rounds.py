"""What goes on beside the requests."""

import asyncio
import re
import time
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection

from app.live import rounds
from app.model import now
from app.workshop import presence
from app.workshop.presence import LEASE, sweep
from tests.databases import ON_SQLITE, Store
from tests.house import PATIENCE, Gathering, House, new_id


def set_date(day: date) -> str:
    return f"UPDATE workshop SET delete_on = '{day}'"


def test_a_workshop_whose_date_has_come_is_deleted_when_the_service_starts(store: Store) -> None:
    with House(store) as house, house.browser() as fatma, house.browser() as frida:
        due, later = house.make_workshop(fatma), house.make_workshop(frida)
        house.do(lambda connection: connection.exec_driver_sql(f"{set_date(date.today())} WHERE code = '{due}'"))
        assert fatma.get(f"/workshops/{due}").status_code == 200
        kept_cookies = fatma.cookies, frida.cookies
    with House(store) as house, house.browser() as otto:
        until = time.monotonic() + PATIENCE
        while otto.get(f"/{due}").status_code != 404:
            assert time.monotonic() < until
        assert otto.get(f"/{later}").status_code == 200
    assert kept_cookies


def test_a_workshop_whose_date_comes_while_the_service_runs_is_deleted_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "OUTDATED", 0.02)
    with House(store) as house, Gathering(house) as gathering:
        anna = gathering.listen(gathering.anna)
        house.do(lambda connection: connection.exec_driver_sql(set_date(date.today() - timedelta(days=1))))
        assert anna.closing() == 1008
        assert gathering.fatma.get(f"/workshops/{gathering.code}").status_code == 404


def test_whoever_has_gone_is_shown_as_gone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "SWEEP", 0.02)
    monkeypatch.setattr(presence, "GRACE", 0)
    with House(store) as house, Gathering(house) as gathering:
        ben = gathering.listen(gathering.ben)
        with gathering.anna.listen() as anna:
            anna.next()
            ben.until(f'id="person-{gathering.anna.id}" class="person" data-in="people" data-name="Anna"')
        while "data-here" in ben.until(f'id="person-{gathering.anna.id}"'):
            pass
        assert "Anna, Kommune, ikke her nå" in ben.heard[-1]


def test_whoever_sits_still_with_an_open_socket_is_here(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "SWEEP", 0.02)
    monkeypatch.setattr(rounds, "SOME", 1)

    def soon(connection: Connection) -> None:
        connection.exec_driver_sql(f"UPDATE participant SET here_until = {now() + presence.GRACE} WHERE here")

    def bens(connection: Connection) -> int:
        """Until when Ben is believed to be here."""
        return int(connection.exec_driver_sql("SELECT here_until FROM participant WHERE name = 'Ben'").scalar_one())

    with House(store) as house, Gathering(house) as gathering:
        _anna, ben = gathering.listen(gathering.anna), gathering.listen(gathering.ben)
        house.do(soon)
        ben.heard.clear()
        while house.ask(bens) < now() + 2 * presence.GRACE:
            assert "ikke her" not in ben.rest(0.1)


def test_what_was_acknowledged_is_there_after_a_restart(store: Store) -> None:
    with House(store) as house, Gathering(house) as gathering:
        anna = gathering.listen(gathering.anna)
        anna.write(id=new_id(), sheet="hensikt", zone="felles-mal", text="Står fast")
        anna.until("ack-")
        code, cookies = gathering.code, dict(gathering.ben.browser.cookies)
    with House(store) as house, house.browser() as ben:
        ben.cookies.update(cookies)
        assert "Står fast" in ben.get(f"/workshops/{code}/board").text


def fill(house: House) -> None:
    """Let the disk be full, until the first write that needs more room has been refused."""
    full = house.ask(lambda connection: connection.exec_driver_sql("PRAGMA page_count").scalar())
    house.do(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={full}"))


def note() -> dict[str, str]:
    return {"write": new_id(), "id": new_id(), "sheet": "hensikt", "zone": "felles-mal", "text": "x" * 500}


@ON_SQLITE
def test_on_a_full_disk_nothing_is_acknowledged_over_http(gathering: Gathering) -> None:
    fill(gathering.house)
    last = note()
    while (answer := gathering.anna.write(**last)).status_code == 200:
        last = note()
    assert answer.status_code == 503
    assert "Vi fikk ikke lagret" in answer.text
    assert "ack-" not in answer.text
    assert last["id"] not in gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
    assert "ack-" in gathering.anna.write(**last).text, "when there is room again"


@ON_SQLITE
def test_on_a_full_disk_nothing_is_acknowledged_on_the_socket(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    fill(gathering.house)
    last = note()
    anna.write(**last)
    while "refusal" not in anna.until(last["write"]):
        last = note()
        anna.write(**last)
    assert "Vi fikk ikke lagret" in anna.heard[-1]
    assert f"ack-{last['write']}" not in "".join(anna.heard)
    anna.write(**last)
    anna.until(f"ack-{last['write']}")


@ON_SQLITE
def test_on_a_full_disk_everybody_can_still_read(gathering: Gathering) -> None:
    def refuse(connection: Connection) -> None:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE UPDATE ON participant BEGIN SELECT RAISE(FAIL, 'full'); END"
        )

    gathering.house.do(refuse)
    with gathering.ben.listen() as ben:
        assert 'id="board"' in ben.next()
    assert gathering.ben.browser.get(f"/workshops/{gathering.code}/frames").status_code == 200
    assert gathering.ben.browser.get(f"/workshops/{gathering.code}/board").status_code == 200


def test_a_round_that_stops_is_begun_anew_and_told_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rounds, "PAUSE", 0)
    begun: list[int] = []

    async def stumble() -> None:
        begun.append(len(begun))
        if len(begun) < 5:
            raise OSError("Det Anna skrev")
        reached.set()
        await asyncio.Event().wait()

    async def go() -> None:
        going = asyncio.create_task(rounds.keep_going(stumble))
        await asyncio.wait_for(reached.wait(), PATIENCE)
        going.cancel()

    reached = asyncio.Event()
    asyncio.run(go())
    assert [record.message for record in caplog.records] == ["a round stopped"]


def test_whoever_was_thought_gone_is_here_again_as_soon_as_the_lease_is_renewed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "SWEEP", 0.02)
    with House(store) as house, Gathering(house) as gathering:
        ben, _anna = gathering.listen(gathering.ben), gathering.listen(gathering.anna)
        anna = re.compile(f'id="person-{gathering.anna.id}"[^>]* data-here')
        thought_gone: list[list[int]] = []
        while not anna.search(ben.next()):
            pass
        # As a process that was suspended for a while finds it.
        house.do(lambda connection: thought_gone.append(sweep(connection, now() + 2 * LEASE)))
        assert thought_gone[0]
        while not anna.search(ben.next()):
            pass
