"""Fuzzing for as long as one likes: random acts of simulated browsers on a real server, and what must hold afterwards.

`bench/fuzz.py --seed 1 --minutes 15` plays one seed after another. Of one that fails, the acts are left out that it
fails without, and the rest is printed: it belongs into tests/test_convergence.py. With `--workers 2` the server runs
on PostgreSQL and Redis (tests/databases.py says where they are looked for).
"""

import argparse
import asyncio
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from tests.databases import REDIS, Store, address, fresh  # noqa: E402
from tests.server import Server  # noqa: E402
from tests.simulated.play import Act, Play, is_nameless, random_acts  # noqa: E402
from tests.simulated.table import KITS  # noqa: E402

TRIES = 60
"""How often a failing play is played again to find out what it needs."""


@contextmanager
def store(workers: int) -> Iterator[Store]:
    """A database of its own for so many workers."""
    with tempfile.TemporaryDirectory() as folder:
        if workers == 1:
            yield Store(Path(folder))
            return
        with fresh() as name:
            yield Store(Path(folder), address(name), REDIS, workers)


def failure(server: Server, acts: Sequence[Act], nameless: bool) -> tuple[BaseException, int] | None:
    """What goes wrong when so is played, and after how many acts; None where nothing does."""
    play = Play(server, nameless=nameless)
    try:
        asyncio.run(play.play(acts))
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # noqa: BLE001
        return problem, play.done
    return None


def shrunken(server: Server, acts: list[Act], nameless: bool) -> list[Act]:
    """The same without acts that are not needed for it to fail, as far as few tries find out."""
    size, tries = max(1, len(acts) // 2), 0
    while tries < TRIES:
        for start in range(0, len(acts), size):
            without = acts[:start] + acts[start + size :]
            tries += 1
            if without and failure(server, without, nameless) is not None:
                acts = without
                break
            if tries == TRIES:
                return acts
        else:
            if size == 1:
                return acts
            size = max(1, size // 2)
    return acts


def tell(seed: int, acts: list[Act], problem: BaseException, left: list[Act]) -> None:
    where = f"seed {seed}{' (nameless)' if is_nameless(seed) else ''}"
    print(f"\n{where} fails after {len(acts)} acts: {type(problem).__name__}: {str(problem)[:2000]}")
    print("  ".join(traceback.format_tb(problem.__traceback__)[-1:]))
    print(f"and after these {len(left)}:")
    for act in left:
        print(f"    {act},")
    sys.stdout.flush()


def fuzz(server: Server, chosen: Any) -> int:
    """Play one seed after another; how many failed."""
    until, seed, failed, played = time.monotonic() + 60 * chosen.minutes, chosen.seed, 0, 0
    while time.monotonic() < until and (chosen.plays is None or seed < chosen.seed + chosen.plays):
        acts, nameless = random_acts(seed, chosen.acts), is_nameless(seed)
        found = failure(server, acts, nameless)
        played += found[1] if found else len(acts)
        if found is not None:
            failed += 1
            acts = acts[: found[1]]
            tell(seed, acts, found[0], shrunken(server, acts, nameless) if chosen.shrink else acts[-20:])
        seed += 1
    print(f"{seed - chosen.seed} plays from seed {chosen.seed}, {played} acts, {failed} failed")
    return failed


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=1, help="the first of the seeds")
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--plays", type=int, help="so many seeds at most")
    options.add_argument("--acts", type=int, default=200, help="how many in a play")
    options.add_argument("--workers", type=int, default=1)
    options.add_argument("--no-shrink", dest="shrink", action="store_false")
    chosen = options.parse_args()
    with store(chosen.workers) as where, Server(where, KITS) as server:
        return 1 if fuzz(server, chosen) else 0


if __name__ == "__main__":
    sys.exit(main())
