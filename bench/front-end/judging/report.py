"""Outcomes as Markdown."""

from __future__ import annotations

from race import machine
from race.interpreters import Interpreter

from .answers import Outcome

COLUMNS = ("equal", "both reject", "handed back", "different", "wrongly accepted")
NOTES = """\
Each source is parsed by Kiln's front end and by the interpreter; kinds, fields, constants to the bit and all locations of the trees are compared. Level -: as parsed;
0, 1, 2: folded for that level of optimisation.

- *handed back*: rejected by Kiln though the interpreter accepts it; such a source is compiled by the interpreter. The reasons stand below.
- *different*, *wrongly accepted*: must be 0.
"""


def markdown(interpreter: Interpreter, outcomes: list[Outcome], date: str) -> str:
    rows = [f"| {one.title} | {'-' if one.level < 0 else one.level} | {one.counts.total()} | " + " | ".join(str(one.counts[column]) for column in COLUMNS) + " |"
            for one in outcomes]
    reasons = [f"- {one.title}, level {one.level}: " + ", ".join(f"{reason} {count}" for reason, count in one.reasons.most_common())
               for one in outcomes if one.reasons]
    return "\n".join([
        f"## {interpreter.title}",
        "",
        f"- machine: {machine.described()}",
        f"- date: {date}; {interpreter.compiler}",
        "",
        "| sources | level | number | " + " | ".join(COLUMNS) + " |",
        "|---|--:|--:|" + "--:|" * len(COLUMNS),
        *rows,
        "",
        *reasons,
        "",
    ])
