"""Who races, and the command line of each."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError
from .measuring import Command
from .places import without_kept_bytecode
from .workload import Environment

DEFAULT_CONTESTANTS = ("kiln", "uv", "compileall-j1", "compileall-j2", "walk")


@dataclass(frozen=True)
class Programs:
    """The executables that contestants are made of."""

    kiln: Path
    uv: Path
    walk: Path
    seed: Path


@dataclass(frozen=True)
class Contestant:
    """`kiln`, `uv`, `compileall` or `walk`, with a number of workers where its name ends in -jN."""

    name: str
    kind: str
    jobs: int | None

    def command(self, environment: Environment, programs: Programs) -> Command:
        place, site_packages = environment.place, str(environment.site_packages)
        words = {"kiln": self.kiln, "uv": self.uv, "compileall": self.compileall, "walk": self.walk}[self.kind](environment, programs, site_packages)
        variables = {**place.variables(), "VIRTUAL_ENV": str(environment.folder)} if self.kind == "uv" else without_kept_bytecode(place.variables())
        # compileall ends with 1 where a source is not valid in the interpreter's version; the others pass over it.
        return Command(words, variables, place.home, (0, 1) if self.kind == "compileall" else (0,))

    def kiln(self, environment: Environment, programs: Programs, _: str) -> list[str]:
        jobs = [] if self.jobs is None else ["--jobs", str(self.jobs)]
        return [str(programs.kiln), "compile", "-p", str(environment.folder), *jobs]

    def uv(self, environment: Environment, programs: Programs, _: str) -> list[str]:
        return [str(programs.uv), "pip", "sync", "--offline", "--no-index", "--find-links", str(programs.seed), "--compile-bytecode",
                str(environment.requirements)]

    def compileall(self, environment: Environment, _: Programs, site_packages: str) -> list[str]:
        return [str(environment.python), "-m", "compileall", "-q", f"-j{self.jobs or 1}", site_packages]

    def walk(self, environment: Environment, programs: Programs, site_packages: str) -> list[str]:
        return [str(programs.walk), site_packages, environment.interpreter.tag]

    @property
    def compiles(self) -> bool:
        return self.kind != "walk"

    def version(self, programs: Programs) -> str:
        if self.kind in ("kiln", "uv"):
            return first_line([getattr(programs, self.kind), "--version"])
        return "bench/walk, " + first_line(["cc", "--version"]) if self.kind == "walk" else "of each interpreter"


def parse_contestant(name: str) -> Contestant:
    match = re.fullmatch(r"(kiln|compileall)(?:-j([1-9]\d*))?|(uv|walk)", name)
    if match is None:
        raise RaceError(f"no contestant `{name}`; there are kiln, kiln-jN, uv, compileall-jN, walk")
    return Contestant(name, match[1] or match[3], int(match[2]) if match[2] else None)


def first_line(words: list[object]) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    return (done.stdout.strip() or done.stderr.strip() or f"ended with {done.returncode}").splitlines()[0]
