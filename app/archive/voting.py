"""Whether what an archive says was answered could have been."""

from collections.abc import Sequence

from app.archive.mistakes import MISSING, TWICE, UNFIT, need
from app.archive.parts import Archive, Ballot, Given
from app.board.tally import least
from app.kits.kit import Kit, Mode, Worksheet


def check_ballots(archive: Archive, kit: Kit) -> None:
    """Raise BadArchive for the first answer that could not have been given."""
    boards, seen = archive.boards, set()
    for at, ballot in enumerate(archive.ballots):
        place = f"ballots[{at}]"
        need((ballot.group, ballot.sheet) in boards, MISSING, place)
        need((ballot.group, ballot.sheet, ballot.step) not in seen, TWICE, place)
        seen.add((ballot.group, ballot.sheet, ballot.step))
        sheet = kit.sheets_by_key[ballot.sheet]
        need(ballot.step < len(sheet.steps), MISSING, f"{place}.step")
        asked = [(given.note, given.zone) for given in ballot.given]
        need(len(set(asked)) == len(asked), TWICE, f"{place}.given")
        for given in ballot.given:
            need(fits(archive, ballot, given, sheet), UNFIT, f"{place}.given")
        counts = [len(given.values) for given in ballot.given]
        need(may_have_answered(ballot.answered, counts, least(sheet, ballot.step)), UNFIT, f"{place}.answered")


def fits(archive: Archive, ballot: Ballot, given: Given, sheet: Worksheet) -> bool:
    """Whether what was answered was asked in that step, of something that is there."""
    step = sheet.steps[ballot.step]
    if step.mode is Mode.CHOOSE and given.note is None:
        zone = sheet.zones_by_key.get(given.zone or "")
        return zone is not None and max(given.values) < len(zone.stands)
    if step.mode is not Mode.VOTE or given.zone is not None or not 0 < (given.note or 0) <= len(archive.notes):
        return False
    note = archive.notes[(given.note or 0) - 1]
    here = (note.group, note.sheet) == (ballot.group, ballot.sheet)
    return here and min(given.values) > 0 and max(given.values) <= (step.votes or 0)


def may_have_answered(answered: int, counts: Sequence[int], asked: int) -> bool:
    """Whether so many can have answered, where each must have answered `asked` times, and nobody twice to the same."""
    if asked > 1:
        return answered <= (min(counts) if len(counts) == asked else 0)
    return max(counts, default=0) <= answered <= sum(counts)
