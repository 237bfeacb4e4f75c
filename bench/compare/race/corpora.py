"""The wheels that are installed: folders of ../shared/corpus with a list of pins."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from .failure import RaceError
from .workload import canonical

CORPORA = ("seed", "open")


@dataclass(frozen=True)
class Corpus:
    """A folder of wheels, and the requirements that name one of each project."""

    name: str
    folder: Path

    @property
    def requirements(self) -> Path:
        return self.folder / "requirements.txt"

    def wheels(self) -> list[Path]:
        """Those that the requirements name."""
        pins = {line.split("==")[0] for line in self.requirements.read_text().split()}
        return [wheel for wheel in sorted(self.folder.glob("*.whl")) if canonical(wheel.name.split("-")[0]) in {canonical(pin) for pin in pins}]

    def brought_twice(self) -> set[str]:
        """Paths that two wheels bring: which of them stays is left to the installer."""
        counts: Counter[str] = Counter()
        for wheel in self.wheels():
            with zipfile.ZipFile(wheel) as archive:
                counts.update(name for name in archive.namelist() if not name.endswith("/"))
        return {name for name, count in counts.items() if count > 1}


def open_corpus(name: str, shared: Path) -> Corpus:
    corpus = Corpus(name, shared / "corpus" / name)
    if not corpus.requirements.is_file():
        raise RaceError(f"there is no `{corpus.requirements}`; set KILN_SHARED to the folder that holds peers/ and corpus/")
    return corpus
