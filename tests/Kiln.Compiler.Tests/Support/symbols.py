"""The symbol table of CPython as the text that SymbolDump.cs prints of Kiln's. Run with sources on standard input, each after its length in a line; prints a
line for each: `reject`, or the SHA-256 of the dump; with `text` as last argument the dump. (The argument before is a level, as dump.py has it; the tree is not folded.)"""

import _symtable
import hashlib
import sys

SCOPE_OFFSET = 12


def dump(scope, put):
    put(f"({scope.type} {scope.name} {int(bool(scope.nested))} [{' '.join(scope.varnames)}]")
    # Names that only pass through stand in the order of a hash table.
    passing = []
    for name, flags in scope.symbols.items():
        if flags & (1 << SCOPE_OFFSET) - 1:
            put(f" {name}={flags:x}")
        else:
            passing.append(f" {name}={flags:x}")
    put("".join(sorted(passing)))
    for child in scope.children:
        dump(child, put)
    put(")")


def dumped(source):
    try:
        table = _symtable.symtable(source, "source", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    parts = []
    dump(table, parts.append)
    return "".join(parts).encode()


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
