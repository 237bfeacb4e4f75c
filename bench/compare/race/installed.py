"""Proof that a contestant installed the same: the files of wheels by bytes and mode, the bytecode by its code."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .agreement import Agreement, compare_bytecode, shortened
from .interpreters import Interpreter
from .trees import copy_bytecode, files_below, remove_bytecode

GENERATED = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json")

Tree = dict[str, tuple[int, str]]


@dataclass(frozen=True)
class TreeAgreement:
    """How many files of wheels are as in the reference, and the names of those that are not."""

    equal: int
    either: list[str]
    different: list[str]
    missing: list[str]
    unexpected: list[str]
    bytecode: Agreement | None

    @property
    def holds(self) -> bool:
        return not (self.different or self.missing or self.unexpected) and (self.bytecode is None or self.bytecode.holds)

    def text(self) -> str:
        named = (("brought by two wheels, of which another stayed", self.either), ("DIFFERENT", self.different), ("MISSING", self.missing),
                 ("UNEXPECTED", self.unexpected))
        parts = [f"{self.equal:,} files of wheels equal in bytes and mode", *(f"{len(names):,} {label} ({shortened(names)})" for label, names in named if names)]
        return "; ".join([*parts, *([f"bytecode against compileall's: {self.bytecode.text()}"] if self.bytecode else [])])


def wheel_files(environment: Path) -> Tree:
    """Mode and SHA-256 of every file but those that installers make: metadata of their own, commands, bytecode, the environment's own."""
    found: Tree = {}
    for root in (environment / "lib", environment / "share", environment / "etc", environment / "include"):
        for entry in files_below(root) if root.is_dir() else ():
            is_generated = entry.name.endswith(".pyc") or (entry.name in GENERATED and Path(entry.path).parent.name.endswith(".dist-info"))
            if not is_generated and entry.name != "_virtualenv.py" and entry.name != "_virtualenv.pth":
                content = Path(entry.path).read_bytes()
                found[os.path.relpath(entry.path, environment)] = (entry.stat().st_mode & 0o7777, hashlib.sha256(content).hexdigest())
    return found


def compare_trees(ours: Tree, reference: Tree, brought_twice: set[str], bytecode: Agreement | None) -> TreeAgreement:
    unequal = sorted(name for name in ours.keys() & reference.keys() if ours[name] != reference[name])
    either = [name for name in unequal if ours[name][0] == reference[name][0] and name.partition("site-packages/")[2] in brought_twice]
    return TreeAgreement(
        equal=len(ours.keys() & reference.keys()) - len(unequal),
        either=either,
        different=[name for name in unequal if name not in either],
        missing=sorted(reference.keys() - ours.keys()),
        unexpected=sorted(ours.keys() - reference.keys()),
        bytecode=bytecode)


def judge_bytecode(interpreter: Interpreter, site_packages: Path, python: Path, *options: str) -> Agreement:
    """The bytecode there against that of compileall, for which it makes room: headers hold times that differ from install to install."""
    written = site_packages.parent / "written"
    copy_bytecode(site_packages, written)
    remove_bytecode(site_packages)
    # It ends with 1 where a source is not valid Python; the others pass over that.
    subprocess.run([python, "-m", "compileall", "-q", "-j0", site_packages], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    agreement = compare_bytecode(interpreter, written, site_packages, set(), *options)
    shutil.rmtree(written)
    return agreement
