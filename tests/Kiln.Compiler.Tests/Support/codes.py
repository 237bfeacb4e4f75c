"""The code objects of CPython as marshal writes them. Run with a level as argument and sources on standard input, each after its length in a line; prints a
line for each: `reject`, or the SHA-256 of the stream."""

import hashlib
import marshal
import sys
import warnings


def main():
    sys.setrecursionlimit(100_000)
    warnings.simplefilter("ignore")
    level = int(sys.argv[1])
    read = sys.stdin.buffer
    while line := read.readline():
        source = read.read(int(line))
        try:
            code = compile(source, "source", "exec", dont_inherit=True, optimize=level)
        except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
            print("reject", flush=True)
            continue
        # The variable holds it: without one, marshal would not mark the code object as referred to.
        print(hashlib.sha256(marshal.dumps(code)).hexdigest(), flush=True)


if __name__ == "__main__":
    main()
