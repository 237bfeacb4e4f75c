"""RECORD as rows, and whether it tells the truth."""

from __future__ import annotations

import base64
import csv
import io
import posixpath
from collections import Counter

from .trees import Tree


def rows_of(tree: Tree, record: str) -> list[tuple[str, str, str]]:
    """Its rows; paths from the tree's root, not from site-packages."""
    site = posixpath.dirname(posixpath.dirname(record))
    lines = csv.reader(io.StringIO(tree.entries[record].content.decode(), newline=""))
    return [(posixpath.normpath(posixpath.join(site, path)), digest, size) for path, digest, size in lines]


def faults(tree: Tree, record: str, owned: Counter[str]) -> list[str]:
    """Rows that name no file or not its hash, rows given twice, files of the distribution's metadata without a row."""
    rows = rows_of(tree, record)
    paths = [path for path, _, _ in rows]
    # Where two distributions bring one file, it is as the later one's RECORD has it.
    wrong = [f"row of `{path}`" for path, digest, _ in rows
             if path not in tree.entries or (owned[path] == 1 and digest not in ("", spelled(tree.entries[path].digest)))]
    twice = [f"two rows of `{path}`" for path in set(paths) if paths.count(path) > 1]
    metadata = posixpath.dirname(record) + "/"
    missing = [f"no row of `{path}`" for path, entry in tree.entries.items() if path.startswith(metadata) and entry.kind != "d" and path not in set(paths)]
    return [*wrong, *twice, *missing]


def installed(tree: Tree) -> list[str]:
    """The RECORDs of its distributions; not those of packages that a distribution brings within itself."""
    found = [path for path in tree.entries if path.endswith(".dist-info/RECORD")]
    top = min(path.count("/") for path in found)
    return [path for path in found if path.count("/") == top]


def owners(tree: Tree) -> Counter[str]:
    """How many distributions list each path."""
    return Counter(path for record in installed(tree) for path in {path for path, _, _ in rows_of(tree, record)})


def spelled(digest: str) -> str:
    return "sha256=" + base64.urlsafe_b64encode(bytes.fromhex(digest)).rstrip(b"=").decode()
