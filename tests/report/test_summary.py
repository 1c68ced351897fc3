"""What the groups have in common, added up, and how the report tells it."""

from dataclasses import replace

from sqlalchemy import Connection

from app.demo import lay_out
from app.report.contents import gather
from app.report.parts import Board, Note, Report
from app.report.summary import summary
from app.workshop.groups import PLENARY
from app.workshop.workshops import by_code
from tests.ground import PRINTED
from tests.report.test_pdf import empty, read, tight

PLAIN = Note("", "kommune", 0, 0, 0, None)


def votes(text: str, count: int | None) -> Note:
    return replace(PLAIN, text=text, votes=count)


def with_notes(report: Report, sheet: str, *of_groups: tuple[Note, ...], zone: int = 0) -> Report:
    """The report with notes in one zone of a sheet, group by group."""
    number = report.kit.number(sheet)

    def board(old: Board, notes: tuple[Note, ...]) -> Board:
        fields = tuple(replace(f, notes=notes) if at == zone else f for at, f in enumerate(old.fields))
        return replace(old, fields=fields) if old.number == number else old

    chapters = zip(report.chapters, of_groups, strict=True)
    return replace(
        report,
        chapters=tuple(replace(each, boards=tuple(board(b, notes) for b in each.boards)) for each, notes in chapters),
    )


def test_votes_for_the_same_are_added_up_over_the_groups() -> None:
    report = with_notes(
        empty(groups=3),
        "effekter",
        (votes("Færre  avslag", 2), votes("Tid", 1), votes("Ingenting", None)),
        (votes("færre avslag", 3),),
        (),
    )
    found = summary(report)
    assert [(each.text, each.votes, each.groups) for each in found.supported] == [
        ("Færre  avslag", 5, (1, 2)),
        ("Tid", 1, (1,)),
    ]
    [zone] = found.zones
    assert (zone.votes, zone.notes, zone.groups, zone.number) == (6, 4, (1, 2), PRINTED.number("effekter"))


def test_where_nobody_voted_the_fields_with_most_notes_are_told() -> None:
    report = with_notes(empty(groups=2), "motepunkter", (PLAIN, PLAIN), (PLAIN,))
    report = with_notes(report, "hensikt", (), (PLAIN,) * 9, zone=0)
    assert [(each.notes, each.groups) for each in summary(report).zones] == [(3, (1, 2)), (9, (2,))]


def test_a_cluster_counts_once_and_its_notes_for_themselves() -> None:
    cluster = replace(votes("Samlet", 4), is_cluster=True, members=(votes("Én", 1), votes("To", None)))
    found = summary(with_notes(empty(), "effekter", (cluster,)))
    assert [(each.text, each.votes) for each in found.supported] == [("Samlet", 4), ("Én", 1)]
    assert (found.zones[0].votes, found.zones[0].notes) == (5, 2)


def test_names_are_told_that_several_groups_wrote_however_they_are_spelt() -> None:
    names = [tuple(replace(PLAIN, text=name) for name in some) for some in (("Ekra", "NAV"), ("Ekra AS", "Nava"), ())]
    [found] = summary(with_notes(empty(groups=3), "partnere", *names)).named
    assert (found.name, found.groups, found.zones) == ("Ekra", (1, 2), ("Hele landet",))
    nobody = summary(with_notes(empty(groups=3), "hensikt", *names)).named
    assert nobody == (), "only on a sheet of names"


def test_stands_are_added_up_and_sheets_counted_without_the_plenary() -> None:
    report = empty(groups=3)
    first, second, third = report.chapters

    def stood(board: Board, *counts: int) -> Board:
        return replace(board, fields=(replace(board.fields[0], stands=counts), *board.fields[1:]))

    at = PRINTED.number("myter") - 1
    boards = [
        replace(each, boards=(*each.boards[:at], stood(each.boards[at], *counts), *each.boards[at + 1 :]))
        for each, counts in ((first, (1, 0, 2)), (second, (0, 1, 4)))
    ]
    plenary = replace(third, number=PLENARY)
    found = summary(with_notes(replace(report, chapters=(*boards, plenary)), "hensikt", (PLAIN,), (), (PLAIN,)))
    assert [each.counts for each in found.stands] == [(1, 1, 6)]
    assert (found.written[0].notes, found.written[0].groups) == (1, 1)
    assert found.written[at].groups == 2


def test_the_demo_s_summary_stands_on_the_second_page(connection: Connection) -> None:
    report = gather(connection, by_code(connection, lay_out(connection).made.code).id)
    reading = read(report)
    pages = ["".join(page.values()) for page in reading.pages.values()]
    told = tight(pages[1] + pages[2])
    for text in ("Ungt Kjøkken", "Ekra Sykkel", "1 og 3", "Roligere kvelder", "Lever hos oss 9"):
        assert tight(text) in told
    tables = [table for table in reading.tree.all("Table") if list(table.all("TH"))]
    assert len(tables) >= 5


def test_a_report_of_one_sheet_sums_that_one_alone() -> None:
    report = with_notes(empty(), "effekter", (votes("Tid", 2),))
    [chapter] = report.chapters
    alone = replace(report, sheets=PRINTED.sheets[:1], chapters=(replace(chapter, boards=chapter.boards[:1]),))
    assert summary(alone).supported == ()
    assert len(summary(alone).written) == 1
