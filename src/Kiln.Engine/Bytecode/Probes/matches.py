def f(x):
    match x:
        case 1: return 1
        case -1 | 2.5 | "a" | b"b": return 2
        case None | True | False: return 3
        case [a, b]: return a
        case [a, *b, c]: return b
        case (a,) | [a, _]: return a
        case []: return 4
        case {"k": v, **rest}: return rest
        case {"k": 1, "l": [x, *_]}: return x
        case {}: return 5
        case C(): return 6
        case C(1, y, z=2): return y
        case A.B.C: return 7
        case C(x=[D(), *_]) as d if d: return d
        case str() | int() as s: return s
        case 1 + 2j: return 8
        case (1 | 2) as n if n > 1: return n
        case [[a, b], {"c": c}]: return c
        case y if y > 1: return y
        case _: return 9


match a, b:
    case 1, 2:
        c
    case [_, _]:
        pass
    case [*_]:
        d
match x:
    case y:
        z
