"""The tree of CPython's ast module as the bytes that SyntaxDump.cs prints of Kiln's. Run with a level as argument (-1: not folded) and sources on
standard input, each after its length in a line; prints a line for each: `reject`, or the SHA-256 of the dump; with `text` as second argument the dump."""

import ast
import hashlib
import struct
import sys

LEFT_OUT = {"type_comment", "type_ignores"}


def dump(node, put):
    if isinstance(node, ast.AST):
        dump_node(node, put)
    elif isinstance(node, list):
        put(b"[")
        for index, item in enumerate(node):
            if index:
                put(b",")
            dump(item, put)
        put(b"]")
    elif isinstance(node, str):
        put(b"'" + node.encode() + b"'")
    else:
        put(str(node).encode())


FIELDS = {}


def dump_node(node, put):
    kind = type(node)
    name = kind.__name__
    if not kind._fields:
        put(name.encode())
        if isinstance(node, ast.stmt):
            put(b"()")
    else:
        fields = FIELDS.get(kind) or FIELDS.setdefault(kind, [field for field in kind._fields if field not in LEFT_OUT])
        names = {"comprehension": "Comprehension", "arguments": "Arguments", "arg": "Arg", "keyword": "Keyword", "alias": "Alias",
                 "withitem": "WithItem", "match_case": "MatchCase"}
        put(names.get(name, name).encode() + b"(")
        for index, field in enumerate(fields):
            if index:
                put(b",")
            value = getattr(node, field)
            if field == "value" and name in ("Constant", "MatchSingleton"):
                dump_constant(value, put)
            else:
                dump(value, put)
        put(b")")
    if "lineno" in kind._attributes:
        put(b"@%d:%d-%d:%d" % (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))


def dump_constant(value, put):
    if isinstance(value, bool) or value is None or value is Ellipsis:
        put(str(value).encode())
    elif isinstance(value, int):
        put(b"i" + str(value).encode())
    elif isinstance(value, float):
        put(b"f" + bits(value))
    elif isinstance(value, complex):
        put(b"z" + bits(value.real) + bits(value.imag))
    elif isinstance(value, str):
        text = value.encode("utf-8", "surrogatepass")
        put(b"s%d:" % len(text) + text)
    elif isinstance(value, bytes):
        put(b"b%d:" % len(value) + value)
    elif isinstance(value, tuple):
        put(b"t(")
        for item in value:
            dump_constant(item, put)
            put(b",")
        put(b")")
    else:
        put(b"F(" + b"".join(item + b"," for item in sorted(map(dumped_constant, value))) + b")")


def dumped_constant(value):
    parts = []
    dump_constant(value, parts.append)
    return b"".join(parts)


def bits(value):
    return struct.pack(">d", value).hex().encode()


def parse(source, level):
    if level < 0:
        return compile(source, "source", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
    return compile(source, "source", "exec", ast.PyCF_OPTIMIZED_AST, dont_inherit=True, optimize=level)


def dumped(source, level):
    try:
        tree = parse(source, level)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return None
    parts = []
    dump(tree, parts.append)
    return b"".join(parts)


def main():
    sys.setrecursionlimit(100_000)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(4300)
    import warnings
    warnings.simplefilter("ignore")
    level, is_text = int(sys.argv[1]), sys.argv[2:] == ["text"]
    read = sys.stdin.buffer
    while line := read.readline():
        source = read.read(int(line))
        result = dumped(source, level)
        if result is None:
            print("reject", flush=True)
        elif is_text:
            sys.stdout.buffer.write(result + b"\n")
        else:
            print(hashlib.sha256(result).hexdigest(), flush=True)


if __name__ == "__main__":
    main()
