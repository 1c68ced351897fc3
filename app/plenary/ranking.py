"""What all groups voted, added up: notes about the same card, or that say the same, are one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.board.alike import sameness
from app.kits.worksheet import Mode, Worksheet
from app.plenary.gathering import Section, Shown


@dataclass(slots=True, frozen=True)
class Ranked:
    """Something that was voted for: its place from 1, which equals share, and how many votes in which groups."""

    place: int
    text: str
    votes: int
    groups: Sequence[str]


@dataclass(slots=True, frozen=True)
class Ranking:
    """What was voted in one zone, or in all together, which then have no label."""

    label: str
    ranked: Sequence[Ranked]


def rankings(sheet: Worksheet, sections: Iterable[Section]) -> list[Ranking]:
    """The sums, most votes first; zone by zone where each zone had its own votes."""
    voted = [(each.zone.label, [shown for shown in each.notes if shown.note.votes]) for each in sections]
    if not any(step.each_zone for step in sheet.steps if step.mode is Mode.VOTE):
        voted = [("", [shown for _, some in voted for shown in some])]
    return [Ranking(label, ranked(some)) for label, some in voted if some]


def ranked(shown: Sequence[Shown]) -> list[Ranked]:
    alike: dict[str, list[Shown]] = {}
    for each in shown:
        alike.setdefault(sameness(each.note), []).append(each)
    sums = sorted(
        ((sum(each.note.votes or 0 for each in some), some) for some in alike.values()), key=lambda one: -one[0]
    )
    totals = [total for total, _ in sums]
    return [Ranked(totals.index(total) + 1, text_of(some[0]), total, of_whom(some)) for total, some in sums]


def text_of(shown: Shown) -> str:
    card = shown.note.card
    return card.title if card is not None else shown.note.text


def of_whom(shown: Iterable[Shown]) -> list[str]:
    """The groups by name, each with how many votes it gave where several did."""
    votes: Counter[str] = Counter()
    for each in shown:
        votes[each.group.name] += each.note.votes or 0
    return [f"{name} ({count})" if len(votes) > 1 else name for name, count in votes.items()]
