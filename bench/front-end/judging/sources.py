"""What is parsed: whole files, the texts within the interpreter's tests, mutants of both."""

from __future__ import annotations

import ast
import os
import random
import re
import subprocess
import tarfile
import textwrap
import zipfile
from pathlib import Path

from . import fstrings, mutants

STDLIB = "import sysconfig; print(sysconfig.get_path('stdlib'))"
NOT_OF_THE_LIBRARY = {"site-packages", "dist-packages", "__pycache__"}
DOCTEST = re.compile(r"^ *>>> (.*\n(?: *\.\.\. ?.*\n)*)", re.MULTILINE)


def library(executable: Path) -> list[bytes]:
    root = subprocess.run([executable, "-I", "-S", "-B", "-c", STDLIB], capture_output=True, text=True, check=True).stdout.strip()
    found = []
    for folder, children, names in os.walk(root):
        children[:] = sorted(child for child in children if child not in NOT_OF_THE_LIBRARY)
        paths = [Path(folder, name) for name in sorted(names) if name.endswith(".py")]
        found += [path.read_bytes() for path in paths if path.is_file()]
    return found


def packages(folder: Path) -> list[bytes]:
    """All sources in the wheels and source distributions of a folder."""
    found = []
    for archive in sorted(folder.iterdir()):
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                found += [wheel.read(name) for name in wheel.namelist() if name.endswith(".py")]
        elif archive.name.endswith(".tar.gz"):
            with tarfile.open(archive) as distribution:
                found += [distribution.extractfile(one).read() for one in distribution if one.name.endswith(".py") and one.isfile()]
    return found


def snippets(files: list[bytes]) -> list[bytes]:
    """Every string and every f-string in the files, as a source: tests of syntax keep theirs so."""
    found: dict[bytes, None] = {}
    for file in files:
        try:
            tree = ast.parse(file)
        except (SyntaxError, ValueError):
            continue
        for text in texts(tree):
            try:
                found[text.encode()] = None
            except UnicodeEncodeError:
                pass
    return list(found)


def texts(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 4000:
            yield node.value
            yield textwrap.dedent(node.value)
            for example in DOCTEST.finditer(node.value):
                yield re.sub(r"^ *\.\.\. ?", "", example[1], flags=re.MULTILINE)


def mutated(files: list[bytes], count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    return [mutants.mutate(mutants.part_of(chance.choice(files), chance), chance) for _ in range(count)]


def made_fstrings(count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    return [fstrings.statement(chance).encode() for _ in range(count)]
