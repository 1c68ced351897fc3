"""Where served installations of a test come from: what they import has been imported, so that starting costs no second.

Importing is nine tenths of a start, and fifty starts are a minute of it. Each line read is a command line and an
environment; it is carried out in a new process, which shares nothing with the others, and whose id is answered.
Several workers are forked by their master too, for the same reason; otherwise uvicorn would start them from nothing.
"""

import json
import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

import uvicorn._subprocess

from app.cli import main


def bear(wish: dict[str, Any]) -> None:
    """Be the installation."""
    uvicorn._subprocess.spawn = multiprocessing.get_context("fork")  # type: ignore[assignment]
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(wish["environment"])
    with Path(os.devnull).open("r+b", buffering=0) as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
        os.dup2(nothing.fileno(), sys.stdout.fileno())
    os._exit(main(wish["arguments"]))


if __name__ == "__main__":
    # Nobody waits for the children here.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        child = os.fork()
        # Both do it, so that it is a group of processes of its own whoever comes first.
        os.setpgid(child, 0 if child == 0 else child)
        if child == 0:
            bear(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
