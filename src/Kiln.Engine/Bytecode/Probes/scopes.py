x = 1
__private = 2


def a():
    x: int
    print(__private)
    def b(): return __private
    return locals()


def c(x):
    class D:
        x = x
        __y = 1
        def e(self): return x, self.__y, __private
        [x for _ in range(3)]
    return D


def f():
    class G:
        def h(self): return G
        nonlocal_ = [G for G in range(3)]
    x = lambda: x
    return G, x


def i():
    if 0:
        j = 1
    def k(): return j
    exec("")
    for j in k(): pass
    return [j for l in k() if (m := l)], m
