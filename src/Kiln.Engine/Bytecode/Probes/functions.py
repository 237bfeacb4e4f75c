def a(x, y):
    z = x + y
    return z


def b(x):
    del x
    return x


def c(x):
    if x:
        y = 1
    return y


def d(x):
    for i in x:
        pass
    return i


def e():
    return
    unreachable()


def f(x):
    while True:
        if x: return 1
        x = x - 1


def g(a, b, c):
    a, b = b, a
    a, b, c = c, a, b
    a = b; c = a
    return a is b


def h(x): return x.a.b(x.c, d=x).e[0][1:2].f()


def i(x):
    try:
        y = x
    except E:
        pass
    print(y)
    with x:
        z = 1
    return z


def j(x):
    if x:
        a = 1
    else:
        raise E
    return lambda: (a, x)


def k(*a, **b): return k(*a, **b)
