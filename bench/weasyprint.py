"""The report's text set by Typst, and by WeasyPrint, in the same minute: without pictures, which HTML has not got.

    python -m venv other && other/bin/pip install weasyprint
    python bench/weasyprint.py other/bin/python [--runs 5]

WeasyPrint is not among our packages, so it has an environment of its own; it needs Pango (Debian: libpango-1.0-0
and libpangoft2-1.0-0). Both are given what `markdown_of` tells of the demo's report; each time is of a warm process.
"""

import argparse
import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen

from markdown_it import MarkdownIt

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.report.markdown import markdown_of
from app.report.pdf import typeset
from bench.report import changed, demo

OTHER = """
import json, resource, sys, time, weasyprint
for page in map(json.loads, sys.stdin):
    start = time.perf_counter()
    made = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([(time.perf_counter() - start) * 1000, len(made) / 1024, memory]), flush=True)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", help="a Python that has WeasyPrint")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    report = replace(demo()[0], pictures=False)
    reports = [changed(report, number) for number in range(options.runs + 1)]
    ours, theirs = [], []
    command = [options.python, "-c", OTHER]
    with Popen(command, text=True, stdin=PIPE, stdout=PIPE, stderr=DEVNULL) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        for each in reports:
            start = time.perf_counter()
            made = typeset(each)
            ours.append(((time.perf_counter() - start) * 1000, len(made) / 1024))
            html = MarkdownIt().render(markdown_of(each).decode())
            page = f'<html lang="nb"><head><title>{each.title}</title></head><body>{html}</body></html>'
            other.stdin.write(json.dumps(page) + "\n")
            other.stdin.flush()
            theirs.append(json.loads(other.stdout.readline()))
        other.stdin.close()
    for name, told in (("Typst", ours), ("WeasyPrint", theirs)):
        times = [each[0] for each in told[1:]]
        spread = f"from {min(times):6.0f} to {max(times):6.0f}"
        print(f"{name:<12}{statistics.median(times):8.0f} ms   {spread}{told[-1][1]:8.0f} kB")
    ratio = statistics.median(b[0] / a[0] for a, b in zip(ours[1:], theirs[1:], strict=True))
    print(f"WeasyPrint takes {ratio:.1f} times as long, and {theirs[-1][2]:.0f} MB")


if __name__ == "__main__":
    main()
