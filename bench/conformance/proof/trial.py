"""One interpreter's proof: its sources compiled by compileall, by Kiln with one job and with two, and all that was written compared."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from race.agreement import Agreement, compare_bytecode
from race.interpreters import Interpreter
from race.trees import bytecode_stamps, other_files

from .compiling import Tree
from .history import source_of, unexplained

# From here on marshal's bytes hang on more than the code object only in rare cases.
FIRST_EXACT_MINOR = 11


@dataclass(frozen=True)
class Outcome:
    """What came of one interpreter and level; `rejected` sources got no bytecode from compileall."""

    interpreter: Interpreter
    level: int
    sources: int
    rejected: int
    agreement: Agreement
    unexplained: list[str]
    jobs_differ: list[str]

    @property
    def is_byte_exact(self) -> bool:
        """Whether this interpreter writes the same bytes for the same source, but for a few files."""
        return self.interpreter.implementation == "CPython" and int(self.interpreter.minor.split(".")[1]) >= FIRST_EXACT_MINOR

    @property
    def holds(self) -> bool:
        return self.agreement.holds and not self.unexplained and not (self.jobs_differ and self.interpreter.implementation == "CPython")


def prove(tree: Tree, level: int, sources: int, kiln: Path) -> Outcome:
    reference = tree.by_compileall(f"compileall-{level}", level)
    written = tree.by_kiln(f"kiln-{level}-j1", kiln, level, jobs=1)
    again = tree.by_kiln(f"kiln-{level}-j2", kiln, level, jobs=2)
    agreement = compare_bytecode(tree.interpreter, written, reference, other_files(written) | other_files(again))
    outcome = Outcome(
        tree.interpreter, level, sources, sources - sources_compiled(tree, reference), agreement,
        unexplained=[], jobs_differ=differing(written, again))
    if outcome.is_byte_exact:
        outcome.unexplained.extend(unexplained(tree, level, written, agreement.equal_code))
    print(f"{tree.interpreter.title}, level {level}: {agreement.text()}; {len(outcome.jobs_differ)} differ between --jobs 1 and 2", file=sys.stderr, flush=True)
    return outcome


def sources_compiled(tree: Tree, reference: Path) -> int:
    """How many sources have bytecode of their own."""
    compiled = {source_of(name, tree.interpreter.tag) for name in bytecode_stamps(reference)}
    return sum(1 for source in compiled if (tree.sources / source).is_file())


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not there in both with the same bytes."""
    names = set(bytecode_stamps(one)) | set(bytecode_stamps(other))
    return sorted(name for name in names if not same_bytes(one / name, other / name))


def same_bytes(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
