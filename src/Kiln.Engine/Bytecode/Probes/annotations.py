"""Annotated names."""
a: int
b: "str" = 1
(c): list[int] = []
a.x: int = 2
a[0]: int


class C:
    x: int = 0
    y: dict[str, "C"]
    __z: float

    def f(self, p: int, /, q: str = "", *r: int, s: bool = False, **t: object) -> None:
        local: int = 1
        other: str
        return local


def g(x: C.y, *args: *tuple[int]) -> (yes := 1):
    pass
