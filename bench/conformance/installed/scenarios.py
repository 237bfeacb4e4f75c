"""Ways to install that are compared, and the wheels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from race.failure import RaceError

INSTALLERS = ("kiln", "uv", "pip")
ONLY_UV = ("kiln", "uv")
ONLY_PIP = ("kiln", "pip")


@dataclass(frozen=True)
class Scenario:
    """`words` go to every contestant. In `layout` the place is an environment, or the folder of --target or --prefix."""

    name: str
    contestants: tuple[str, ...]
    words: tuple[str, ...] = ()
    layout: str = "environment"
    compiles: bool = False
    by_name: bool = False


SCENARIOS = {scenario.name: scenario for scenario in [
    Scenario("files", INSTALLERS),
    Scenario("names", INSTALLERS, by_name=True),
    Scenario("compiled", ONLY_PIP, by_name=True, compiles=True),
    Scenario("target", ONLY_UV, layout="--target"),
    Scenario("prefix", ONLY_UV, layout="--prefix"),
    *(Scenario(mode, ONLY_UV, words=("--link-mode", mode)) for mode in ("clone", "hardlink", "copy", "symlink")),
]}


def choose_wheels(folder: Path, packages: list[str] | None) -> list[Path]:
    """All wheels of a part of the corpus, or those of some packages."""
    wheels = sorted(folder.glob("*.whl"))
    if not wheels:
        raise RaceError(f"no wheels in `{folder}`; set KILN_SHARED to the folder that holds corpus/ and peers/")
    return [wheel for wheel in wheels if packages is None or wheel.name.split("-")[0].lower() in packages]
