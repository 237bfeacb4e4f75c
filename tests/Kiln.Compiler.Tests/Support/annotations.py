"""The annotations of a module under `from __future__ import annotations`, as CPython's compiler turns them into text, as JudgedStage.Annotations prints Kiln's. Run with sources
on standard input, each after its length in a line; prints a line for each: `reject`, or the SHA-256 of the dump; with `text` as last argument the dump. The sources are
run, so those that have anything but annotations of names are rejected."""

import ast
import hashlib
import sys


def dumped(source):
    try:
        tree = ast.parse(source)
        code = compile(source, "source", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    if not all(map(is_harmless, tree.body)):
        return None
    names = {}
    exec(code, names)
    return "".join(f"{name}={text}\0" for name, text in names.get("__annotations__", {}).items()).encode("utf-8", "surrogatepass")


def is_harmless(statement):
    if isinstance(statement, ast.ImportFrom):
        return statement.module == "__future__"
    return isinstance(statement, ast.AnnAssign) and statement.simple and statement.value is None


def main():
    sys.setrecursionlimit(100_000)
    import warnings
    warnings.simplefilter("ignore")
    read = sys.stdin.buffer
    while line := read.readline():
        result = dumped(read.read(int(line)))
        if result is None:
            print("reject", flush=True)
        elif sys.argv[-1] == "text":
            sys.stdout.buffer.write(result + b"\n")
            sys.stdout.flush()
        else:
            print(hashlib.sha256(result).hexdigest(), flush=True)


if __name__ == "__main__":
    main()
