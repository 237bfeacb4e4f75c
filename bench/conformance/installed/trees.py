"""What lies in a folder after an installation."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tokenize
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """Kind and mode bits of one path; of a file, or a link to one, its bytes' hash, and the bytes if an installer may have made it, or it is a source that needs a codec."""

    kind: str
    mode: str
    digest: str = ""
    content: bytes = b""


@dataclass(frozen=True)
class Tree:
    """Entries by path below the root, and what the commands among them do."""

    entries: dict[str, Entry]
    calls: dict[str, str]


def read_tree(root: Path, calls: dict[str, str]) -> Tree:
    entries: dict[str, Entry] = {}
    for folder, folders, files in os.walk(root):
        for name in [*folders, *files]:
            path = os.path.join(folder, name)
            entries[os.path.relpath(path, root)] = read_entry(path)
    return Tree(entries, calls)


def read_entry(path: str) -> Entry:
    status = os.lstat(path)
    kind, mode = stat.filemode(status.st_mode)[0], oct(stat.S_IMODE(status.st_mode))
    if kind == "l":
        # The bits of what it leads to: a link has none of its own.
        mode = oct(stat.S_IMODE(os.stat(path).st_mode))
    if not os.path.isfile(path):
        return Entry(kind, mode)
    content = Path(path).read_bytes()
    is_told = os.path.dirname(path).endswith(".dist-info") or (path.endswith(".py") and needs_codec(content))
    return Entry(kind, mode, hashlib.sha256(content).hexdigest(), content if is_told else b"")


def needs_codec(source: bytes) -> bool:
    """Whether a source says that it is not in UTF-8 (PEP 263)."""
    try:
        return tokenize.detect_encoding(io.BytesIO(source).readline)[0] not in ("utf-8", "utf-8-sig")
    except SyntaxError:
        return False
