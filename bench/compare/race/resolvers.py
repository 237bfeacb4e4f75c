"""Who races at resolving, and the command line of each: the same words for both."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .contestants import first_line
from .interpreters import Interpreter
from .measuring import Command
from .places import Place

RESOLVERS = ("kiln", "uv")


@dataclass(frozen=True)
class Resolver:
    """`kiln` or `uv`, by `pip compile` or `pip install --dry-run`."""

    name: str
    program: Path
    by: str

    def cache(self, place: Place, name: str) -> Path:
        return place.root / "cache" / self.name / name

    def command(self, requirements: Path, place: Place, interpreter: Interpreter, url: str) -> Command:
        """1 is the exit code of a set that has no solution."""
        answer = ["pip", "compile", "--quiet"] if self.by == "compile" else ["pip", "install", "--dry-run", "--target", str(place.root / "target"), "-r"]
        words = [str(self.program), *answer, str(requirements), "--default-index", url, "--only-binary", ":all:", "--python", str(interpreter.executable),
                 "--python-version", interpreter.minor, "--python-platform", "x86_64-manylinux_2_28", "--cache-dir", str(self.cache(place, requirements.stem))]
        return Command(words, {**place.variables(), "UV_PYTHON_DOWNLOADS": "never"}, place.home, (0, 1))

    def version(self) -> str:
        return first_line([self.program, "--version"])
