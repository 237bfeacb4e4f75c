def a():
    yield
    x = yield 1
    yield from x
    return (yield)


def b(x):
    try:
        y = yield x
    except E:
        yield 1
    finally:
        yield 2
    return y


def c(x): return (i for i in x if i), sum(i for i in x)
def d(): yield from (j for i in range(3) for j in [i])
e = lambda: (yield)
def f(x):
    with x as y:
        yield y
    for z in x:
        yield z, [k for k in z]
