"""Compiles one tree, again and again at one place, so that the file names in the bytecode agree; and takes away what was written."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from race.failure import RaceError
from race.interpreters import Interpreter
from race.places import Place, without_kept_bytecode
from race.trees import files_below

OPTIMISATION_FLAGS = ([], ["-O"], ["-OO"])

# 3.8's compileall enters ten levels of folders unless told otherwise.
DEEPER_THAN_ANY_TREE = "1000"


@dataclass(frozen=True)
class Tree:
    """The sources of one interpreter, and the folder below which the bytecode of each run is kept."""

    sources: Path
    kept: Path
    interpreter: Interpreter
    place: Place
    engine: str

    def by_compileall(self, name: str, level: int, *paths: Path) -> Path:
        """Compiles all, or just `paths`, with a fresh compileall, and returns the folder of its bytecode."""
        words = [self.interpreter.executable, *OPTIMISATION_FLAGS[level], "-m", "compileall", "-q", "-j1", "-r", DEEPER_THAN_ANY_TREE]
        # It ends with 1 where a source is not valid in the interpreter's version.
        self.run([*words, *(paths or [self.sources])], (0, 1))
        return self.take(name)

    def by_kiln(self, name: str, kiln: Path, level: int, jobs: int) -> Path:
        """Compiles all with Kiln, and returns the folder of its bytecode."""
        self.run([kiln, "compile", "-p", self.interpreter.executable, "--engine", self.engine, "-o", str(level), "--jobs", str(jobs), self.sources], (0,))
        return self.take(name)

    def run(self, words: list[object], expected: tuple[int, ...]) -> None:
        done = subprocess.run([str(word) for word in words], env=without_kept_bytecode(self.place.variables()), cwd=self.place.home, capture_output=True, check=False)
        if done.returncode not in expected:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            raise RaceError(f"`{' '.join(map(str, words[:8]))} …` ended with {done.returncode}: {said[-2000:]}")

    def take(self, name: str) -> Path:
        """Moves whatever is no source out of the tree, keeping relative paths."""
        target = self.kept / name
        for entry in list(files_below(self.sources)):
            if entry.name.endswith(".py"):
                continue
            moved = target / os.path.relpath(entry.path, self.sources)
            moved.parent.mkdir(parents=True, exist_ok=True)
            os.rename(entry.path, moved)
        return target
