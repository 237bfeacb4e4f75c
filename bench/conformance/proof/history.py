"""Some bytes hang on what a process compiled or imported before, compileall's own too: proof that a file is one of these."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from race.interpreters import Interpreter

from .compiling import Tree

# importlib's own way from source to .pyc, in a process that has imported nothing; compileall itself imports argparse, functools and more.
BARE = """
import sys
from _frozen_importlib_external import SourceFileLoader, _code_to_timestamp_pyc
path, target = sys.argv[1:]
loader = SourceFileLoader("module", path)
code = loader.source_to_code(loader.get_data(path), path, _optimization=int(sys.flags.optimize))
stats = loader.path_stats(path)
open(target, "wb").write(_code_to_timestamp_pyc(code, int(stats["mtime"]), stats["size"]))
"""


def unexplained(tree: Tree, level: int, written: Path, names: list[str]) -> list[str]:
    """
    Of files whose bytes are not those of compileall over the whole tree: the ones that a process which compiles nothing else,
    compileall or a bare one, does not write as we did either.
    """
    return [name for name in names if not is_explained(tree, level, written, name)]


def is_explained(tree: Tree, level: int, written: Path, name: str) -> bool:
    source = tree.sources / source_of(name, tree.interpreter.tag)
    ours = (written / name).read_bytes()
    alone = tree.by_compileall(os.path.join("alone", name), level, source)
    return ours in ((alone / name).read_bytes(), bare_bytes(tree.interpreter, level, source, tree.kept / "bare.pyc"))


def bare_bytes(interpreter: Interpreter, level: int, source: Path, target: Path) -> bytes:
    flags = [f"-{'O' * level}"] if level else []
    subprocess.run([interpreter.executable, "-I", "-S", "-B", *flags, "-c", BARE, source, target], check=True)
    return target.read_bytes()


def source_of(bytecode: str, tag: str) -> str:
    """`a/__pycache__/b.TAG.opt-1.pyc` belongs to `a/b.py`."""
    folder, name = os.path.split(bytecode)
    return os.path.join(os.path.dirname(folder), name[:name.rindex(f".{tag}.")] + ".py")
