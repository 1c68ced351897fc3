"""A sheet on which all is first done in silence and laid down by each, and everything that can be written there."""

from pathlib import Path
from shutil import copytree

from app.kits.folder import load
from app.kits.kit import Kit
from tests.ground import ROOT
from tests.house import Person, new_id

SHEET, FINISHED = "tiltak", 2
SHARE, CHOOSE, VOTE = 1, 3, 6
WORDS = (
    r"(?:lapp|kort|tiltak|hvem|naar|slettet|klynge|kladd)7[abc]|(?:731|732|733),847"
    r"|note-votes\"><span[^>]*>\d+|stand-count\">\d+"
)
POINT = {"a": 731, "b": 732, "c": 733}
SECRETS = ("lapp", "kort", "tiltak", "hvem", "naar")


def silent(kits: Path) -> Kit:
    """The kit about the way to school with such a sheet, in a folder of kits."""
    folder = Path(copytree(ROOT / "tests" / "kits" / "skolevei", kits / "skolevei"))
    sheet = folder / "03-tiltak.toml"
    text = sheet.read_text("utf-8").replace('title = "Tiltak"', 'title = "Tiltak"\nreveal = "each"')
    steps = (
        '[[steps]]\nmode = "write"\ntext = "I stillhet."\nsilent = true\n\n[[steps]]\nmode = "share"\ntext = "Del."\n\n'
    )
    sheet.write_text(text.replace("[[steps]]", f"{steps}[[steps]]", 1), "utf-8")
    return load(folder)


def do(person: Person, noun: str, **values: object) -> None:
    form = {"write": new_id(), "sheet": SHEET} | values
    address = f"/workshops/{person.code}/{noun}"
    answer = person.browser.post(address, data=form, headers={"hx-request": "true"})
    assert answer.status_code == 200, answer.text


def written(person: Person, zone: str, text: str, **values: object) -> str:
    do(person, "notes", id=(note := new_id()), zone=zone, text=text, **values)
    return note


def write_in_silence(person: Person, who: str) -> list[str]:
    """Everything that can be laid on a sheet, by one person; and half a note, and one that is thought better of.

    The ids of the notes.
    """
    notes = [written(person, "ideer", f"lapp7{who}"), written(person, "ideer", f"kort7{who}", card="lys")]
    notes.append(written(person, "straks", f"tiltak7{who}", whom=f"hvem7{who}", due=f"naar7{who}"))
    written(person, "skisse", "", kind="line", points=f"[{POINT[who]}, 847, 500]", colour="red")
    do(person, "drafts", text=f"kladd7{who}")
    do(person, "signs", on="true", id="")
    return notes


def secrets(*people: str) -> set[str]:
    return {f"{what}7{who}" for what in SECRETS for who in people} | {f"{POINT[who]},847" for who in people}
