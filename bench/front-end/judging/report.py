"""Outcomes as Markdown."""

from __future__ import annotations

from race import machine
from race.interpreters import Interpreter

from .answers import Outcome

COLUMNS = ("equal", "both reject", "handed back", "different", "wrongly accepted")
NOTES = """\
Each source goes through Kiln's front end and through the interpreter. Level -: as parsed; 0, 1, 2: folded for that level of optimisation. Compared are

- *tree*: kinds, fields, constants to the bit and all locations;
- *symbols*: all scopes with their names, in their order, and what the symbol table knows of them;
- *annotations*: the text that `from __future__ import annotations` makes of expressions.

How they ended:

- *handed back*: rejected by Kiln though the interpreter accepts it; such a source is compiled by the interpreter. The reasons stand below.
- *different*, *wrongly accepted*: must be 0.
"""


def markdown(interpreter: Interpreter, outcomes: list[Outcome], date: str) -> str:
    rows = [f"| {one.stage} | {one.title} | {'-' if one.level < 0 else one.level} | {one.counts.total()} | " + " | ".join(str(one.counts[column]) for column in COLUMNS) + " |"
            for one in outcomes]
    reasons = [f"- {one.stage}, {one.title}, level {one.level}: " + ", ".join(f"{reason} {count}" for reason, count in one.reasons.most_common())
               for one in outcomes if one.reasons]
    return "\n".join([
        f"## {interpreter.title}",
        "",
        f"- machine: {machine.described()}",
        f"- date: {date}; {interpreter.compiler}",
        "",
        "| stage | sources | level | number | " + " | ".join(COLUMNS) + " |",
        "|---|---|--:|--:|" + "--:|" * len(COLUMNS),
        *rows,
        "",
        *reasons,
        "",
    ])
