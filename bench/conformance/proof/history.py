"""Some bytes hang on what a process compiled or imported before, compileall's own too: proof that a file is one of these."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from .compiling import OPTIMISATION_FLAGS, Tree

# importlib's own way from source to .pyc, in a process that has imported nothing; compileall itself imports argparse, functools and more.
# Whether the first byte says that the code object is shared hangs on the references to it: on 3.14 compileall holds one more.
BARE = """
import sys
from _frozen_importlib_external import SourceFileLoader, _code_to_timestamp_pyc
def compile_one(path, target, holds_code):
    loader = SourceFileLoader("module", path)
    code = loader.source_to_code(loader.get_data(path), path)
    held = [code] if holds_code == "True" else None
    stats = loader.path_stats(path)
    with open(target, "wb") as file:
        file.write(_code_to_timestamp_pyc(code, int(stats["mtime"]), stats["size"]))
compile_one(*sys.argv[1:])
"""


def unexplained(tree: Tree, level: int, written: Path, names: list[str]) -> list[str]:
    """
    Of files whose bytes are not those of compileall over the whole tree: the ones that a process which compiles nothing else,
    compileall or a bare one, does not write as we did either.
    """
    return [name for name in names if not is_explained(tree, level, written, name)]


def is_explained(tree: Tree, level: int, written: Path, name: str) -> bool:
    source = tree.sources / source_of(name, tree.interpreter.tag)
    alone = tree.by_compileall(os.path.join("alone", name), level, source) / name
    bare = (bare_bytes(tree, level, source, holds_code) for holds_code in (False, True))
    return (written / name).read_bytes() in (alone.read_bytes(), *bare)


def bare_bytes(tree: Tree, level: int, source: Path, holds_code: bool) -> bytes:
    target = tree.kept / "bare.pyc"
    words = [tree.interpreter.executable, "-I", "-S", "-B", *OPTIMISATION_FLAGS[level], "-c", BARE, source, target, str(holds_code)]
    subprocess.run(words, check=True)
    return target.read_bytes()


def source_of(bytecode: str, tag: str) -> str:
    """`a/__pycache__/b.TAG.opt-1.pyc` belongs to `a/b.py`."""
    folder, name = os.path.split(bytecode)
    return os.path.join(os.path.dirname(folder), name[:name.rindex(f".{tag}.")] + ".py")
