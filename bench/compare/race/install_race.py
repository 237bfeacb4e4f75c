"""The races of installing: each is a state that is brought about before every run, and rounds in which all contestants take turns."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .corpora import Corpus
from .failure import RaceError
from .installed import Tree, TreeAgreement, compare_trees, judge_bytecode, wheel_files
from .installers import COLD, COMPILED, NOTHING_TO_DO, SCENARIOS, SECOND, UNINSTALL, WARM, Installer
from .interpreters import Interpreter
from .measuring import time_run, weigh_run
from .places import Place
from .scenarios import Result, turns
from .trees import bytecode_stamps


@dataclass(frozen=True)
class InstallResult:
    """One race: where, on what, and what came of it."""

    corpus: Corpus
    place: Place
    scenario: str
    wheels: int
    files: int
    results: list[Result]
    agreements: dict[str, TreeAgreement]

    @property
    def title(self) -> str:
        return f"{self.corpus.name}, {self.place.name}, {SCENARIOS[self.scenario]}"


class InstallField:
    """One corpus at one place: a cache and an environment for each contestant, and the tree that uv leaves with copies as the reference."""

    def __init__(self, corpus: Corpus, place: Place, interpreter: Interpreter, uv: Installer, proves_bytecode: bool) -> None:
        self.corpus, self.place, self.interpreter, self.uv, self.proves_bytecode = corpus, place, interpreter, uv, proves_bytecode
        self.brought_twice = corpus.brought_twice()
        self.reference: Tree = {}

    def race(self, scenario: str, installers: list[Installer], rounds: int) -> InstallResult:
        racing = [one for one in installers if one.races_in(scenario)]
        if not self.reference:
            self.make(self.environment(self.uv))
            self.run(self.uv, WARM)
            self.reference = wheel_files(self.environment(self.uv))
        memory, agreements, written = {}, {}, {}
        for one in racing:
            self.prepare(one, scenario, is_first=True)
            memory[one.name] = weigh_run(self.command(one, scenario))
            agreements[one.name] = self.judge(one, scenario)
            written[one.name] = {len(bytecode_stamps(self.environment(one)))} if scenario in (COMPILED, SECOND) else {0}
            self.tell(one, scenario, agreements[one.name].text())
        seconds: dict[str, list[float]] = {one.name: [] for one in racing}
        for one in turns(racing, rounds):
            if one.is_slow and seconds[one.name]:
                continue
            self.prepare(one, scenario)
            seconds[one.name].append(time_run(self.command(one, scenario)))
            self.tell(one, scenario, f"{seconds[one.name][-1]:.3f} s")
        results = [Result(one, seconds[one.name], memory[one.name], written[one.name]) for one in racing]
        return InstallResult(self.corpus, self.place, scenario, len(self.corpus.wheels()), len(self.reference), results, agreements)

    def prepare(self, one: Installer, scenario: str, is_first: bool = False) -> None:
        """Brings about the state to start from, and lets the disk come to rest."""
        environment = self.environment(one)
        if scenario == COLD:
            shutil.rmtree(one.cache(self.place), ignore_errors=True)
        if is_first and scenario != COLD:
            self.make(environment)
            self.run(one, WARM)
        if is_first and scenario == SECOND:
            first = environment.with_name(f"{environment.name}-first")
            self.make(first)
            time_run(one.command(COMPILED, first, self.corpus, self.place))
        if scenario == COMPILED:
            for folder in one.bytecode(self.place):
                shutil.rmtree(folder)
        if scenario == UNINSTALL:
            self.run(one, WARM)
        elif scenario != NOTHING_TO_DO:
            self.make(environment)
        os.sync()

    def judge(self, one: Installer, scenario: str) -> TreeAgreement:
        environment = self.environment(one)
        installed = wheel_files(environment)
        bytecode = None
        if scenario in (COMPILED, SECOND) and self.proves_bytecode:
            options = ["--as-imported"] if scenario == SECOND else []
            bytecode = judge_bytecode(self.interpreter, self.site_packages(environment), environment / "bin" / "python", *options)
        return compare_trees(installed, {} if scenario == UNINSTALL else self.reference, self.brought_twice, bytecode)

    def command(self, one: Installer, scenario: str):
        return one.command(scenario, self.environment(one), self.corpus, self.place)

    def run(self, one: Installer, scenario: str) -> None:
        time_run(self.command(one, scenario))

    def environment(self, one: Installer) -> Path:
        return self.place.root / f"install-{self.corpus.name}-{one.name}"

    def site_packages(self, environment: Path) -> Path:
        return environment / "lib" / f"python{self.interpreter.minor}" / "site-packages"

    def make(self, environment: Path) -> None:
        """An empty environment, by uv for all."""
        shutil.rmtree(environment, ignore_errors=True)
        words = [self.uv.program, "venv", "--quiet", "--no-project", "--python", self.interpreter.executable, environment]
        done = subprocess.run(words, env=self.place.variables(), cwd=self.place.home, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RaceError(f"`uv venv` failed: {done.stderr.strip()}")

    def remove(self, installers: list[Installer]) -> None:
        """Gives the room back that its environments took."""
        for one in installers:
            for environment in (self.environment(one), self.environment(one).with_name(f"{self.environment(one).name}-first")):
                shutil.rmtree(environment, ignore_errors=True)

    def tell(self, one: Installer, scenario: str, text: str) -> None:
        print(f"{self.corpus.name}, {self.place.name}, {scenario}: {one.name}: {text}", file=sys.stderr, flush=True)
