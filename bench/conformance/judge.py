"""Judges code that was made elsewhere, in the interpreter that it is for. Run with -I -S -B LEVEL.

On standard input, again and again: a line with the lengths of a source and of its answer, both. An answer is marshalled code, or the line
"reject REASON LINE". On standard output a line for each: "bytes" (the very bytes that compileall writes), "code" (equal code), "different FIELD",
"accepted" (though it is an error here), "handed REASON" (rejected though it is none), "rejected" (by both).
"""
import marshal
import struct
import sys
import warnings

FIELDS = ("co_name", "co_qualname", "co_filename", "co_firstlineno", "co_flags", "co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals",
          "co_stacksize", "co_names", "co_varnames", "co_cellvars", "co_freevars", "co_code", "co_linetable", "co_exceptiontable")


def key(value):
    """Equal for constants that are the same in type and bits."""
    if isinstance(value, (tuple, frozenset)):
        items = [key(item) for item in value]
        return type(value).__name__, tuple(items if isinstance(value, tuple) else sorted(items, key=repr))
    if isinstance(value, float):
        return "float", struct.pack("<d", value)
    if isinstance(value, complex):
        return "complex", struct.pack("<dd", value.real, value.imag)
    return type(value).__name__, value


def difference(ours, theirs):
    """The first field that differs; empty if none does."""
    for field in FIELDS:
        if getattr(ours, field) != getattr(theirs, field):
            return field + " of " + theirs.co_qualname.replace(" ", "_")
    if [ours._varname_from_oparg(index) for index in range(count_of(theirs))] != [theirs._varname_from_oparg(index) for index in range(count_of(theirs))]:
        return "localsplus of " + theirs.co_qualname
    if len(ours.co_consts) != len(theirs.co_consts):
        return "co_consts of " + theirs.co_qualname
    for mine, other in zip(ours.co_consts, theirs.co_consts):
        if type(mine) is type(other) is type(ours):
            inner = difference(mine, other)
            if inner:
                return inner
        elif key(mine) != key(other):
            return "co_consts of " + theirs.co_qualname
    return ""


def count_of(code):
    """How many fast locals, cells and free variables there are, each slot once."""
    return len(dict.fromkeys(code.co_varnames + code.co_cellvars)) + len(code.co_freevars)


def verdict(source, answer, level):
    try:
        code = compile(source, "source.py", "exec", dont_inherit=True, optimize=level)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return "rejected" if answer.startswith(b"reject ") else "accepted"
    if answer.startswith(b"reject "):
        return "handed " + answer.split()[1].decode()
    if marshal.dumps(code) == answer:
        return "bytes"
    try:
        ours = marshal.loads(answer)
    except (ValueError, EOFError, TypeError) as error:
        return "different marshal: %s" % error
    found = difference(ours, code)
    return "different " + found if found else "code"


def main():
    warnings.simplefilter("ignore")
    level = int(sys.argv[1])
    for line in iter(sys.stdin.buffer.readline, b""):
        source, answer = (sys.stdin.buffer.read(int(length)) for length in line.split())
        print(verdict(source, answer, level).encode("ascii", "backslashreplace").decode(), flush=True)


main()
