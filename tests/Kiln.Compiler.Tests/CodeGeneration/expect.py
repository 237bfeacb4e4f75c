"""Writes what CPython's code generation makes into units.txt, behind each of its sources. $KILN_JUDGE is as in instructions.py; a case is a title (with
`level 1` or `level 2` at its end where that counts), a source, and the listing."""

import os
import re
import subprocess
import sys
from pathlib import Path

FILE = Path(__file__).with_name("units.txt")
SCRIPT = Path(__file__).parents[1] / "Support" / "instructions.py"


def expected(title, source):
    level = match[1] if (match := re.search(r"level (\d)$", title)) else "0"
    given = b"%d\n%b" % (len(source.encode()), source.encode())
    command = [sys.executable, "-B", SCRIPT, level, "text"]
    return subprocess.run(command, input=given, capture_output=True, check=True, env=dict(os.environ)).stdout.decode("latin-1").rstrip("\n") + "\n"


def main():
    cases = []
    for case in FILE.read_text().split("#### ")[1:]:
        title, _, rest = case.partition("\n")
        source = rest.split("----\n")[0]
        cases.append(f"#### {title}\n{source}----\n{expected(title, source)}")
    FILE.write_text("".join(cases))


if __name__ == "__main__":
    main()
