"""The races of resolving: all sets of the recorded index, one after the other, from a cold or a warm cache."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .index_server import IndexServer, Traffic
from .interpreters import Interpreter
from .measuring import time_run
from .places import Place
from .resolvers import Resolver
from .scenarios import turns

COLD, WARM = "cold", "warm"
SCENARIOS = {COLD: "cold cache", WARM: "warm cache"}


@dataclass
class SetResult:
    """What one contestant took for one set: seconds of each round, and what it asked for in the first run."""

    seconds: list[float] = field(default_factory=list)
    traffic: Traffic = Traffic(0, 0, 0)


@dataclass(frozen=True)
class ResolveResult:
    """One race: where, from which cache, at which distance of the index, and what came of it for each contestant and set."""

    place: Place
    scenario: str
    latency: int
    results: dict[str, dict[str, SetResult]]

    @property
    def title(self) -> str:
        return f"{self.place.name}, {SCENARIOS[self.scenario]}, {self.latency} ms to each answer"

    @property
    def holds(self) -> bool:
        """True if Kiln asked for no more than uv, all sets together."""
        if not {"kiln", "uv"} <= self.results.keys():
            return True
        kiln, uv = (sum((one.traffic for one in self.results[name].values()), Traffic(0, 0, 0)) for name in ("kiln", "uv"))
        return kiln.pages + kiln.metadata <= uv.pages + uv.metadata and kiln.sent <= uv.sent


class ResolveField:
    """The recorded index and a cache for each contestant and set at one place."""

    def __init__(self, index: Path, sets: list[str], place: Place, interpreter: Interpreter) -> None:
        self.index, self.sets, self.place, self.interpreter = index, sets, place, interpreter

    def race(self, scenario: str, latency: int, resolvers: list[Resolver], rounds: int) -> ResolveResult:
        results = {one.name: {name: SetResult() for name in self.sets} for one in resolvers}
        with IndexServer(self.index, latency) as server:
            for name in self.sets:
                for one in resolvers:
                    results[one.name][name].traffic = self.first_run(one, scenario, name, server)
                for one in turns(resolvers, rounds):
                    results[one.name][name].seconds.append(self.timed(one, scenario, name, server))
                    self.tell(one, scenario, latency, name, results[one.name][name])
        return ResolveResult(self.place, scenario, latency, results)

    def first_run(self, one: Resolver, scenario: str, name: str, server: IndexServer) -> Traffic:
        """Not timed: what is asked for is the same in each run; a warm cache is one that a run of the same set left."""
        shutil.rmtree(one.cache(self.place, name), ignore_errors=True)
        if scenario == WARM:
            self.run(one, name, server)
            server.traffic()
        self.run(one, name, server)
        return server.traffic()

    def timed(self, one: Resolver, scenario: str, name: str, server: IndexServer) -> float:
        if scenario == COLD:
            shutil.rmtree(one.cache(self.place, name), ignore_errors=True)
        os.sync()
        return self.run(one, name, server)

    def run(self, one: Resolver, name: str, server: IndexServer) -> float:
        return time_run(one.command(self.index / "sets" / f"{name}.in", self.place, self.interpreter, server.url))

    def tell(self, one: Resolver, scenario: str, latency: int, name: str, result: SetResult) -> None:
        print(f"{self.place.name}, {scenario}, {latency} ms, {name}: {one.name}: {result.seconds[-1]:.3f} s", file=sys.stderr, flush=True)
