"""The rights of one person over HTTP: what everybody's browser is sent before and after, and who may do it."""

import re

from app.model import NOTE
from tests.databases import ON_EITHER, ON_SQLITE
from tests.ears import Eavesdropper, known
from tests.ground import FIRST, ZONE, plain
from tests.house import Gathering, new_id
from tests.rights.kept import everything

WORDS = r"hjerterot[ab]"


def written(gathering: Gathering) -> list[str]:
    """A note of Anna's, one of Ben's, and a copy that Ben brought on; their ids."""
    ids = [new_id() for _ in range(3)]
    for person, note, text in ((gathering.anna, ids[0], "hjerterota"), (gathering.ben, ids[1], "hjerterotb")):
        assert person.write(write=new_id(), id=note, sheet=FIRST, zone=ZONE, text=text).status_code == 200
    copy = {"sheet": FIRST, "zone": ZONE, "text": "hjerterota", "origin": ids[0]}
    assert gathering.ben.write(write=new_id(), id=ids[2], **copy).status_code == 200
    return ids


@ON_EITHER
def test_after_erasing_no_browser_is_sent_a_word_of_it(gathering: Gathering) -> None:
    at = f"/workshops/{gathering.code}"
    live = gathering.listen(gathering.ben)
    first, bens, copy = written(gathering)
    live.until(copy)
    gathering.fatma.post(f"{at}/results", data={"open": "1"})
    own, looks = ["live?since=0", "live?since=1"], ["overview/live", "groups/1/live?since=1"]
    people = {"anna": gathering.anna, "ben": gathering.ben, "carl": gathering.carl}
    before = {name: Eavesdropper(gathering, each.browser, own, WORDS) for name, each in people.items()}
    before["fatma"] = Eavesdropper(gathering, gathering.fatma, looks, WORDS)
    assert all(heard == {"hjerterota", "hjerterotb"} for heard in known(before).values()), "it can be heard"

    page = plain(gathering.fatma.get(f"{at}/people/{gathering.anna.id}/record").text)
    assert "1 lapp slettes." in page
    assert "1 lapp som andre tok med videre, slettes" in page
    unsure = gathering.fatma.post(f"{at}/people/{gathering.anna.id}/erasure", data={"removal": "1"})
    assert (unsure.status_code, "Kryss av for at du har lest" in unsure.text) == (422, True)
    assert re.search(r'name="removal" value="1" checked', unsure.text)
    done = gathering.fatma.post(f"{at}/people/{gathering.anna.id}/erasure", data={"sure": "1"})
    assert (done.status_code, "Det er slettet for godt" in done.text) == (200, True)

    heard = ""
    while not all(f'id="note-{note}" data-gone' in heard for note in (first, copy)):
        heard += live.next()
    after = {name: Eavesdropper(gathering, each.browser, own, WORDS) for name, each in people.items()}
    after["fatma"] = Eavesdropper(gathering, gathering.fatma, looks, WORDS)
    assert known(after) == {name: {"hjerterotb"} for name in after}
    kept = gathering.house.ask(everything)
    assert (set(re.findall(WORDS, kept)), bens in kept) == ({"hjerterotb"}, True)
    again = gathering.fatma.post(f"{at}/people/{gathering.anna.id}/erasure", data={"sure": "1", "removal": "1"})
    assert again.status_code == 200
    assert gathering.anna.browser.get(f"{at}/own-notes").status_code == 404
    assert gathering.fatma.post(f"{at}/people/{gathering.anna.id}/erasure", data={"sure": "1"}).status_code == 200


@ON_SQLITE
def test_anna_takes_her_notes_along_also_after_closing(gathering: Gathering) -> None:
    at = f"/workshops/{gathering.code}"
    written(gathering)
    gathering.fatma.post(f"{at}/closing", data={"closed": "1"})
    anna, ben = gathering.anna.browser, gathering.ben.browser
    for kind, media in (("", "text/html"), (".txt", "text/plain"), (".json", "application/json")):
        answer = anna.get(f"{at}/own-notes{kind}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, f"{media}; charset=utf-8")
        assert set(re.findall(WORDS, answer.text)) == {"hjerterota"}
        assert set(re.findall(WORDS, ben.get(f"{at}/own-notes{kind}").text)) == {"hjerterota", "hjerterotb"}
        for browser in (gathering.otto, gathering.fatma):
            assert browser.get(f"{at}/own-notes{kind}").status_code == 404
    assert 'filename="egne-lapper-veier-til' in anna.get(f"{at}/own-notes.txt").headers["content-disposition"]
    assert f"{at}/own-notes" in anna.get(f"{at}/board").text
    assert f"{at}/own-notes" in anna.get(f"{at}/sheets/{FIRST}/wastebasket").text
    anna.cookies.delete(f"merke-{gathering.code}")
    assert "hjerterota" in anna.get(f"{at}/own-notes").text, "with names they are known by the person"


@ON_SQLITE
def test_without_names_the_page_says_what_cannot_be_done(gathering: Gathering) -> None:
    with Gathering(gathering.house) as nameless:
        code = nameless.code = gathering.house.make_workshop(nameless.fatma, anonymous="1")
        anna = nameless.join("Anna", next(iter(nameless.kit.perspectives_by_key)), 1)
        anna.write(write=new_id(), id=new_id(), sheet=FIRST, zone=ZONE, text="hjerterota")
        at = f"/workshops/{code}"
        assert "hjerterota" in anna.browser.get(f"{at}/own-notes").text
        page = nameless.fatma.get(f"{at}/people/{anna.id}/record").text
        assert "Det går ikke i en workshop uten navn" in page
        assert "erasure" not in page
        assert "hjerterota" not in page + nameless.fatma.get(f"{at}/people/{anna.id}/record.json").text
        assert nameless.fatma.post(f"{at}/people/{anna.id}/erasure", data={"sure": "1"}).status_code == 404
        assert nameless.fatma.post(f"{at}/people/{anna.id}/anonymity").status_code == 303
        assert "Deltaker 1" in nameless.fatma.get(f"{at}/people").text
        anna.browser.cookies.delete(f"merke-{code}")
        answer = anna.browser.get(f"{at}/own-notes").text
        assert "vet bare nettleseren du skrev dem i" in plain(answer)
        assert "hjerterota" not in answer
        anna.browser.cookies.clear()


@ON_SQLITE
def test_a_name_that_is_taken_away_is_on_no_screen(gathering: Gathering) -> None:
    at = f"/workshops/{gathering.code}"
    written(gathering)
    ben = gathering.listen(gathering.ben)
    assert "Innsyn og sletting" in gathering.fatma.get(f"{at}/people").text
    gathering.fatma.post(f"{at}/people/{gathering.anna.id}/anonymity")
    assert "Deltaker 1" in ben.until(f'id="person-{gathering.anna.id}"')
    for path in ("report.pdf?names=1", "people", "groups/1", ""):
        answer = gathering.fatma.get(f"{at}/{path}".rstrip("/"))
        assert b"Anna" not in answer.content, path
    [(author, text)] = gathering.house.ask(
        lambda asked: asked.execute(
            NOTE.select().with_only_columns(NOTE.c.author_id, NOTE.c.text).where(NOTE.c.author_id.is_(None))
        ).all()
    )
    assert (author, text) == (None, "hjerterota")
