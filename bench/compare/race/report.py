"""Results as Markdown."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Iterable, Mapping

from . import machine
from .agreement import Agreement
from .install_race import InstallResult
from .installed import TreeAgreement
from .places import Place
from .resolve_race import ResolveResult, SetResult
from .scenarios import SCENARIOS, RaceResult, Result

BASELINE = "uv"

COMPILE_TITLE = "Compiling an environment: Kiln and its rivals"
COMPILE_NOTES = """\
Wall time from fork to the end of the process, in seconds; *× uv* compares medians. All contestants of a table take turns in one run; between
two runs stands a `sync`. Sources are in the page cache. Memory is of one further run that is not timed: *tree* is the peak of the sum
of PSS over the process and all its descendants, *main* the peak resident size of the first process (VmHWM), both looked at every 10 ms.
*Written* counts the `.pyc` files that a run wrote.
"""

INSTALL_TITLE = "Installing wheels: Kiln and its rivals"
INSTALL_NOTES = """\
Wall time from fork to the end of the process, in seconds; *× uv* compares medians. All contestants of a table take turns in one run; between
two runs stands a `sync`. kiln and uv run `pip sync`, pip `pip install --no-deps` (one timed run: it takes many times as long), all of a folder of wheels,
without network, into an environment that uv made. pip keeps no cache of such wheels, so that it has no cold race. Memory is of one further run that is not timed:
*tree* is the peak of the sum of PSS over the process and all its descendants, *main* the peak resident size of the first process (VmHWM), both looked
at every 10 ms. *Written* counts the `.pyc` files there afterwards.
"""

RESOLVE_TITLE = "Resolving requirements: Kiln and uv"
RESOLVE_NOTES = """\
The sets of the recorded index, served on this machine by its own `serve.py` (Python, which takes a core for itself) and by nginx, for x86-64 Linux and wheels only. Wall time from fork to the end of the process,
in seconds, medians; *busy* are the seconds of processors; both take turns. A warm cache is what a run of the same set left. *Asked* counts pages and metadata, *sent* the bytes of the
answers. The servers' answers say of pages that they are good for ten minutes, and of metadata nothing: uv asks for that again in each run.
"""


@dataclass(frozen=True)
class Heading:
    """What stands above the tables."""

    title: str
    notes: str
    date: str
    load: float
    rounds: int
    places: list[Place]
    versions: dict[str, str]
    interpreters: dict[str, str]
    left_out: list[str]

    @staticmethod
    def of_resolving(**known: object) -> Heading:
        return Heading(title=RESOLVE_TITLE, notes=RESOLVE_NOTES, left_out=[], **known)

    def lines(self) -> list[str]:
        return [
            f"# {self.title}",
            "",
            f"- machine: {machine.described()}; load before the start {self.load:.2f}",
            "- filesystems: " + ", ".join(f"{place.name} is {place.filesystem}" for place in self.places),
            f"- date: {self.date}; {self.rounds} rounds",
            *(f"- {name}: {version}" for name, version in self.versions.items()),
            *(f"- {name}: {details}" for name, details in self.interpreters.items()),
            *(f"- not raced: {reason}" for reason in self.left_out),
            "",
            self.notes,
        ]


def compile_markdown(heading: Heading, races: list[RaceResult]) -> str:
    return "\n".join([*heading.lines(), *(line for race in races for line in race_lines(race))])


def race_lines(race: RaceResult) -> list[str]:
    return [
        f"## {race.environment.interpreter.title}, {race.environment.place.name}, {SCENARIOS[race.scenario]}",
        "",
        f"{race.sources:,} sources, {race.source_bytes / 1e6:.1f} MB.",
        "",
        *table_lines(race.results),
        *agreement_lines("The `.pyc` files against those of a fresh `python -m compileall`:", race.agreements),
    ]


def install_markdown(heading: Heading, races: list[InstallResult]) -> str:
    return "\n".join([*heading.lines(), *(line for race in races for line in install_lines(race))])


def install_lines(race: InstallResult) -> list[str]:
    return [
        f"## {race.title}",
        "",
        f"{race.wheels:,} wheels, {race.files:,} files.",
        "",
        *table_lines(race.results),
        *agreement_lines("What is there afterwards, against what uv copies from a warm cache:", race.agreements),
    ]


def table_lines(results: list[Result]) -> list[str]:
    baseline = next((statistics.median(result.seconds) for result in results if result.contestant.name == BASELINE), None)
    return [
        "| | median | min to max | × uv | tree MiB | main MiB | written |",
        "|---|---|---|---|---|---|---|",
        *(result_line(result, baseline) for result in results),
        "",
    ]


def result_line(result: Result, baseline: float | None) -> str:
    median = statistics.median(result.seconds)
    ratio = "" if baseline is None else f"{median / baseline:.2f}"
    memory = " | ".join(f"{kib / 1024:.0f}" for kib in (result.memory.tree, result.memory.main))
    written = " or ".join(f"{count:,}" for count in sorted(result.files))
    spread = f"{min(result.seconds):.3f} to {max(result.seconds):.3f}"
    return f"| {result.contestant.name} | {median:.3f} | {spread} | {ratio} | {memory} | {written} |"


def agreement_lines(title: str, agreements: Mapping[str, Agreement | TreeAgreement]) -> list[str]:
    return [title, "", *(f"- {name}: {agreement.text()}" for name, agreement in agreements.items()), ""] if agreements else []


def report_resolving(heading: Heading, races: list[ResolveResult]) -> str:
    return "\n".join([*heading.lines(), *(line for race in races for line in resolve_lines(race))])


def resolve_lines(race: ResolveResult) -> list[str]:
    names = list(race.results)
    sets = list(next(iter(race.results.values())))
    rows = [(name, [race.results[one][name] for one in names]) for name in sets]
    return [
        f"## {race.title}",
        "",
        "| | " + " | ".join(f"{name} | busy | asked | sent kB" for name in names) + " | × uv | busy × uv |",
        "|---" * (3 + 4 * len(names)) + "|",
        *(resolve_line(name, names, results) for name, results in rows),
        resolve_line("**all**", names, [total(race.results[one].values()) for one in names]),
        "",
    ]


def resolve_line(title: str, names: list[str], results: list[SetResult]) -> str:
    medians = {name: (statistics.median(result.seconds), statistics.median(result.busy)) for name, result in zip(names, results)}
    cells = (f"{medians[name][0]:.3f} | {medians[name][1]:.3f} | {result.traffic.pages + result.traffic.metadata:,} | {result.traffic.sent / 1000:,.0f}"
             for name, result in zip(names, results))
    first = next(iter(medians.values()))
    ratios = " | ".join(f"{one / other:.2f}" for one, other in zip(first, medians[BASELINE])) if BASELINE in medians else " | "
    return f"| {title} | " + " | ".join(cells) + f" | {ratios} |"


def total(results: Iterable[SetResult]) -> SetResult:
    """All sets as one: the sum of the medians, and of what was asked."""
    all_of = list(results)
    traffic = all_of[0].traffic
    for result in all_of[1:]:
        traffic = traffic + result.traffic
    seconds, busy = (sum(statistics.median(one) for one in each) for each in ([result.seconds for result in all_of], [result.busy for result in all_of]))
    return SetResult([seconds], [busy], traffic)
