"""Proof that a contestant did the same work: its .pyc files against those of a fresh `python -m compileall`."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError
from .interpreters import Interpreter
from .trees import bytecode_stamps

NAMES_SHOWN = 40


@dataclass(frozen=True)
class Agreement:
    """How many files are equal byte for byte, the names of those of which only the code objects are, and of all that differ."""

    equal_bytes: int
    equal_code: list[str]
    different: list[str]
    missing: list[str]
    unexpected: list[str]
    left_behind: list[str]

    @property
    def holds(self) -> bool:
        return not (self.different or self.missing or self.unexpected or self.left_behind)

    def text(self) -> str:
        parts = [f"{self.equal_bytes:,} of {self.equal_bytes + len(self.equal_code) + len(self.different) + len(self.missing):,} equal byte for byte"]
        named = (("equal code objects in other bytes", self.equal_code), ("DIFFERENT", self.different), ("MISSING", self.missing),
                 ("UNEXPECTED", self.unexpected), ("OTHER FILES LEFT BEHIND", self.left_behind))
        parts += [f"{len(names):,} {label} ({shortened(names)})" for label, names in named if names]
        return "; ".join(parts)


def shortened(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:NAMES_SHOWN])
    return shown + (f" and {len(names) - NAMES_SHOWN:,} more" if len(names) > NAMES_SHOWN else "")


def compare_bytecode(interpreter: Interpreter, written: Path, reference: Path, left_behind: set[str], *options: str) -> Agreement:
    """The .pyc below `written` against those below `reference`; bytes here, code objects by the interpreter that they are for."""
    ours, theirs = set(bytecode_stamps(written)), set(bytecode_stamps(reference))
    common = sorted(ours & theirs)
    unequal = [name for name in common if (written / name).read_bytes() != (reference / name).read_bytes()]
    verdicts = dict(zip(unequal, compare_code(interpreter, written, reference, unequal, *options)))
    return Agreement(
        equal_bytes=len(common) - len(unequal),
        equal_code=[name for name in unequal if verdicts[name] == ""],
        different=[f"{name}: {verdicts[name]}" for name in unequal if verdicts[name] != ""],
        missing=sorted(theirs - ours),
        unexpected=sorted(ours - theirs),
        left_behind=sorted(left_behind))


def compare_code(interpreter: Interpreter, written: Path, reference: Path, names: list[str], *options: str) -> list[str]:
    pairs = b"".join(os.fsencode(root / name) + b"\0" for name in names for root in (written, reference))
    script = Path(__file__).with_name("code_objects.py")
    done = subprocess.run([interpreter.executable, "-I", "-S", "-B", script, *options], input=pairs, capture_output=True, check=False)
    if done.returncode != 0:
        raise RaceError(f"`{script}` ended with {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
    return json.loads(done.stdout)
