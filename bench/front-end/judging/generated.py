"""Valid random programs of pysource_codegen, made once and kept in artifacts/generated: they take an hour of a core's time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# depth_limit None is the generator's own: programs of hundreds of lines.
SMALL, LARGE = (5, 4800), (None, 200)
BLOCK = 100
GENERATE = """\
import sys
from pysource_codegen import generate
first, last, depth, folder = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
for seed in range(first, last):
    text = generate(seed, depth_limit=depth) if depth else generate(seed)
    with open(f"{folder}/{depth}-{seed}.py", "wb") as file:
        file.write(text.encode("utf-8", "surrogatepass"))
"""


def programs(executable: Path, version: str, shared: Path, cache: Path) -> list[bytes]:
    """5,000 programs for the language of an interpreter; made by it where they are not there yet."""
    folder = cache / version
    folder.mkdir(parents=True, exist_ok=True)
    missing = [(first, depth) for depth, count in (SMALL, LARGE) for first in range(0, count, BLOCK)
               if not all((folder / f"{depth or 0}-{seed}.py").is_file() for seed in range(first, min(first + BLOCK, count)))]
    if missing:
        make(executable, shared, folder, missing)
    return [path.read_bytes() for path in sorted(folder.glob("*.py"))]


def make(executable: Path, shared: Path, folder: Path, blocks: list[tuple[int, int | None]]) -> None:
    print(f"making {len(blocks) * BLOCK} programs in `{folder}`", file=sys.stderr)
    with tempfile.TemporaryDirectory() as packages:
        for pattern in ("peers/pysource_codegen-*.whl", "corpus/*/typing_extensions-*.whl"):
            with zipfile.ZipFile(next(iter(shared.glob(pattern)))) as wheel:
                wheel.extractall(packages)
        running: list[subprocess.Popen] = []
        for first, depth in blocks:
            if len(running) >= (os.cpu_count() or 1):
                finish(running.pop(0))
            words = [executable, "-B", "-c", GENERATE, str(first), str(first + BLOCK), str(depth or 0), folder]
            running.append(subprocess.Popen(words, env={**os.environ, "PYTHONPATH": packages}))
        for process in running:
            finish(process)


def finish(process: subprocess.Popen) -> None:
    if process.wait() != 0:
        raise RuntimeError(f"the generator of programs ended with {process.returncode}")
