"""History, wastebasket, conflicts, drafts and receipts, each seen by those it is for."""

from tests.house import Gathering, new_id

SHEET, ZONE = "hensikt", "rundt-bordet"


def note(text: str) -> dict[str, str]:
    return {"id": new_id(), "sheet": SHEET, "zone": ZONE, "text": text}


def test_history_tells_who_wrote_what_and_carl_has_none_of_it(gathering: Gathering) -> None:
    hers = note("Første tanke")
    gathering.anna.write(write=new_id(), **hers)
    gathering.ben.write(write=new_id(), id=hers["id"], text="Bedre tanke")
    path = f"/workshops/{gathering.code}/notes/{hers['id']}/history"
    shown = gathering.ben.browser.get(path).text
    assert shown.index("Bedre tanke") < shown.index("Første tanke")
    assert "Anna" in shown
    assert "Ben" in shown
    assert gathering.carl.browser.get(path).status_code == 404
    assert gathering.otto.get(path).status_code == 404


def test_the_wastebasket_holds_what_the_group_deleted(gathering: Gathering) -> None:
    hers = note("Kastet lapp")
    gathering.anna.write(write=new_id(), **hers)
    gathering.ben.write(write=new_id(), id=hers["id"], gone="true")
    path = f"/workshops/{gathering.code}/sheets/{SHEET}/wastebasket"
    assert "Kastet lapp" in gathering.anna.browser.get(path).text
    assert "Kastet lapp" not in gathering.carl.browser.get(path).text
    gathering.anna.write(write=new_id(), id=hers["id"], gone="false")
    assert "Kastet lapp" not in gathering.anna.browser.get(path).text


def test_of_two_texts_the_later_is_not_stored_and_neither_is_lost(gathering: Gathering) -> None:
    hers = note("Utgangspunkt")
    gathering.anna.write(write=new_id(), **hers)
    page = gathering.ben.browser.get(f"/workshops/{gathering.code}/board").text
    seen = page.split(f'id="note-{hers["id"]}"')[1].split('data-version="')[1].split('"')[0]
    gathering.anna.write(write=new_id(), id=hers["id"], text="Annas nye", seen=seen)
    late = gathering.ben.write(write=(write := new_id()), id=hers["id"], text="Bens nye", seen=seen)
    assert late.status_code == 409
    assert f'data-conflict="{write}"' in late.text
    assert 'data-text="Annas nye"' in late.text
    newest = late.text.split('data-version="')[1].split('"')[0]
    assert gathering.ben.write(write=new_id(), id=hers["id"], text="Bens nye", seen=newest).status_code == 200


def test_moving_never_conflicts_with_writing(gathering: Gathering) -> None:
    hers = note("Står her")
    gathering.anna.write(write=new_id(), **hers)
    gathering.anna.write(write=new_id(), id=hers["id"], text="Ny tekst", seen="1000")
    assert gathering.ben.write(write=new_id(), id=hers["id"], x="90", y="10", seen="1").status_code == 200


def test_a_draft_is_its_writers_alone_and_follows_to_another_machine(gathering: Gathering) -> None:
    form = {"sheet": SHEET, "id": "", "text": "Halvskrevet hemmelighet"}
    gathering.anna.browser.post(f"/workshops/{gathering.code}/drafts", data=form, headers={"hx-request": "true"})
    board = f"/workshops/{gathering.code}/board"
    assert "Halvskrevet hemmelighet" in gathering.anna.browser.get(board).text
    assert "Halvskrevet hemmelighet" not in gathering.ben.browser.get(board).text
    gathering.anna.browser.post(
        f"/workshops/{gathering.code}/drafts", data=form | {"text": ""}, headers={"hx-request": "true"}
    )
    assert "Halvskrevet hemmelighet" not in gathering.anna.browser.get(board).text


def test_the_receipt_counts_what_was_written_stored_deleted_and_restored(gathering: Gathering) -> None:
    first, second = note("En"), note("To")
    for each in (first, second):
        gathering.anna.write(write=new_id(), **each)
    for gone in ("true", "false", "true"):
        gathering.anna.write(write=new_id(), id=second["id"], gone=gone)
    page = gathering.fatma.get(f"/workshops/{gathering.code}/closing").text
    assert "2 skrevet, 1 lagret, 1 slettet, 1 hentet tilbake" in page
    assert "stemmer ikke overens" not in page


def test_history_gives_back_what_zone_and_place_a_version_had(gathering: Gathering) -> None:
    hers = note("Slik var den")
    gathering.anna.write(write=new_id(), **hers, x="10", y="20")
    gathering.ben.write(write=new_id(), id=hers["id"], zone="felles-mal", x="30", y="40")
    gathering.ben.write(write=new_id(), id=hers["id"], gone="true")
    shown = gathering.anna.browser.get(f"/workshops/{gathering.code}/notes/{hers['id']}/history").text
    assert f'data-text="Slik var den" data-zone="{ZONE}" data-x="10" data-y="20" data-seen="' in shown
    assert 'data-zone="felles-mal" data-x="30" data-y="40"' in shown
    assert shown.count("data-restore") == 2, "how it was deleted is no version to bring back"
    gathering.anna.write(write=new_id(), id=hers["id"], zone=ZONE, x="10", y="20", gone="false")
    shown = gathering.anna.browser.get(f"/workshops/{gathering.code}/notes/{hers['id']}/history").text
    assert shown.count("Slik er den nå.") == 1
    assert shown.count("data-restore") == 1


def test_two_refusals_are_told_apart(gathering: Gathering) -> None:
    anna = gathering.listen(gathering.anna)
    writes = [new_id(), new_id()]
    for write in writes:
        anna.write(write=write, **note("x" * 501))
    for write in writes:
        if not any(f'id="refusal-{write}"' in frame for frame in anna.heard):
            anna.until(f'id="refusal-{write}"')
