"""The recorded index, served on the loopback interface by its own program, with a log of what was asked."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError


@dataclass(frozen=True)
class Traffic:
    """What one run asked for."""

    pages: int
    metadata: int
    sent: int

    def __add__(self, other: Traffic) -> Traffic:
        return Traffic(self.pages + other.pages, self.metadata + other.metadata, self.sent + other.sent)


class IndexServer:
    """`serve.py` of the shared folder's index, which answers each question after so many milliseconds."""

    def __init__(self, index: Path, latency: int) -> None:
        self.index, self.latency = index, latency

    def __enter__(self) -> IndexServer:
        self.folder = tempfile.TemporaryDirectory(prefix="kiln-index-")
        self.log = Path(self.folder.name) / "log"
        words = [sys.executable, str(self.index / "serve.py"), "--latency", str(self.latency), "--log", str(self.log)]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        if not self.url:
            raise RaceError(f"`{' '.join(words)}` does not serve")
        self.read = 0
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def traffic(self) -> Traffic:
        """What was asked since the last call."""
        lines = self.log.read_text().splitlines()
        new, self.read = [line.split() for line in lines[self.read:]], len(lines)
        pages = sum(path.startswith("/simple/") for _, path, _, _ in new)
        return Traffic(pages, len(new) - pages, sum(int(sent) for _, _, _, sent in new))
