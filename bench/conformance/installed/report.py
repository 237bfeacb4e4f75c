"""Outcomes as Markdown."""

from __future__ import annotations

from collections import Counter

from race import machine

from .comparison import Outcome

NOTES = """\
Each contestant installs the same wheels into a fresh environment (or folder) at the same path, with the same interpreter. All paths there are compared:
kind, mode bits, bytes. *files*: every wheel by its path; *names*: by name and version from `--find-links`; *compiled*: with bytecode; *target*, *prefix*:
`--target`, `--prefix`; the others are `--link-mode`s.

- *same*: equal in all of it. *explained*: differs in a way that docs/installing.md names and justifies, and was checked to mean the same; counted below.
- *commands*: those that were started with two arguments, and called the same function with them, from the same prefix, with the same exit code.
- *unexplained*: anything else, each named below; so is every row of Kiln's RECORDs that is not true.
"""


def markdown(outcomes: list[Outcome], who: str, date: str) -> str:
    reasons = sum((outcome.explained for outcome in outcomes), Counter())
    return "\n".join([
        "# Conformance: what Kiln installs, and uv and pip",
        "",
        f"- machine: {machine.described()}",
        f"- date: {date}; {who}",
        "",
        NOTES,
        "| corpus | wheels | scenario | peer | same | explained | commands | unexplained |",
        "|---|--:|---|---|--:|--:|--:|--:|",
        *(outcome.line() for outcome in outcomes),
        "",
        "| explained by | entries |",
        "|---|--:|",
        *(f"| {reason} | {count:,} |" for reason, count in sorted(reasons.items())),
        *(f"\n- {outcome.part}, {outcome.scenario.name}, {outcome.peer}: {text}" for outcome in outcomes for text in outcome.unexplained),
    ]) + "\n"
