"""Results as Markdown."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

from . import machine
from .places import Place
from .scenarios import SCENARIOS, RaceResult, Result

BASELINE = "uv"

NOTES = """\
Wall time from fork to the end of the process, in seconds; *× uv* compares medians. All contestants of a table take turns in one run; between
two runs stands a `sync`. Sources are in the page cache. Memory is of one further run that is not timed: *tree* is the peak of the sum
of PSS over the process and all its descendants, *main* the peak resident size of the first process (VmHWM), both looked at every 10 ms.
*Written* counts the `.pyc` files that a run wrote.
"""


@dataclass(frozen=True)
class Heading:
    """What stands above the tables."""

    date: str
    load: float
    rounds: int
    places: list[Place]
    versions: dict[str, str]
    interpreters: dict[str, str]
    left_out: list[str]


def markdown(heading: Heading, races: list[RaceResult]) -> str:
    return "\n".join([*heading_lines(heading), *(line for race in races for line in race_lines(race))])


def heading_lines(heading: Heading) -> list[str]:
    return [
        "# Compiling an environment: Kiln and its rivals",
        "",
        f"- machine: {machine.described()}; load before the start {heading.load:.2f}",
        "- filesystems: " + ", ".join(f"{place.name} is {place.filesystem}" for place in heading.places),
        f"- date: {heading.date}; {heading.rounds} rounds",
        *(f"- {name}: {version}" for name, version in heading.versions.items()),
        *(f"- {name}: {details}" for name, details in heading.interpreters.items()),
        *(f"- not raced: {reason}" for reason in heading.left_out),
        "",
        NOTES,
    ]


def race_lines(race: RaceResult) -> list[str]:
    baseline = next((statistics.median(result.seconds) for result in race.results if result.contestant.name == BASELINE), None)
    title = f"## {race.environment.interpreter.title}, {race.environment.place.name}, {SCENARIOS[race.scenario]}"
    return [
        title,
        "",
        f"{race.sources:,} sources, {race.source_bytes / 1e6:.1f} MB.",
        "",
        "| | median | min to max | × uv | tree MiB | main MiB | written |",
        "|---|---|---|---|---|---|---|",
        *(result_line(result, baseline) for result in race.results),
        "",
        *agreement_lines(race),
    ]


def result_line(result: Result, baseline: float | None) -> str:
    median = statistics.median(result.seconds)
    ratio = "" if baseline is None else f"{median / baseline:.2f}"
    memory = " | ".join(f"{kib / 1024:.0f}" for kib in (result.memory.tree, result.memory.main))
    written = " or ".join(f"{count:,}" for count in sorted(result.files))
    spread = f"{min(result.seconds):.3f} to {max(result.seconds):.3f}"
    return f"| {result.contestant.name} | {median:.3f} | {spread} | {ratio} | {memory} | {written} |"


def agreement_lines(race: RaceResult) -> list[str]:
    if not race.agreements:
        return []
    said = [f"- {name}: {agreement.text()}" for name, agreement in race.agreements.items()]
    return ["The `.pyc` files against those of a fresh `python -m compileall`:", "", *said, ""]
