def a(): pass
def b(x): return x
def c(x, /, y, *, z): return x, y, z
def d(x=1, /, y=2, *a, z=3, w, **k): return x
def e(*, z=1): return z
f = lambda: 0
g = lambda x, *y, z=f, **k: (x, y, z, k)
a()
b(1)
b(x=1)
c(1, 2, z=3)
c(1, *[2], z=3)
c(*[1, 2], **{"z": 3})
c(1, 2, **{"z": 3}, **{})
d(*a, 1, *b, x=1, **c, y=2, **d)
a.b.c(1).d(x=2, *e)
a.b(*c)
print(1, 2, 3, sep="", end="")
f(x for x in y)
f(lambda: 1, [1], {2: 3})
