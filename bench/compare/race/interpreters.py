"""The Pythons that are compiled for: found by version or path, asked once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError

QUESTION = """
import json, platform, sys
print(json.dumps([platform.python_implementation(), platform.python_version(), platform.python_compiler(), sys.implementation.cache_tag]))
"""


@dataclass(frozen=True)
class Interpreter:
    """A Python by its executable; `title` is what tables call it."""

    executable: Path
    implementation: str
    version: str
    compiler: str
    tag: str

    @property
    def title(self) -> str:
        return f"{self.implementation} {self.version}"

    @property
    def minor(self) -> str:
        return ".".join(self.version.split(".")[:2])


def find_interpreter(wanted: str, pythons: Path) -> Interpreter:
    """`wanted` is a path, a whole version (pyenv's), or X.Y: first the one in `pythons`, then pyenv's newest, then PATH's."""
    for candidate in candidates(wanted, pythons):
        if candidate.is_file():
            return ask(candidate)
    raise RaceError(f"no Python `{wanted}` found; give a path, or run tools/pythons.sh for Debian's 3.13 to 3.15")


def candidates(wanted: str, pythons: Path) -> list[Path]:
    if os.sep in wanted:
        return [Path(wanted)]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    if wanted.count(".") > 1:
        return [pyenv / wanted / "bin" / "python3"]
    newest_first = sorted(pyenv.glob(f"{wanted}.*"), key=lambda folder: int_or_minus_one(folder.name.split(".")[-1]), reverse=True)
    on_path = shutil.which(f"python{wanted}")
    return [pythons / wanted / "python", *(folder / "bin" / "python3" for folder in newest_first), *([Path(on_path)] if on_path else [])]


def int_or_minus_one(text: str) -> int:
    return int(text) if text.isdigit() else -1


def ask(executable: Path) -> Interpreter:
    answer = subprocess.run([executable, "-I", "-S", "-B", "-c", QUESTION], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        raise RaceError(f"`{executable}` does not run as a Python: {answer.stderr.strip()}")
    # uv writes the executable's folder into pyvenv.cfg as the Python's home, from where a Python behind a link does not find its library.
    return Interpreter(executable.resolve(), *json.loads(answer.stdout))
