"""Two trees compared, entry by entry: what is the same, what differs for a reason that docs/installing.md gives, and what differs without one."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from dataclasses import dataclass

from . import records
from .scenarios import Scenario
from .trees import Entry, Tree, needs_codec

# The headings of docs/installing.md that justify a difference.
INSTALLER = "INSTALLER names the installer"
COMMANDS = "commands call the same in other words"
DIRECT_URL = "direct_url.json has the hash"
RECORD = "RECORD hashes what differs"
UV_CACHE = "no uv_cache.json"
LOCK = "the lock file"
BYTECODE = "bytecode is proven elsewhere"
ENCODINGS = "sources in any encoding are compiled"
EMPTY_FOLDERS = "no empty folders"
SHARED = "a file of two distributions"
LINKED_METADATA = "every file of a wheel is linked"


@dataclass(frozen=True)
class Outcome:
    """What came of one scenario against one peer."""

    part: str
    wheels: int
    scenario: Scenario
    peer: str
    same: int
    explained: Counter[str]
    unexplained: list[str]
    commands: int

    @property
    def holds(self) -> bool:
        return self.same > 0 and not self.unexplained

    def line(self) -> str:
        return (f"| {self.part} | {self.wheels} | {self.scenario.name} | {self.peer} | {self.same:,} | {self.explained.total():,} "
                f"| {self.commands} | {len(self.unexplained)} |")


def compare(part: str, wheels: int, scenario: Scenario, peer: str, ours: Tree, theirs: Tree) -> Outcome:
    same, explained, unexplained = 0, Counter(), []
    for path in sorted(ours.entries.keys() | theirs.entries.keys()):
        verdict = judge(path, peer, ours, theirs)
        if verdict == "":
            same += 1
        elif verdict is not None:
            explained[verdict] += 1
        else:
            unexplained.append(f"`{path}`: {told(ours.entries.get(path))}, {peer} {told(theirs.entries.get(path))}")
    owned = records.owners(ours)
    lies = [f"`{path}`: {fault}" for path in records.installed(ours) for fault in records.faults(ours, path, owned)]
    return Outcome(part, wheels, scenario, peer, same, explained, [*unexplained, *lies], len(ours.calls))


def told(entry: Entry | None) -> str:
    return "nothing" if entry is None else f"{entry.kind} {entry.mode} {entry.digest[:8]}"


def judge(path: str, peer: str, ours: Tree, theirs: Tree) -> str | None:
    """"" if both are the same, the reason why they may differ, or None."""
    mine, other = ours.entries.get(path), theirs.entries.get(path)
    if mine is None or other is None:
        return reason_to_lack(path, peer, ours, theirs)
    if mine.digest == other.digest and mine.mode == other.mode and mine.kind != other.kind:
        return LINKED_METADATA if (mine.kind, other.kind, posixpath.basename(path)) == ("l", "-", "RECORD") else None
    if (mine.kind, mine.mode) != (other.kind, other.mode):
        return None
    if mine.digest == other.digest:
        return ""
    return reason_to_differ(path, peer, ours, theirs)


def reason_to_lack(path: str, peer: str, ours: Tree, theirs: Tree) -> str | None:
    if path == ".lock":
        return LOCK
    if path in ours.entries:
        return ENCODINGS if peer == "pip" and path.endswith(".pyc") and needs_codec(source_of(path, ours).content) else None
    if path.endswith(".dist-info/uv_cache.json"):
        return UV_CACHE if peer == "uv" else None
    is_empty_folder = theirs.entries[path].kind == "d" and not any(other.startswith(path + "/") for other in theirs.entries)
    return EMPTY_FOLDERS if is_empty_folder else None


def source_of(bytecode: str, tree: Tree) -> Entry:
    cache, name = posixpath.split(bytecode)
    return tree.entries[posixpath.join(posixpath.dirname(cache), name.split(".")[0] + ".py")]


def reason_to_differ(path: str, peer: str, ours: Tree, theirs: Tree) -> str | None:
    folder, name = posixpath.split(path)
    if name.endswith(".pyc"):
        return BYTECODE
    if path in ours.calls:
        return COMMANDS if ours.calls[path] == theirs.calls.get(path) and "exit code 7" in ours.calls[path] else None
    if not folder.endswith(".dist-info"):
        return SHARED if records.owners(ours)[path] > 1 else None
    mine, other = ours.entries[path].content, theirs.entries[path].content
    if name == "INSTALLER":
        return INSTALLER if (mine.strip(), other.strip()) == (b"kiln", peer.encode()) else None
    if name == "direct_url.json":
        return DIRECT_URL if is_same_origin(json.loads(mine), json.loads(other)) else None
    return RECORD if name == "RECORD" and meaning(ours, path, ours, theirs) == meaning(theirs, path, ours, theirs) else None


def is_same_origin(ours: dict, theirs: dict) -> bool:
    """uv leaves `archive_info` empty; what a peer says there, Kiln says too."""
    return ours["url"] == theirs["url"] and ours.keys() == theirs.keys() and theirs["archive_info"].items() <= ours["archive_info"].items()


def meaning(tree: Tree, record: str, ours: Tree, theirs: Tree) -> set[tuple[str, str, str]]:
    """The rows of files that both have; without hash and size where these differ, for they were judged themselves."""
    return {row if is_same(row[0], ours, theirs) else (row[0], "", "")
            for row in records.rows_of(tree, record) if row[0] in ours.entries and row[0] in theirs.entries}


def is_same(path: str, ours: Tree, theirs: Tree) -> bool:
    return ours.entries[path].digest == theirs.entries[path].digest
