"""Strings instead of annotations."""
from __future__ import annotations

a: int | None = None
b: dict[str, tuple[int, ...]] = {}
c: lambda x, /, *y, z=1, **k: (x, -y ** 2, not z) = 1
d: [i for i in range(3) if i] = 2
e: f"{a!r:>{b}} x" = 3
f: a if b else c = 4
g: "quoted\'\n" = 5
h: x[1:2, ::3] @ (y + 1) * -z ** 2 = 6
i: {1, 2} | {**a, "k": 1.5e300, 2j: b"x"} = 7


def func(a: int, *b: str, c: not None = 1) -> a.b.c(d, *e, f=g, **h):
    pass


class C:
    x: yes < no <= maybe is not never
