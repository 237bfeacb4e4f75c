"""All interpreters to prove it for: the same that the tests find (tests/Kiln.Compiler.Tests/Support/Pythons.cs)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from race.failure import RaceError
from race.interpreters import Interpreter, ask

OLDEST_MINOR = 8


def every_interpreter(pythons: Path) -> list[Interpreter]:
    """Those of KILN_TEST_PYTHONS, else of `pythons`, pyenv and PATH; CPython 3.8 and newer, and PyPy."""
    found = [ask(path) for path in listed() or present(pythons)]
    supported = [one for one in found if supports(one)]
    if not supported:
        raise RaceError("no CPython from 3.8 on found; set KILN_TEST_PYTHONS, or give some by --interpreters")
    return sorted(supported, key=lambda one: (one.implementation, [int(part) for part in one.version.split(".")]))


def listed() -> list[Path]:
    return [Path(path) for path in os.environ.get("KILN_TEST_PYTHONS", "").split(":") if path]


def present(pythons: Path) -> list[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    pypy = shutil.which("pypy3")
    return [*sorted(pythons.glob("*/python")), *sorted(pyenv.glob("3.*/bin/python3")), *([Path(pypy)] if pypy else [])]


def supports(interpreter: Interpreter) -> bool:
    return int(interpreter.minor.split(".")[1]) >= OLDEST_MINOR
