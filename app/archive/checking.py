"""Whether an archive holds together: every part fits the kit, the others, and the limits of what people type.

Nothing in a file is trusted. What single values may be stands in `parts.py`; notes are checked in `lying.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import BinaryIO

from pydantic import ValidationError

from app.archive.course import agenda_in
from app.archive.files import LONGEST_PLACE, read
from app.archive.limits import LARGEST_KIT, check_line, check_size, check_text, check_times, is_legible
from app.archive.lying import check_notes
from app.archive.mistakes import BAD_KIT, LETTERS, MISSING, TELLS, TWICE, UNFIT, BadArchive, need
from app.archive.parts import Archive, Clock, Group
from app.archive.voting import check_ballots
from app.board.shared import shared_fields
from app.kits.kit import Kit
from app.kits.rules import broken
from app.language import _
from app.refusals import NotUnderstood
from app.timing.agenda import checked, from_kit
from app.workshop.checklist import KEYS
from app.workshop.evaluation import SCALE
from app.workshop.groups import PLENARY

KEEP = timedelta(days=30)
"""How long what is brought in is kept, where its day of deletion has passed and nobody chooses another."""


@dataclass(frozen=True)
class Sound:
    """An archive that holds together, and its kit."""

    archive: Archive
    kit: Kit

    @property
    def delete_on(self) -> date:
        """When what is made of it is deleted, where nobody chooses: as before, or in a month where that has passed."""
        workshop, today = self.archive.workshop, date.today()
        is_past = workshop.delete_on <= max(workshop.held_on, today)
        return max(workshop.held_on, today) + KEEP if is_past else workshop.delete_on


def sound(file: BinaryIO) -> Sound:
    """The archive in an open file, if it holds together. Raises BadArchive."""
    archive = read(file.read())
    return Sound(archive, check(archive))


def check(archive: Archive) -> Kit:
    """Raise BadArchive for the first thing that does not hold; returns the kit."""
    kit = kit_in(bytes(archive.kit))
    check_workshop(archive, kit)
    check_groups(archive.groups, kit)
    check_people(archive, kit)
    check_notes(archive, kit)
    check_texts(archive, kit)
    check_ballots(archive, kit)
    check_evaluation(archive, kit)
    check_course(archive, kit)
    return kit


def kit_in(content: bytes) -> Kit:
    """The archive's kit, as sound as one from a folder."""
    need(len(content) <= LARGEST_KIT, UNFIT, "kit")
    try:
        kit = Kit.model_validate_json(content)
    except ValidationError as problem:
        place = ".".join(("kit", *map(str, problem.errors()[0]["loc"])))[:LONGEST_PLACE]
        raise BadArchive(BAD_KIT.format(why=_("Det gjelder {place}.").format(place=place))) from problem
    check_size(kit)
    found = next(broken(kit), None)
    if found is not None:
        raise BadArchive(BAD_KIT.format(why=found.what))
    return kit


def check_workshop(archive: Archive, kit: Kit) -> None:
    workshop = archive.workshop
    for name in ("title", "municipality", "place"):
        check_line(getattr(workshop, name), f"workshop.{name}")
    check_times([workshop.held_on, workshop.delete_on, workshop.created_at, workshop.closed_at], "workshop")
    need(workshop.sheet in kit.sheets_by_key, MISSING, "workshop.sheet")
    need(set(workshop.ticked) <= set(KEYS), MISSING, "workshop.ticked")
    for item in workshop.agenda:
        check_line(item.label, "workshop.agenda")
    try:
        checked(agenda_in(workshop) or from_kit(kit), kit)
    except NotUnderstood as problem:
        raise BadArchive(UNFIT.format(place="workshop.agenda")) from problem


def check_groups(groups: Sequence[Group], kit: Kit) -> None:
    numbers = [group.number for group in groups]
    begin = PLENARY if numbers[0] == PLENARY else 1
    need(numbers == list(range(begin, begin + len(groups))) and numbers[-1] > PLENARY, TWICE, "groups")
    names = [group.name.casefold() for group in groups if group.number != PLENARY]
    need(all(names) and len(set(names)) == len(names), TWICE, "groups.name")
    for at, group in enumerate(groups):
        check_line(group.name, f"groups[{at}].name")
        sheets = [board.sheet for board in group.boards]
        need(len(set(sheets)) == len(sheets), TWICE, f"groups[{at}].boards")
        need({*sheets, *group.consents} <= kit.sheets_by_key.keys(), MISSING, f"groups[{at}].boards")
        need(group.sheet in sheets, MISSING, f"groups[{at}].sheet")
        for board in group.boards:
            need(board.step < len(kit.sheets_by_key[board.sheet].steps), MISSING, f"groups[{at}].boards")
        check_clocks(group.clocks, f"groups[{at}].clocks")


def check_clocks(clocks: Sequence[Clock], place: str) -> None:
    need(len({clock.scope for clock in clocks}) == len(clocks), TWICE, place)
    check_times([clock.ends_at for clock in clocks], place)
    need(all((clock.ends_at is None) != (clock.left is None) for clock in clocks), UNFIT, place)


def check_people(archive: Archive, kit: Kit) -> None:
    groups, seated = {group.number for group in archive.groups}, set()
    for at, person in enumerate(archive.people):
        place = f"people[{at}]"
        need(person.number == at + 1, TWICE, f"{place}.number")
        need(person.group in groups, MISSING, f"{place}.group")
        need(person.perspective in kit.perspectives_by_key, MISSING, f"{place}.perspective")
        need(not (archive.workshop.anonymous and person.joined_at), TELLS, f"{place}.joined_at")
        need((person.group, person.name.casefold()) not in seated, TWICE, f"{place}.name")
        seated.add((person.group, person.name.casefold()))
        check_line(person.name, f"{place}.name")
        check_text(person.name, f"{place}.name")
        check_times([person.joined_at], f"{place}.joined_at")


def check_texts(archive: Archive, kit: Kit) -> None:
    boards, seen = archive.boards, set()
    for at, each in enumerate(archive.texts):
        need((each.group, each.sheet) in boards, MISSING, f"texts[{at}]")
        need(each.zone in shared_fields(kit.sheets_by_key[each.sheet]), MISSING, f"texts[{at}].zone")
        need((each.group, each.sheet, each.zone) not in seen, TWICE, f"texts[{at}]")
        seen.add((each.group, each.sheet, each.zone))
        need(is_legible(each.text), LETTERS, f"texts[{at}].text")


def check_evaluation(archive: Archive, kit: Kit) -> None:
    evaluation = archive.evaluation
    if evaluation is None:
        return
    questions = {question.key: question for question in kit.evaluation}
    asked = [each.question for each in evaluation.questions]
    need(set(asked) <= questions.keys(), MISSING, "evaluation.questions")
    need(len(set(asked)) == len(asked), TWICE, "evaluation.questions")
    for each in evaluation.questions:
        need(len(each.answers) <= evaluation.people, UNFIT, "evaluation.people")
        is_scale = questions[each.question].low is not None
        said = (text in SCALE if is_scale else is_legible(text) for text in each.answers)
        need(all(said), LETTERS, "evaluation.questions")
    need(sum(len(each.answers) for each in evaluation.questions) >= evaluation.people, UNFIT, "evaluation.people")


def check_course(archive: Archive, kit: Kit) -> None:
    groups = {group.number for group in archive.groups}
    for at, message in enumerate(archive.messages):
        place = f"messages[{at}]"
        need(set(message.groups) <= groups, MISSING, f"{place}.groups")
        need(len(set(message.groups)) == len(message.groups), TWICE, f"{place}.groups")
        check_text(message.text, f"{place}.text")
        check_times([message.at], f"{place}.at")
    for at, passage in enumerate(archive.passages):
        place = f"passages[{at}]"
        left = [each.group for each in passage.groups]
        need(set(left) <= groups, MISSING, f"{place}.groups")
        need(len(set(left)) == len(left), TWICE, f"{place}.groups")
        sheets = {passage.from_sheet, *(each.sheet for each in passage.groups if each.sheet)}
        need(sheets <= kit.sheets_by_key.keys(), MISSING, f"{place}.from_sheet")
        turned = passage.turned_over
        need(all(number <= len(archive.notes) for number in turned), MISSING, f"{place}.turned_over")
        need(len(turned) <= len(archive.notes) and len(set(turned)) == len(turned), TWICE, f"{place}.turned_over")
        check_times([passage.at], f"{place}.at")
        for each in passage.groups:
            check_clocks(each.clocks, f"{place}.groups")
