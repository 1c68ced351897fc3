"""How long a report takes: the demo's, new in every run, beside a fixed small document set by the same Typst.

    python bench/report.py [--runs 15] [--large] [--formats]

Cold is the first report of a new process (fonts not yet read), warm a report that differs in every
note from those before it. `ratio` is to the small document of the same run, so that machines can be
compared. `--large` also sets 15,000 notes: 25 groups, every sheet. `--formats` instead makes both in every
format, each in a new process: how long it takes, how large the file is, and how much memory it takes besides.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import typst

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.demo import lay_out
from app.printing.press import fonts
from app.report.contents import Board, Chapter, Note, Report, gather
from app.report.formats import FORMATS
from app.report.pdf import typeset
from app.storage.engine import engine
from app.storage.migrating import migrate
from app.workshop.workshops import by_code

AIM = 300
SMALL = b"""
#set document(title: "Small")
#set text(font: "Inter", lang: "nb")
#set page(paper: "a4", numbering: "1")
= Heading
#for number in range(40) [+ #lorem(12)
]
"""


def demo() -> tuple[Report, float]:
    """The demo's report, and how long (ms) it takes to read it from the database."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/demo.sqlite3"
        migrate(url)
        with engine(url).connect() as connection:
            workshop = by_code(connection, lay_out(connection).made.code)
            gather(connection, workshop.id)
            start = time.perf_counter()
            report = gather(connection, workshop.id)
            return report, (time.perf_counter() - start) * 1000


def changed(report: Report, number: int) -> Report:
    """The same report with every note a little different, so that nothing set before can be used again."""

    def board(old: Board) -> Board:
        return replace(old, fields=tuple(replace(field, notes=tuple(map(note, field.notes))) for field in old.fields))

    def note(old: Note) -> Note:
        return replace(old, text=f"{old.text} {number}", x=(old.x + number) % 101)

    def chapter(old: Chapter) -> Chapter:
        return replace(old, boards=tuple(map(board, old.boards)))

    return replace(report, title=f"{report.title} {number}", chapters=tuple(map(chapter, report.chapters)))


def large(report: Report) -> Report:
    """25 groups with 60 notes on each of the ten sheets, made of the demo's."""
    notes = cycle(
        note for chapter in report.chapters for board in chapter.boards for f in board.fields for note in f.notes
    )

    def board(old: Board) -> Board:
        share = [60 // len(old.fields) + (place < 60 % len(old.fields)) for place in range(len(old.fields))]
        filled = zip(old.fields, share, strict=True)
        return replace(old, fields=tuple(replace(field, notes=tuple(islice(notes, count))) for field, count in filled))

    first = report.chapters[0]
    chapters = (
        replace(first, number=number, name=f"Gruppe {number}", boards=tuple(map(board, first.boards)))
        for number in range(1, 26)
    )
    return replace(report, chapters=tuple(chapters))


def milliseconds(report: Report) -> float:
    start = time.perf_counter()
    typeset(report)
    return (time.perf_counter() - start) * 1000


def small(number: int) -> float:
    start = time.perf_counter()
    source = SMALL.replace(b"Heading", b"Heading %d" % number).replace(b"lorem(12)", b"lorem(%d)" % (12 + number % 7))
    typst.compile(source, font_paths=fonts(), ignore_system_fonts=True, format="pdf", pdf_standards=["a-2a", "ua-1"])
    return (time.perf_counter() - start) * 1000


def cold() -> tuple[float, float]:
    """The first report of a new process: how long it takes (ms), and the most memory (MB) the process used."""
    done = subprocess.run([sys.executable, __file__, "--first"], capture_output=True, text=True, check=True)
    taken, memory = done.stdout.split()
    return float(taken), float(memory)


def formats() -> None:
    """Every format of the demo's report and of the large one."""
    for size in ("demo", "large"):
        for ending in FORMATS:
            command = [sys.executable, __file__, "--one", ending, *(["--large"] if size == "large" else [])]
            notes, taken, kilobytes, memory = subprocess.run(
                command, capture_output=True, text=True, check=True
            ).stdout.split()
            print(
                f"{notes:>6} notes  {ending:<5}{float(taken):8.0f} ms{float(kilobytes):8.0f} kB{float(memory):8.0f} MB"
            )


def one(report: Report, ending: str) -> None:
    """One format of a report in this process: notes, time (ms), size (kB), memory besides what there was (MB)."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    made = FORMATS[ending].made(report)
    taken = (time.perf_counter() - start) * 1000
    besides = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(report.notes, taken, len(made) / 1024, besides / 1024)


def line(name: str, taken: list[float], base: float) -> str:
    median = statistics.median(taken)
    return f"{name:<34}{median:8.0f} ms   from {min(taken):6.0f} to {max(taken):6.0f}   ratio {median / base:6.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--formats", action="store_true")
    parser.add_argument("--first", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.formats:
        formats()
        return
    report, reading = demo()
    if options.one:
        one(large(report) if options.large else report, options.one)
        return
    if options.first:
        print(milliseconds(report), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    firsts = [cold() for _ in range(max(3, options.runs // 3))]
    small(-1)
    base = [small(number) for number in range(options.runs)]
    fixed = statistics.median(base)
    warm = [milliseconds(changed(report, number)) for number in range(options.runs)]
    print(f"The demo: {report.notes} notes, {len(report.chapters)} groups; read from the database in {reading:.1f} ms")
    print(line("small document, warm", base, fixed))
    print(line("the demo's report, warm", warm, fixed))
    print(line("the demo's report, cold", [taken for taken, _ in firsts], fixed))
    print(f"{'memory of a process after the first':<34}{statistics.median(memory for _, memory in firsts):8.0f} MB")
    if options.large:
        whole = large(report)
        print(line(f"{whole.notes} notes", [milliseconds(whole)], fixed))
        print(f"{'memory after that':<34}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    slowest = max(statistics.median(warm), statistics.median(taken for taken, _ in firsts))
    print(f"aim: under {AIM} ms, warm and cold: {'reached' if slowest < AIM else 'missed'}")


if __name__ == "__main__":
    main()
