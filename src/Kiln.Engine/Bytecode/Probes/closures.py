def a():
    x = 1
    def b():
        nonlocal x
        x += 1
        def c(): return x, y
        y = 2
        del y
        return c
    return lambda z=x: (x, z, b)


def d(p, *q, **r):
    def e(): return p, q, r
    p = 2
    return e


def f(x):
    return [lambda: x for x in range(x)], [x for x in x], {x: lambda: y for y in x}


global_name = 1


def g():
    global global_name, other
    global_name = other = 2
    def h(): return global_name
    for i in range(3):
        def k(): return i
    return h, k
