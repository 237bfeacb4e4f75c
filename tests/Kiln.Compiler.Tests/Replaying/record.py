"""Records what CPython's flow graph and assembler make of sources, for ReplayReader.cs.

The interpreter that runs it is CPython 3.13.5 with compile.c.patch, built with ./configure && make python:

    KILN_DUMP=recordings.txt PYTHONPATH=Lib ./python -S record.py snippets.txt    the snippets of a file, which '---' lines part
    KILN_DUMP=recordings.txt PYTHONPATH=Lib ./python -S record.py < PATHS         the files whose paths are on standard input
"""
import marshal
import os
import sys
import warnings

warnings.simplefilter("ignore")
out = os.environ["KILN_DUMP"]
# What importing has recorded by now is of no interest.
open(out, "w").close()


def record(source, name):
    try:
        code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        lines = "FAILED\n"
    else:
        lines = f"SOURCE {len(source)}\nMARSHAL {marshal.dumps(code).hex()}\n"
    with open(out, "a") as file:
        file.write(lines)


if len(sys.argv) > 1:
    with open(sys.argv[1], "rb") as snippets:
        for snippet in snippets.read().split(b"---\n"):
            record(snippet, "s.py")
else:
    for path in sys.stdin.read().splitlines():
        with open(path, "rb") as source:
            record(source.read(), path)
