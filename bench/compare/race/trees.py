"""What lies in a compiled tree: its sources, its bytecode, and what a run has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Iterator

Stamps = dict[str, tuple[int, int, int]]


def files_below(root: Path) -> Iterator[os.DirEntry[str]]:
    waiting = [str(root)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    yield entry


def count_sources(root: Path) -> tuple[int, int]:
    """How many .py files, and their bytes."""
    sizes = [entry.stat().st_size for entry in files_below(root) if entry.name.endswith(".py")]
    return len(sizes), sum(sizes)


def bytecode_stamps(root: Path) -> Stamps:
    """Inode, time and size of every .pyc, by path below `root`: a file that was written again has other ones."""
    found: Stamps = {}
    for entry in files_below(root):
        if entry.name.endswith(".pyc"):
            status = entry.stat(follow_symlinks=False)
            found[os.path.relpath(entry.path, root)] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def other_files(root: Path) -> set[str]:
    return {os.path.relpath(entry.path, root) for entry in files_below(root) if not entry.name.endswith(".pyc")}


def remove_bytecode(root: Path) -> None:
    for folder, children, _ in os.walk(root):
        if "__pycache__" in children:
            children.remove("__pycache__")
            shutil.rmtree(os.path.join(folder, "__pycache__"))


def copy_bytecode(root: Path, target: Path) -> None:
    """Puts a copy of every .pyc into `target`, under the same relative paths."""
    shutil.rmtree(target, ignore_errors=True)
    for relative in bytecode_stamps(root):
        copy = target / relative
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / relative, copy)
