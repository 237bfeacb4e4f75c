[x for x in y]
[x for x in y if x if y]
[x for x in y for z in x]
{x for x in y}
{x: y for x, y in z}
(x for x in y)
[[x for x in y] for y in z]
[x + (y := x) for x in z]
[(lambda: x) for x in y]
[x for x in [1]]
[*(x for x in (1, 2)), 3]
sum(x * x for x in range(10) if x % 2)


def f(a, x):
    b = [x for x in a]
    c = {x: [y for y in x if a] for x in b if x}
    d = [i for i in range(x) for j in [i] if j]
    e = list(i for i in a)
    g = [x for a in x for x in a]
    return x, b, c, d, e, g, [z for z in locals()]


class C:
    x = 1
    y = [x for x in range(x)]
    z = {k: v for k in y for v in [k]}
    w = [__class__ for _ in y]
