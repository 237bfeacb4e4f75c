"""Who races at installing, and the command line of each."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .contestants import first_line
from .corpora import Corpus
from .failure import RaceError
from .measuring import Command
from .places import Place

COLD, WARM, COMPILED, SECOND, NOTHING_TO_DO, UNINSTALL = "cold", "warm", "compiled", "second", "noop", "uninstall"
SCENARIOS = {
    COLD: "cold cache, without compiling",
    WARM: "warm cache, without compiling",
    COMPILED: "warm cache, with compiling",
    SECOND: "warm cache, with compiling, a second environment",
    NOTHING_TO_DO: "nothing to do: all is installed",
    UNINSTALL: "all is uninstalled",
}
INSTALLERS = ("kiln", "uv", "pip")
PIP_VERSION = "26.3"


@dataclass(frozen=True)
class Installer:
    """`kiln`, `uv` or `pip`; `program` is an executable, pip's is the folder it lies in."""

    name: str
    program: Path

    @property
    def is_slow(self) -> bool:
        """pip takes a hundred times as long, so that one timed run says enough."""
        return self.name == "pip"

    def races_in(self, scenario: str) -> bool:
        """pip keeps no wheels of a local folder: its cold runs are its warm ones."""
        return self.name != "pip" or scenario != COLD

    def cache(self, place: Place) -> Path:
        return place.root / "cache" / self.name

    def bytecode(self, place: Place) -> list[Path]:
        """What was compiled for other environments; only Kiln keeps that."""
        return list(self.cache(place).glob("bytecode-*")) if self.name == "kiln" else []

    def command(self, scenario: str, environment: Path, corpus: Corpus, place: Place) -> Command:
        variables = {**place.variables(), "VIRTUAL_ENV": str(environment), "UV_OFFLINE": "1"}
        words = self.pip(scenario, environment) if self.name == "pip" else self.like_uv(scenario)
        if self.name == "pip":
            variables |= {"PYTHONPATH": str(self.program), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_CACHE_DIR": str(self.cache(place))}
        found = [] if scenario == UNINSTALL else ["--no-index", "--find-links", str(corpus.folder)]
        return Command([*words, *found, *(["-r"] if self.name == "pip" or scenario == UNINSTALL else []), str(corpus.requirements)], variables, place.home)

    def like_uv(self, scenario: str) -> list[str]:
        compiling = "--compile-bytecode" if scenario in (COMPILED, SECOND) else "--no-compile-bytecode"
        return [str(self.program), "pip", *(["uninstall"] if scenario == UNINSTALL else ["sync", compiling])]

    def pip(self, scenario: str, environment: Path) -> list[str]:
        compiling = "--compile" if scenario in (COMPILED, SECOND) else "--no-compile"
        return [str(environment / "bin" / "python"), "-m", "pip", *(["uninstall", "-y"] if scenario == UNINSTALL else ["install", "--no-deps", compiling])]

    def version(self) -> str:
        return f"pip {PIP_VERSION}, its own modules compiled" if self.name == "pip" else first_line([self.program, "--version"])


def unpack_pip(wheels: Path, peers: Path, python: Path) -> Path:
    """pip out of its wheel, compiled, in a folder for PYTHONPATH."""
    folder = peers / f"pip-{PIP_VERSION}"
    mark = folder / "made"
    if not mark.exists():
        wheel = next(wheels.glob(f"pip-{PIP_VERSION}-*.whl"), None)
        if wheel is None:
            raise RaceError(f"no wheel of pip {PIP_VERSION} in `{wheels}`; set KILN_SHARED to the folder that holds peers/ and corpus/")
        with zipfile.ZipFile(wheel) as archive:
            # Without its .dist-info: in an environment it would count as installed.
            archive.extractall(folder, [name for name in archive.namelist() if name.startswith("pip/")])
        subprocess.run([python, "-m", "compileall", "-q", folder], check=True)
        mark.touch()
    return folder
