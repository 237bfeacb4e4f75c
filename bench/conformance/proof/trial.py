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
    between_jobs: Agreement

    @property
    def holds(self) -> bool:
        same_with_two_jobs = self.between_jobs.holds and not (self.between_jobs.equal_code and is_cpython(self.interpreter))
        return self.agreement.holds and same_with_two_jobs and not self.unexplained

    @property
    def jobs_differ(self) -> list[str]:
        between = self.between_jobs
        return [*between.equal_code, *between.different, *between.missing, *between.unexpected]


def is_cpython(interpreter: Interpreter) -> bool:
    return interpreter.implementation == "CPython"


def is_byte_exact(interpreter: Interpreter) -> bool:
    """Whether it writes the same bytes for the same source, but for a few files."""
    return is_cpython(interpreter) and int(interpreter.minor.split(".")[1]) >= FIRST_EXACT_MINOR


def prove(tree: Tree, level: int, sources: int, kiln: Path) -> Outcome:
    reference = tree.by_compileall(f"compileall-{level}", level)
    written = tree.by_kiln(f"kiln-{level}-j1", kiln, level, jobs=1)
    again = tree.by_kiln(f"kiln-{level}-j2", kiln, level, jobs=2)
    agreement = compare_bytecode(tree.interpreter, written, reference, other_files(written) | other_files(again))
    outcome = Outcome(
        tree.interpreter, level, sources, sources - sources_compiled(tree, reference), agreement,
        unexplained(tree, level, written, agreement.equal_code) if is_byte_exact(tree.interpreter) else [],
        compare_bytecode(tree.interpreter, again, written, set()))
    print(f"{tree.interpreter.title}, level {level}: {agreement.text()}; {len(outcome.jobs_differ)} differ between --jobs 1 and 2", file=sys.stderr, flush=True)
    return outcome


def sources_compiled(tree: Tree, reference: Path) -> int:
    """How many sources have bytecode of their own."""
    compiled = {source_of(name, tree.interpreter.tag) for name in bytecode_stamps(reference)}
    return sum(1 for source in compiled if (tree.sources / source).is_file())
