"""Run by the interpreter that the bytecode is for (3.8 and later): are two .pyc files equal but for how marshal wrote them?

Reads pairs of paths from stdin, each path ended by a NUL; prints a JSON list with, for each pair, "" for equal headers and
code objects, or what differs. Every co_ attribute is compared, constants with their exact types, code within code. With `--as-imported` co_filename is first set as import
sets it (importlib: _compile_bytecode), since bytecode from a cache may name the place where it was compiled."""

import _imp
import json
import marshal
import struct
import sys
import warnings

HEADER_BYTES = 16
CODE = type(compile("", "", "exec"))
# co_lnotab warns from 3.12 on that it is to go; while it is there it is compared.
warnings.simplefilter("ignore")


def described(value):
    """A value as nested tuples of plain things that are equal only for constants of one type and of one bit pattern."""
    kind = type(value)
    if kind is CODE:
        names = [name for name in dir(value) if name.startswith("co_") and not callable(getattr(value, name))]
        return ("code", *((name, described(getattr(value, name))) for name in names))
    if kind is tuple:
        return ("tuple", *map(described, value))
    if kind is frozenset:
        # The order of a set has no meaning, and up to 3.10 it hangs on the hash seed.
        return ("frozenset", *sorted(map(described, value), key=repr))
    if kind is float:
        return ("float", struct.pack(">d", value))
    if kind is complex:
        return ("complex", struct.pack(">dd", value.real, value.imag))
    if kind is slice:
        return ("slice", described(value.start), described(value.stop), described(value.step))
    if value is None or value is Ellipsis or kind in (bool, int, str, bytes):
        return (kind.__name__, value)
    raise TypeError(f"marshal gave a {kind.__name__}")


def difference(left, right, as_imported):
    left_bytes, right_bytes = (open(path, "rb").read() for path in (left, right))
    if left_bytes[:HEADER_BYTES] != right_bytes[:HEADER_BYTES]:
        return "header"
    try:
        loaded = [marshal.loads(data[HEADER_BYTES:]) for data in (left_bytes, right_bytes)]
        if as_imported:
            _imp._fix_co_filename(loaded[0], loaded[1].co_filename)
        codes = [described(code) for code in loaded]
    except (EOFError, TypeError, ValueError) as error:
        return "unreadable: %s" % error
    return "" if codes[0] == codes[1] else "code object"


def main():
    sys.setrecursionlimit(20000)
    paths = sys.stdin.buffer.read().split(b"\0")[:-1]
    as_imported = "--as-imported" in sys.argv
    json.dump([difference(left, right, as_imported) for left, right in zip(paths[::2], paths[1::2])], sys.stdout)


if __name__ == "__main__":
    main()
