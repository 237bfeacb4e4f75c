"""One run of one contestant: its time, or its memory; never both, because looking at memory costs time."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError

SAMPLE_SECONDS = 0.01


@dataclass(frozen=True)
class Command:
    """What is run: the words, the whole environment, the folder, and the exit codes that mean success."""

    words: list[str]
    variables: dict[str, str]
    folder: Path
    good_exit_codes: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Memory:
    """Peaks in KiB: PSS summed over the tree of processes, and VmHWM of the first process.

    Not wait4's ru_maxrss: Linux lets it begin with the size of the process that forked (this one, 106 MiB measured for a uv of 27),
    and it is the maximum over the children waited for, so that Kiln's would be its largest worker's."""

    tree: int
    main: int


def time_run(command: Command) -> float:
    """Seconds from before the fork until the process has ended and was waited for."""
    return time_busy_run(command)[0]


def time_busy_run(command: Command) -> tuple[float, float]:
    """The same, and the seconds that it kept processors busy, with all its children that it waited for."""
    busy, started = busy_seconds(), time.perf_counter()
    with Started(command) as run:
        run.wait()
        seconds = time.perf_counter() - started
    return seconds, busy_seconds() - busy


def busy_seconds() -> float:
    """Of all children of this process that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def weigh_run(command: Command) -> Memory:
    with Started(command) as run:
        sampler = MemorySampler(run.process.pid)
        sampler.start()
        run.wait()
        sampler.end()
    return Memory(sampler.tree, sampler.main)


class Started:
    """A started command whose output goes to a file, so that no pipe slows it down, and is shown only where it fails."""

    def __init__(self, command: Command) -> None:
        self.command = command

    def __enter__(self) -> Started:
        self.output = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            self.command.words, env=self.command.variables, cwd=self.command.folder,
            stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT)
        return self

    def wait(self) -> None:
        self.process.wait()

    def __exit__(self, kind: object, *_: object) -> None:
        if self.process.returncode is None:
            self.process.terminate()
            self.process.wait()
        self.output.seek(0)
        text = self.output.read().decode(errors="replace")
        self.output.close()
        if kind is None and self.process.returncode not in self.command.good_exit_codes:
            raise RaceError(f"`{' '.join(self.command.words)}` ended with {self.process.returncode}: {text[-2000:]}")


class MemorySampler(threading.Thread):
    """Looks every 10 ms at the process and its descendants; what lives shorter than that can be missed."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.tree = 0
        self.main = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(SAMPLE_SECONDS):
            self.main = max(self.main, kib_of(self.pid, "status", "VmHWM:"))
            self.tree = max(self.tree, sum(kib_of(pid, "smaps_rollup", "Pss:") for pid in family(self.pid)))

    def end(self) -> None:
        self.over.set()
        self.join()


def kib_of(pid: int, file: str, field: str) -> int:
    """A field of a file of /proc; 0 where the process has ended."""
    try:
        text = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith(field)), 0)


def family(first: int) -> set[int]:
    """The process and all its descendants, by the parents that /proc/*/stat gives."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            children.setdefault(parent_of(name), []).append(int(name))
    found, waiting = set(), [first]
    while waiting:
        pid = waiting.pop()
        found.add(pid)
        waiting.extend(children.get(pid, ()))
    return found


def parent_of(pid: str) -> int:
    """The fourth field, counted behind the name, which may hold spaces and brackets; -1 where the process has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[1])
    except OSError:
        return -1
