"""Where a race runs: a folder on the disk or on a tmpfs, and what keeps one user's settings out of it."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError

TMPFS_BYTES_NEEDED = 4 << 30


@dataclass(frozen=True)
class Place:
    """A folder for environments, caches and an empty home; `filesystem` is the type that the kernel gives for it."""

    name: str
    root: Path
    filesystem: str

    @property
    def home(self) -> Path:
        return self.root / "home"

    def variables(self) -> dict[str, str]:
        """All the environment that a contestant gets: no PYTHON*, UV_*, KILN_*, PIP_* of the user, and caches of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "DOTNET_ROOT") if name in os.environ}
        return {
            **kept,
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.root / "cache"),
            "UV_CACHE_DIR": str(self.root / "cache" / "uv"),
            "KILN_CACHE_DIR": str(self.root / "cache" / "kiln"),
            "UV_NO_CONFIG": "1",
        }


def without_kept_bytecode(variables: dict[str, str]) -> dict[str, str]:
    """For races and proofs of compiling: Kiln compiles again what it has compiled before."""
    return {**variables, "KILN_BYTECODE_CACHE_MIB": "0"}


def open_place(name: str, root: Path) -> Place:
    """Makes the folder and looks at the filesystem below it; `tmpfs` must be one, and `disk` must not."""
    (root / "home").mkdir(parents=True, exist_ok=True)
    filesystem = filesystem_of(root)
    if (filesystem == "tmpfs") != (name == "tmpfs"):
        raise RaceError(f"`{root}` is to be the {name} of the race, but its filesystem is {filesystem}; give another by `--work` or `--tmpfs`")
    if name == "tmpfs" and shutil.disk_usage(root).free < TMPFS_BYTES_NEEDED:
        raise RaceError(f"`{root}` has less than {TMPFS_BYTES_NEEDED >> 30} GiB free; mount a larger tmpfs and give it by `--tmpfs`")
    return Place(name, root, filesystem)


def filesystem_of(path: Path) -> str:
    """The type of the mount that holds `path`: the last of the longest mount points above it."""
    resolved = os.path.join(path.resolve(), "")
    mounts = [line.split(" ") for line in Path("/proc/self/mounts").read_text().splitlines()]
    above = [(len(fields[1]), index) for index, fields in enumerate(mounts) if resolved.startswith(os.path.join(fields[1], ""))]
    return mounts[max(above)[1]][2]
