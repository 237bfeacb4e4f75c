"""Annotations as sources, which the compiler turns into text: expressions of real files, and strings and numbers at random."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator

from . import fstrings

FUTURE = b"from __future__ import annotations\n"
BATCH = 20


def of_files(files: list[bytes]) -> list[bytes]:
    """The expressions of the files that stand in one line, each once, some to a source."""
    found: dict[bytes, None] = {}
    for file in files:
        try:
            tree = ast.parse(file)
        except (SyntaxError, ValueError):
            continue
        found.update(dict.fromkeys(texts(tree, file.splitlines())))
    return batches(list(found))


def texts(tree: ast.AST, lines: list[bytes]) -> Iterator[bytes]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr) or node.lineno != node.end_lineno or isinstance(node, (ast.Name, ast.Starred, ast.Slice)):
            continue
        text = lines[node.lineno - 1][node.col_offset:node.end_col_offset] if node.lineno <= len(lines) else b""
        if text and not any(word in text for word in (b"yield", b"await", b":=")) and parses(text):
            yield text


def parses(text: bytes) -> bool:
    """Lines that form feeds split are cut wrongly."""
    try:
        ast.parse(b"(" + text + b"\n)", mode="eval")
    except (SyntaxError, ValueError):
        return False
    return True


def at_random(count: int, seed: int) -> list[bytes]:
    chance = random.Random(seed)
    return batches([number(chance) if chance.random() < 0.3 else string(chance) for _ in range(count)], size=1)


def number(chance: random.Random) -> bytes:
    value = chance.choice([chance.random(), chance.uniform(0, 1e20), 10.0 ** chance.randrange(-320, 308), chance.getrandbits(53) * 2.0 ** chance.randrange(-1074, 900)])
    return (repr(abs(value)) + chance.choice(["", "", "j", "e5", "e-7", "e300"] if "e" not in repr(value) else ["", "j"])).encode()


def string(chance: random.Random) -> bytes:
    return " ".join(fstrings.string(chance, depth=2) for _ in range(chance.choice([1, 1, 2]))).encode()


def batches(expressions: list[bytes], size: int = BATCH) -> list[bytes]:
    return [FUTURE + b"".join(b"a%d: (%b\n)\n" % (number, text) for number, text in enumerate(expressions[start:start + size]))
            for start in range(0, len(expressions), size)]
