"""What is compiled: an interpreter's own standard library, tests included where it has them, and the workload's wheels."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

from race.failure import RaceError
from race.interpreters import Interpreter

STDLIB = "import sysconfig; print(sysconfig.get_path('stdlib'))"
NOT_OF_THE_LIBRARY = {"site-packages", "dist-packages", "__pycache__"}


def lay_corpus(root: Path, interpreter: Interpreter, wheels: list[Path]) -> int:
    """Puts copies of the sources below `root`, which must not be there yet; returns how many they are."""
    copy_library(library_of(interpreter), root / "stdlib")
    for wheel in wheels:
        unpack_sources(wheel, root / "site-packages")
    return sum(1 for _ in root.rglob("*.py"))


def library_of(interpreter: Interpreter) -> Path:
    answer = subprocess.run([interpreter.executable, "-I", "-S", "-B", "-c", STDLIB], capture_output=True, text=True, check=True)
    return Path(answer.stdout.strip())


def copy_library(library: Path, target: Path) -> None:
    """Copies, since a system's own library may not be written to. Links are followed: Debian's point out of the tree."""
    for folder, children, names in os.walk(library):
        children[:] = [child for child in children if child not in NOT_OF_THE_LIBRARY]
        sources = [path for name in names if name.endswith(".py") and (path := Path(folder, name)).is_file()]
        if sources:
            copies = target / Path(folder).relative_to(library)
            copies.mkdir(parents=True)
            for source in sources:
                shutil.copy2(source, copies)
    if not target.is_dir():
        raise RaceError(f"no sources in `{library}`")


def unpack_sources(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target, [name for name in archive.namelist() if name.endswith(".py")])


def seed_wheels(shared: Path) -> list[Path]:
    wheels = sorted((shared / "corpus" / "seed").glob("*.whl"))
    if not wheels:
        raise RaceError(f"no wheels in `{shared}/corpus/seed`; set KILN_SHARED to the shared folder, or compile the standard library alone by --no-workload")
    return wheels
