"""The workload: jupyter and plotly of ../shared/corpus/seed in an environment that uv made, and one of 65,000 sources."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError
from .interpreters import Interpreter
from .places import Place
from .trees import count_sources

SEED_MINOR = "3.12"
UV_VERSION = "0.13.8"
LARGE_SOURCES = 65_000


@dataclass(frozen=True)
class Environment:
    """An environment with its packages, and the requirements that `uv pip sync` finds all met there."""

    folder: Path
    site_packages: Path
    requirements: Path
    interpreter: Interpreter
    place: Place

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"


class Workload:
    """Makes environments where they lack; `shared` holds the wheels and uv's, `peers` gets uv's executable."""

    def __init__(self, shared: Path, peers: Path, seed_interpreter: Interpreter) -> None:
        self.seed = shared / "corpus" / "seed"
        self.uv = unpack_uv(shared / "peers", peers)
        self.seed_interpreter = seed_interpreter

    def environment(self, interpreter: Interpreter, place: Place) -> Environment:
        folder = place.root / f"env-{interpreter.version}"
        return self.made_once(folder, interpreter, place, self.fill)

    def large_environment(self, small: Environment) -> Environment:
        """The same with copies of its packages under new names, bytecode and times included, until 65,000 sources are there."""
        def fill(large: Environment) -> None:
            self.fill(large)
            shutil.copytree(small.site_packages, large.site_packages, symlinks=True, dirs_exist_ok=True)
            multiply_packages(large.site_packages)
        return self.made_once(small.folder.with_name(small.folder.name + "-large"), small.interpreter, small.place, fill)

    def made_once(self, folder: Path, interpreter: Interpreter, place: Place, fill) -> Environment:
        """The mark is written last and names what went in, so that a half-made or an outdated environment is made anew."""
        mark = folder.with_name(folder.name + ".made")
        recipe = f"{interpreter.executable}\n{interpreter.compiler}\nuv {UV_VERSION}\n{self.seed}\n{LARGE_SOURCES}\n"
        environment = Environment(folder, self.site_packages(folder, interpreter), folder / "requirements.txt", interpreter, place)
        if not mark.exists() or mark.read_text() != recipe:
            mark.unlink(missing_ok=True)
            shutil.rmtree(folder, ignore_errors=True)
            self.run_uv(place, "venv", "--quiet", "--no-project", "--python", str(interpreter.executable), str(folder))
            fill(environment)
            mark.write_text(recipe)
        return environment

    @staticmethod
    def site_packages(folder: Path, interpreter: Interpreter) -> Path:
        name = "pypy" if interpreter.implementation == "PyPy" else "python"
        return folder / "lib" / f"{name}{interpreter.minor}" / "site-packages"

    def fill(self, environment: Environment) -> None:
        """Installs; for other versions than 3.12 copies what was installed for that, and lets uv forget the compiled packages."""
        requirements = (self.seed / "requirements.txt").read_text()
        if environment.interpreter.minor != SEED_MINOR:
            installed = self.environment(self.seed_interpreter, environment.place)
            shutil.copytree(installed.site_packages, environment.site_packages, symlinks=True, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("__pycache__"))
            requirements = self.forget_compiled_packages(environment, requirements)
        environment.requirements.write_text(requirements)
        # Installs into the seed's version; in a copy it finds all requirements met, and only leaves the environment's lock file there.
        self.run_uv(environment.place, "pip", "sync", "--quiet", "--offline", "--no-index", "--find-links", str(self.seed), "--link-mode", "copy",
                    "--python", str(environment.python), str(environment.requirements))

    def forget_compiled_packages(self, environment: Environment, requirements: str) -> str:
        compiled = {canonical(wheel.name.split("-")[0]) for wheel in self.seed.glob("*.whl") if not wheel.name.endswith("none-any.whl")}
        for record in environment.site_packages.glob("*.dist-info"):
            if canonical(record.name.split("-")[0]) in compiled:
                shutil.rmtree(record)
        kept = [line for line in requirements.splitlines() if canonical(line.split("==")[0]) not in compiled]
        return "\n".join(kept) + "\n"

    def run_uv(self, place: Place, *words: str) -> None:
        done = subprocess.run([self.uv, *words], env=place.variables(), cwd=place.home, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RaceError(f"`uv {' '.join(words)}` failed: {done.stderr.strip()}")


def canonical(name: str) -> str:
    """PEP 503's form of a package name."""
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def unpack_uv(wheels: Path, peers: Path) -> Path:
    """uv's executable out of its wheel."""
    uv = peers / f"uv-{UV_VERSION}" / "uv"
    if not uv.exists():
        wheel = next(wheels.glob(f"uv-{UV_VERSION}-*.whl"), None)
        if wheel is None:
            raise RaceError(f"no wheel of uv {UV_VERSION} in `{wheels}`; set KILN_SHARED to the folder that holds peers/ and corpus/")
        uv.parent.mkdir(parents=True, exist_ok=True)
        unfinished = uv.with_name("uv.part")
        with zipfile.ZipFile(wheel) as archive:
            unfinished.write_bytes(archive.read(f"uv-{UV_VERSION}.data/scripts/uv"))
        unfinished.chmod(unfinished.stat().st_mode | stat.S_IXUSR)
        unfinished.rename(uv)
    return uv


def multiply_packages(site_packages: Path) -> None:
    """Copies package after package, round after round, each that still fits, until none does: those of one source make the number exact."""
    folders = [child for child in sorted(site_packages.iterdir()) if child.is_dir() and not child.name.endswith((".dist-info", "__pycache__"))]
    sizes = {folder: size for folder in folders if (size := count_sources(folder)[0]) > 0}
    room, copy = LARGE_SOURCES - count_sources(site_packages)[0], 2
    while room >= min(sizes.values()):
        for package, size in sizes.items():
            if size <= room:
                shutil.copytree(package, site_packages / f"{package.name}_{copy}", symlinks=True)
                room -= size
        copy += 1
