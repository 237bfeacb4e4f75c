"""Sources damaged as authors damage them: tokens dropped, doubled, swapped, replaced."""

from __future__ import annotations

import random
import re

TOKEN = re.compile(
    rb"[rRbBfFuU]{0,2}(?:\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    rb"|#[^\n]*|\w+|\*\*=?|//=?|<<=?|>>=?|[-+*/%@&|^=<>!:]=|->|\.\.\.|[ \t]+|\n|.", re.DOTALL)
STRANGERS = [word.encode() for word in """\
( ) [ ] { } * ** , : = := . for in if else not await async lambda yield x 1 - is match case _ type / @ def class f" " ' \"\"\" ! ; 1j 0x True b"x" "s" as
with except import from print ... | f"{x}" f"{ }" =}" !r return del global""".split()] + [b"\n", b" ", b"    ", b"\t", b"\\\n"]
LONGEST = 3000


def part_of(file: bytes, chance: random.Random) -> bytes:
    """One to three statements of the outermost level, or some lines of a long one."""
    parts = re.split(rb"\n(?=[^\s#)\]}])", file)
    start = chance.randrange(len(parts))
    part = b"\n".join(parts[start:start + chance.choice([1, 1, 2, 3])]) + b"\n"
    if len(part) <= LONGEST:
        return part
    lines = part.split(b"\n")
    start = chance.randrange(max(1, len(lines) - 30))
    lines = lines[start:start + chance.randrange(3, 40)]
    margin = re.match(rb"[ \t]*", lines[0])[0]
    return b"\n".join(line.removeprefix(margin) for line in lines) + b"\n"


def mutate(source: bytes, chance: random.Random) -> bytes:
    tokens = TOKEN.findall(source)
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        places = [place for place, token in enumerate(tokens) if token.strip(b" \t")]
        if len(places) < 3:
            break
        number = chance.randrange(len(places))
        place, following, other = places[number], places[min(number + 1, len(places) - 1)], chance.choice(places)
        match chance.randrange(7):
            case 0:
                tokens[place] = b""
            case 1:
                tokens.insert(place, tokens[place] + b" ")
            case 2:
                tokens[place], tokens[other] = tokens[other], tokens[place]
            case 3:
                tokens[place], tokens[following] = tokens[following], tokens[place]
            case 4:
                tokens.insert(place, chance.choice(STRANGERS))
            case 5:
                tokens[place] = chance.choice(STRANGERS)
            case _:
                tokens[place] = tokens[other]
    return b"".join(tokens)
