"""What CPython's code generation makes, before its flow graph, as the text that InstructionDump.cs prints of Kiln's. $KILN_JUDGE names a folder with a built
CPython whose compile.c is instrumented to dump its units into the file that its variable KILN_DUMP names; it needs no extension modules. Run with a level as
argument and sources on standard input, each after its length in a line; prints a line for each: `reject`, or the SHA-256 of the dump; with `text` as second
argument the dump and an empty line."""

import hashlib
import math
import os
import re
import subprocess
import sys
import tempfile

from dump import dumped_constant

FILE = "kiln-source"
CODE_OBJECT = re.compile(r'<code object [^\n]{1,200}? at 0x[0-9a-f]+, file "%s", line \d+>' % FILE)
JUMPS = {"JUMP", "JUMP_NO_INTERRUPT", "POP_JUMP_IF_FALSE", "POP_JUMP_IF_TRUE", "POP_JUMP_IF_NONE", "POP_JUMP_IF_NOT_NONE", "FOR_ITER", "SEND",
         "SETUP_FINALLY", "SETUP_CLEANUP", "SETUP_WITH"}
NAMES = {"NAMES", "VARNAMES", "CELLVARS", "FREEVARS", "FASTHIDDEN"}


class Code:
    """Stands for a code object among the constants."""


SPECIAL = {"Code": Code, "inf": math.inf, "nan": math.nan, "infj": complex(0, math.inf), "nanj": complex(0, math.nan)}


# The dump has the repr of constants, of which a complex number comes back without the signs of zeros; InstructionDump.cs drops them too.
NEGATIVE_ZERO = re.compile(rb"(?<=z)80{15}|(?<=z[0-9a-f]{16})80{15}")


def constant(value):
    return b"C" if value is Code else NEGATIVE_ZERO.sub(b"0" * 16, dumped_constant(value))


def dumped(path):
    out = []
    with open(path, "rb") as file:
        for unit in units(file):
            dump_unit(unit, out)
    return b"\n".join(out) + b"\n"


def units(file):
    """The lines of each unit of the source, without those behind code generation; the judge's own imports are dumped too."""
    lines = []
    for line in file:
        text = line[:-1].decode("latin-1")
        if text.startswith("UNIT "):
            lines = [text]
        elif text.startswith("DEPTH "):
            if lines[1] == f"FILE '{FILE}'":
                yield lines
        else:
            lines.append(text)


def dump_unit(lines, out):
    for index, text in enumerate(lines):
        word, _, rest = text.partition(" ")
        if word == "UNIT":
            out.append(b"UNIT " + (b"<module>" if rest == "NULL" else eval(rest).encode()))
        elif word == "META":
            out.append(re.sub(r"flags=(\d+)", lambda match: f"flags={int(match[1]):x}", text).encode())
        elif word in NAMES:
            values = eval(rest)
            if word == "FASTHIDDEN":
                values = {name: place for place, name in enumerate(values)}
            out.append("".join([word, *(f" {name}={place}" for name, place in values.items())]).encode())
        elif word == "CONSTS":
            values = eval(CODE_OBJECT.sub("Code", rest), SPECIAL)
            out.append(b" ".join([b"CONSTS", *map(constant, values)]))
        elif word == "BEFORE":
            finish([line.split(" ") for line in lines[index + 1:]], out)
            return


def finish(lines, out):
    numbers = {}
    place = -1
    for index, line in enumerate(lines):
        if line[0] == "L":
            if lines[index - 1][0] != "L":
                place += 1
            numbers[line[1]] = place
    for index, line in enumerate(lines):
        if line[0] == "L":
            if lines[index - 1][0] != "L":
                out.append(b"L %d" % numbers[line[1]])
        else:
            argument = numbers[line[2]] if line[1] in JUMPS else line[2]
            out.append(f"{line[1].replace('_', '')} {argument} {' '.join(line[3:7])}".encode())


# Runs in the judge.
COMPILE = f"""
import sys
while line := sys.stdin.buffer.readline():
    level, length, path = line.split()
    source = sys.stdin.buffer.read(int(length))
    open(path, 'w').close()
    try:
        compile(source, '{FILE}', 'exec', dont_inherit=True, optimize=int(level))
        print('compiled', flush=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, ImportError, LookupError):
        print('reject', flush=True)
"""


def main():
    level, is_text = int(sys.argv[1]), sys.argv[2:] == ["text"]
    judge = os.environ["KILN_JUDGE"]
    read = sys.stdin.buffer
    with tempfile.NamedTemporaryFile() as dump, subprocess.Popen(
            [judge + "/python", "-S", "-B", "-W", "ignore", "-c", COMPILE], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env={"PYTHONPATH": judge + "/Lib", "KILN_DUMP": dump.name}) as process:
        while line := read.readline():
            source = read.read(int(line))
            process.stdin.write(b"%d %d %b\n%b" % (level, len(source), dump.name.encode(), source))
            process.stdin.flush()
            if process.stdout.readline() != b"compiled\n":
                print("reject", flush=True)
                continue
            result = dumped(dump.name)
            if is_text:
                sys.stdout.buffer.write(result + b"\n")
                sys.stdout.flush()
            else:
                print(hashlib.sha256(result).hexdigest(), flush=True)
        process.stdin.close()


if __name__ == "__main__":
    main()
