"""Kiln, uv and pip, each installing the same wheels at the same path."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from race.failure import RaceError
from race.places import Place

from .commands import calls_of_commands
from .scenarios import Scenario
from .trees import Tree, read_tree


@dataclass(frozen=True)
class Contestants:
    """Their programs (pip's is its wheel), the interpreter that all install for, and where."""

    kiln: Path
    uv: Path
    pip: Path
    python: Path
    place: Place

    def install(self, name: str, scenario: Scenario, wheels: list[Path]) -> Tree:
        """Installs into a fresh place, and reads what lies there; the path is the same each time, since commands hold it."""
        environment, folder = self.place.root / "environment", self.place.root / "folder"
        for old in (environment, folder):
            shutil.rmtree(old, ignore_errors=True)
        self.run([self.python, "-m", "venv", "--without-pip", environment])
        into = [] if scenario.layout == "environment" else [scenario.layout, folder]
        self.run([*self.program(name, environment), *self.compiling(name, scenario), *scenario.words, *into, *what(scenario, wheels)])
        root = folder if into else environment
        return read_tree(root, calls_of_commands(root, environment / "bin" / "python", self.place))

    def program(self, name: str, environment: Path) -> list[object]:
        if name == "pip":
            return [self.python, self.pip / "pip", "--python", environment, "install", "--quiet", "--disable-pip-version-check"]
        return [self.kiln if name == "kiln" else self.uv, "pip", "install", "--quiet", "-p", environment]

    @staticmethod
    def compiling(name: str, scenario: Scenario) -> list[str]:
        words = ("--compile", "--no-compile") if name == "pip" else ("--compile-bytecode", "--no-compile-bytecode")
        return [words[0] if scenario.compiles else words[1]]

    def run(self, words: list[object]) -> None:
        # Standing in an empty home, so that no project's settings are found.
        done = subprocess.run([str(word) for word in words], env=self.place.variables(), cwd=self.place.home, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RaceError(f"`{' '.join(map(str, words[:6]))} …` failed: {done.stderr.strip()}")


def what(scenario: Scenario, wheels: list[Path]) -> list[object]:
    """Every wheel by its path, or by name and version from its folder."""
    chosen = ["==".join(wheel.name.split("-")[:2]) for wheel in wheels] if scenario.by_name else wheels
    return ["--no-index", "--no-deps", *(["--find-links", wheels[0].parent] if scenario.by_name else []), *chosen]


def find_pip(peers: Path) -> Path:
    wheels = sorted(peers.glob("pip-*.whl"))
    if not wheels:
        raise RaceError(f"no wheel of pip in `{peers}`; set KILN_SHARED to the folder that holds corpus/ and peers/")
    return wheels[-1]
