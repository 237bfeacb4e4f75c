"""F-strings at random, right and wrong: their rules are the tokenizer's oddest."""

from __future__ import annotations

import random

EXPRESSIONS = ["x", "x.y", "f(a=1)", "x[1:2]", "x!=y", "x==y", "{1:2}[1]", "(x:=5)", "lambda: 1", "(lambda: 1)", "a if b else c", " x ", "\tx", '"s"', "'t'", "yield",
               "*x, y", "x, y", "{2}", " {2}", "[a,{b}]", "f(a={1:2})", "f(a=1)[1:2]", "await x", "not x", "x\n", "\nx", "x # c\n", '"""q"""', "'{'", '"}"',
               "x<=y", "x=y", "", "x['a']", 'd["k"]', "x\\\n", '"a" "b"', 'b"x"', 'r"\\d"', "()", "x;y", "x.", "!x", "x!", '"é"']
EQUALS = ["=", " = ", "= ", "==", " ="]
CONVERSIONS = ["!r", "!s", "!a", "! r", "!x", "!", "!r ", "!rr", "!=r"]
FORMATS = [">10", "", " ", "{", "}", "{{", "}}", "\\n", "\n", "é", ".2f", ":", "!r", "#x", '"', "'", "\\x41", "\\{", "="]
TEXTS = ["a", " ", "{{", "}}", "{", "}", "\\n", "\\", "\\{", "\\}", "\\\\", "\n", "é", "\\x41", "\\N", "\\101", '"', "'", "#", "%s", "\\\n", "{{}}", "\\ud800"]
STATEMENTS = ["x = %s\n", "f(%s)\n", "%s\n", "match x:\n  case %s: pass\n", "async def f():\n  (%s)\n", "def f():\n  y = (%s,\n 1)\n"]


def statement(chance: random.Random) -> str:
    strings = " ".join(string(chance, depth=2) for _ in range(chance.choice([1, 1, 1, 2, 3])))
    return chance.choice(STATEMENTS) % strings


def string(chance: random.Random, depth: int) -> str:
    prefix = chance.choice(["f", "f", "f", "F", "rf", "fr", "Rf", "fR", "r", "b", "", "u"])
    quote = chance.choice(['"', "'", '"""', "'''"])
    parts = [field(chance, depth) if chance.random() < 0.3 else chance.choice(TEXTS) for _ in range(chance.randrange(5))]
    return prefix + quote + "".join(parts) + quote


def field(chance: random.Random, depth: int) -> str:
    expression = string(chance, depth - 1) if depth > 0 and chance.random() < 0.05 else chance.choice(EXPRESSIONS)
    text = "{" + expression
    if chance.random() < 0.25:
        text += chance.choice(EQUALS)
    if chance.random() < 0.25:
        text += chance.choice(CONVERSIONS)
    if chance.random() < 0.35:
        text += ":" + "".join(field(chance, depth - 1) if depth > 0 and chance.random() < 0.3 else chance.choice(FORMATS) for _ in range(chance.randrange(3)))
    return text + chance.choice(["}", "}", "}", "}", "}", "}", " }", ""])
