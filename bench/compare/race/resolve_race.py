"""The races of resolving: all sets of the recorded index, one after the other, from a cold or a warm cache."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

from .index_server import IndexServer, NginxServer, OwnServer, Traffic
from .interpreters import Interpreter
from .measuring import time_busy_run
from .places import Place
from .resolvers import Resolver
from .scenarios import turns

COLD, WARM = "cold", "warm"
NGINX = "nginx"
SCENARIOS = {COLD: "cold cache", WARM: "warm cache"}


@dataclass
class SetResult:
    """What one contestant took for one set: seconds of each round, those of processors, and what it asked for in the first run."""

    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    traffic: Traffic = Traffic(0, 0, 0)


@dataclass(frozen=True)
class ResolveResult:
    """One race: where, from which cache, with which server, and what came of it for each contestant and set."""

    place: Place
    scenario: str
    server: str
    results: dict[str, dict[str, SetResult]]

    @property
    def title(self) -> str:
        return f"{self.place.name}, {SCENARIOS[self.scenario]}, {self.server}"

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

    def race_all(self, kinds: list[str], scenarios: list[str], resolvers: list[Resolver], rounds: int) -> list[ResolveResult]:
        """Of each kind of server, one serves all scenarios: `nginx`, or milliseconds before each answer of the index's own."""
        results = []
        for kind in kinds:
            with NginxServer(self.index, self.place.root) if kind == NGINX else OwnServer(self.index, int(kind)) as server:
                results.extend(self.race(scenario, server, resolvers, rounds) for scenario in scenarios)
        return results

    def race(self, scenario: str, server: IndexServer, resolvers: list[Resolver], rounds: int) -> ResolveResult:
        results = {one.name: {name: SetResult() for name in self.sets} for one in resolvers}
        for name in self.sets:
            for one in resolvers:
                results[one.name][name].traffic = self.first_run(one, scenario, name, server)
            for one in turns(resolvers, rounds):
                seconds, busy = self.timed(one, scenario, name, server)
                results[one.name][name].seconds.append(seconds)
                results[one.name][name].busy.append(busy)
                print(f"{self.place.name}, {scenario}, {server.title}, {name}: {one.name}: {seconds:.3f} s", file=sys.stderr, flush=True)
        return ResolveResult(self.place, scenario, server.title, results)

    def first_run(self, one: Resolver, scenario: str, name: str, server: IndexServer) -> Traffic:
        """Not timed: what is asked for is the same in each run; a warm cache is one that a run of the same set left."""
        shutil.rmtree(one.cache(self.place, name), ignore_errors=True)
        if scenario == WARM:
            self.run(one, name, server)
        server.traffic()
        self.run(one, name, server)
        return server.traffic()

    def timed(self, one: Resolver, scenario: str, name: str, server: IndexServer) -> tuple[float, float]:
        if scenario == COLD:
            shutil.rmtree(one.cache(self.place, name), ignore_errors=True)
        os.sync()
        return self.run(one, name, server)

    def run(self, one: Resolver, name: str, server: IndexServer) -> tuple[float, float]:
        return time_busy_run(one.command(self.index / "sets" / f"{name}.in", self.place, self.interpreter, server.url))
