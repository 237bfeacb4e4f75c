"""Outcomes as Markdown."""

from __future__ import annotations

from race import machine
from race.interpreters import Interpreter

from .trial import Outcome, is_byte_exact, is_cpython

NOTES = """\
Each interpreter compiles copies of its own standard library (*with tests* where it came with them) and the sources of the seed workload's wheels:
a fresh `python -m compileall -j1` first, then `kiln compile --jobs 1`, then `--jobs 2`, each at the same path and without bytecode at the start.

- *rejected*: sources that compileall cannot compile; Kiln wrote nothing for exactly these, and nothing but bytecode.
- *same bytes*: the whole `.pyc`, header included, as compileall wrote it.
- *same code*: other bytes, but the same header and an equal code object: every attribute, constants with their types and bits, all code within.
  Up to CPython 3.10 bytes hang on reference counts, hash seed and what the process did before, and Kiln writes a form that hangs on nothing.
  PyPy's hang on which names its process has interned, and stay as they come: jobs may differ there, in equal code objects.
  From 3.11 on each of these files is named below; all of them compileall itself, given that file alone, or a bare process, writes as Kiln did,
  unless it is *unexplained*.
- *different*, *missing*, *unexpected*, *left behind*: against compileall's files. *jobs differ*: not the same bytes with two jobs as with one.
"""


def markdown(outcomes: list[Outcome], kiln: str, date: str) -> str:
    return "\n".join([
        "# Conformance: Kiln's bytecode and compileall's",
        "",
        f"- machine: {machine.described()}",
        f"- date: {date}; {kiln}",
        *(f"- {title}" for title in dict.fromkeys(described(outcome.interpreter) for outcome in outcomes)),
        "",
        NOTES,
        "| interpreter | level | sources | rejected | same bytes | same code | unexplained | different | missing | unexpected | left behind | jobs differ |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        *map(line, outcomes),
        "",
        *(text for outcome in outcomes for text in named(outcome)),
    ]) + "\n"


def described(interpreter: Interpreter) -> str:
    """PyPy names no compiler."""
    return ", ".join(filter(None, (f"{interpreter.title}: `{interpreter.executable}`", interpreter.compiler)))


def line(outcome: Outcome) -> str:
    agreement = outcome.agreement
    counts = [outcome.sources, outcome.rejected, agreement.equal_bytes, *map(len, (
        agreement.equal_code, outcome.unexplained, agreement.different, agreement.missing, agreement.unexpected, agreement.left_behind, outcome.jobs_differ))]
    return f"| {outcome.interpreter.title} | {outcome.level} | " + " | ".join(f"{count:,}" for count in counts) + " |"


def named(outcome: Outcome) -> list[str]:
    """The names behind the numbers; not those of files that need not have the same bytes."""
    agreement = outcome.agreement
    lists = {
        "same code in other bytes": agreement.equal_code if is_byte_exact(outcome.interpreter) else [],
        "unexplained": outcome.unexplained,
        "different": agreement.different,
        "missing": agreement.missing,
        "unexpected": agreement.unexpected,
        "left behind": agreement.left_behind,
        "jobs differ": outcome.jobs_differ if is_cpython(outcome.interpreter) else [],
    }
    title = f"{outcome.interpreter.title}, level {outcome.level}"
    return [f"- {title}, {label}: {', '.join(f'`{name}`' for name in names)}" for label, names in lists.items() if names]
