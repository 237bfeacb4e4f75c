"""The races: each is a state that is brought about before every run, and a number of rounds in which all contestants take turns."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, TypeVar

from .agreement import Agreement, compare_bytecode
from .contestants import Contestant, Programs, parse_contestant
from .failure import RaceError
from .installers import Installer
from .measuring import Memory, time_run, weigh_run
from .trees import Stamps, bytecode_stamps, copy_bytecode, count_sources, other_files, remove_bytecode
from .workload import Environment

COLD, NOTHING_TO_DO, LARGE = "cold", "noop", "large"
SCENARIOS = {
    COLD: "cold: no bytecode is there",
    NOTHING_TO_DO: "nothing to do: all bytecode is there and valid",
    LARGE: "nothing to do in a large environment",
}


Racer = TypeVar("Racer")


def turns(racers: list[Racer], rounds: int) -> Iterator[Racer]:
    """All of them in each round, which starts with the next one: nobody always runs behind the same neighbour."""
    for number in range(rounds):
        start = number % len(racers)
        yield from racers[start:] + racers[:start]


@dataclass(frozen=True)
class Result:
    """What one contestant did in one race; `files` are the counts of .pyc files that its runs wrote."""

    contestant: Contestant | Installer
    seconds: list[float]
    memory: Memory
    files: set[int]


@dataclass(frozen=True)
class RaceResult:
    """One race: where, on what, and what came of it."""

    environment: Environment
    scenario: str
    sources: int
    source_bytes: int
    results: list[Result]
    agreements: dict[str, Agreement]


class Race:
    """One scenario in one environment."""

    def __init__(self, environment: Environment, scenario: str, contestants: list[Contestant], programs: Programs) -> None:
        self.environment = environment
        self.scenario = scenario
        self.contestants = [contestant for contestant in contestants if contestant.compiles or scenario != COLD]
        self.programs = programs
        self.fresh_compileall = parse_contestant("compileall-j1").command(environment, programs)
        self.reference = environment.folder.with_name(environment.folder.name + "-reference")

    def run(self, rounds: int) -> RaceResult:
        self.compile_reference()
        weighed = {contestant.name: self.weigh(contestant) for contestant in self.contestants}
        seconds: dict[str, list[float]] = {contestant.name: [] for contestant in self.contestants}
        files = {name: {count} for name, (_, count, _) in weighed.items()}
        for contestant in turns(self.contestants, rounds):
            taken, written = self.time(contestant)
            seconds[contestant.name].append(taken)
            files[contestant.name].add(written)
        results = [Result(one, seconds[one.name], weighed[one.name][0], files[one.name]) for one in self.contestants]
        agreements = {name: agreement for name, (_, _, agreement) in weighed.items() if agreement is not None}
        return RaceResult(self.environment, self.scenario, *count_sources(self.environment.site_packages), results, agreements)

    def compile_reference(self) -> None:
        """Leaves the environment compiled by a fresh `python -m compileall`, with a copy of all it wrote where that will be compared."""
        if self.scenario == COLD:
            remove_bytecode(self.environment.site_packages)
        time_run(self.fresh_compileall)
        if self.scenario == COLD:
            copy_bytecode(self.environment.site_packages, self.reference)
            if not bytecode_stamps(self.reference):
                raise RaceError(f"compileall wrote nothing in `{self.environment.site_packages}`")

    def weigh(self, contestant: Contestant) -> tuple[Memory, int, Agreement | None]:
        """The first run, not timed: memory, and for a cold one what was written against the reference."""
        before = self.prepare()
        others = other_files(self.environment.folder)
        memory = weigh_run(contestant.command(self.environment, self.programs))
        written = self.files_written_since(before)
        agreement = None
        if self.scenario == COLD:
            left_behind = other_files(self.environment.folder) - others
            agreement = compare_bytecode(self.environment.interpreter, self.environment.site_packages, self.reference, left_behind)
            self.tell(contestant, agreement.text())
        return memory, written, agreement

    def time(self, contestant: Contestant) -> tuple[float, int]:
        before = self.prepare()
        taken = time_run(contestant.command(self.environment, self.programs))
        self.tell(contestant, f"{taken:.3f} s")
        return taken, self.files_written_since(before)

    def prepare(self) -> Stamps:
        """Brings about the state to start from, and lets the disk come to rest."""
        if self.scenario == COLD:
            remove_bytecode(self.environment.site_packages)
        before = bytecode_stamps(self.environment.site_packages)
        os.sync()
        return before

    def files_written_since(self, before: Stamps) -> int:
        return len(set(bytecode_stamps(self.environment.site_packages).items()) - set(before.items()))

    def tell(self, contestant: Contestant, text: str) -> None:
        title = f"{self.environment.interpreter.title}, {self.environment.place.name}, {self.scenario}"
        print(f"{title}: {contestant.name}: {text}", file=sys.stderr, flush=True)
