"""What every race has around it: its options, a lock so that no two disturb each other, a tmpfs that is given back, a result that is kept."""

from __future__ import annotations

import argparse
import fcntl
import signal
import sys
import tempfile
from pathlib import Path
from typing import Callable, Iterable

from . import machine
from .failure import RaceError

ROUNDS_TO_SAVE = 5
PLACES = ("disk", "tmpfs")


def add_options(parser: argparse.ArgumentParser, artifacts: Path, result: str) -> None:
    add = parser.add_argument
    add("--places", type=words, default=list(PLACES), help="of disk,tmpfs (default: both)")
    add("--rounds", type=int, default=ROUNDS_TO_SAVE, help="timed runs of each contestant (default: 5)")
    add("--work", type=Path, default=artifacts / "bench", help="folder on the disk, kept for the next time (default: artifacts/bench)")
    add("--tmpfs", type=Path, default=Path("/dev/shm"), help="a tmpfs; a folder is made in it and removed at the end (default: /dev/shm)")
    add("--save", action="store_true", help=f"also write bench/results/CPU/{result}.md")


def check_words(parser: argparse.ArgumentParser, arguments: argparse.Namespace, **known: Iterable[str]) -> None:
    """Ends with a message where an option has a value that there is not."""
    if arguments.rounds < 1:
        parser.error("--rounds must be at least 1")
    if arguments.save and arguments.rounds < ROUNDS_TO_SAVE:
        parser.error(f"--save needs --rounds {ROUNDS_TO_SAVE} at least, else the medians mean little")
    if "tmpfs" in arguments.places and not arguments.tmpfs.is_dir():
        parser.error(f"--tmpfs: there is no folder `{arguments.tmpfs}`; mount a tmpfs and give it, or race with --places disk")
    for name, there in {**known, "places": PLACES}.items():
        if unknown := [word for word in getattr(arguments, name) if word not in there]:
            parser.error(f"--{name}: no `{unknown[0]}`; there are {', '.join(there)}")


def words(text: str) -> list[str]:
    return [word for word in text.split(",") if word]


def run_alone(arguments: argparse.Namespace, run: Callable[[dict[str, Path]], int]) -> int:
    """Runs it with the folders of the places, if no other race uses them; returns the exit code."""
    # The tmpfs is memory, given back also when the race is ended by a signal.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    arguments.work.mkdir(parents=True, exist_ok=True)
    memory = arguments.tmpfs if "tmpfs" in arguments.places else arguments.work
    with open(arguments.work / ".lock", "w") as lock, tempfile.TemporaryDirectory(prefix="kiln-bench-", dir=memory) as tmpfs:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return run({"disk": arguments.work.absolute(), "tmpfs": Path(tmpfs).absolute()})
        except BlockingIOError:
            print(f"error: another race runs in `{arguments.work}`", file=sys.stderr)
        except RaceError as error:
            print(f"error: {error}", file=sys.stderr)
    return 2


def report(text: str, repository: Path, saved_as: str | None) -> None:
    """Prints the result; keeps it under a name, if one is given."""
    print(text)
    if saved_as:
        file = repository / "bench" / "results" / machine.cpu_slug() / f"{saved_as}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        print(f"saved as {file}", file=sys.stderr)
