"""Two programs that are asked what they make of the same sources, and what their answers say of each other."""

from __future__ import annotations

import collections
import subprocess
import threading
from dataclasses import dataclass, field
from pathlib import Path

REJECTED = "reject"


@dataclass
class Outcome:
    """Of one stage and one kind of sources at one level: how many ended how, and the first of those that must not be."""

    stage: str
    title: str
    level: int
    counts: collections.Counter[str] = field(default_factory=collections.Counter)
    reasons: collections.Counter[str] = field(default_factory=collections.Counter)
    faults: list[bytes] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.counts["different"] == self.counts["wrongly accepted"] == 0

    def add(self, source: bytes, ours: str, theirs: str) -> None:
        if ours.startswith(REJECTED):
            self.counts["both reject" if theirs == REJECTED else "handed back"] += 1
            if theirs != REJECTED:
                self.reasons[ours.split()[1]] += 1
        elif ours == theirs:
            self.counts["equal"] += 1
        else:
            self.counts["wrongly accepted" if theirs == REJECTED else "different"] += 1
            self.faults.append(source)


@dataclass(frozen=True)
class Stage:
    """What is compared, and the commands that print it of ours and theirs; both get the level as last argument."""

    name: str
    ours: list[str | Path]
    theirs: list[str | Path]


def compare(stage: Stage, title: str, level: int, sources: list[bytes]) -> Outcome:
    outcome = Outcome(stage.name, title, level)
    for source, mine, other in zip(sources, answers([*stage.ours, str(level)], sources), answers([*stage.theirs, str(level)], sources), strict=True):
        outcome.add(source, mine, other)
    return outcome


def answers(command: list[str | Path], sources: list[bytes]) -> list[str]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        def feed() -> None:
            with process.stdin:
                for source in sources:
                    process.stdin.write(b"%d\n%b" % (len(source), source))
        feeder = threading.Thread(target=feed)
        feeder.start()
        lines = process.stdout.read().decode().splitlines()
        feeder.join()
    return lines
