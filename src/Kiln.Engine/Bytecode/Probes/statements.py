pass
a
1
"text"
a; b
...
a.b
a()
lambda: 0
if a: b; c
def f(): pass; return


def g(a):
    a
    a.b
    a + b
    1
    "x"
    None
    return None


def h():
    global a, b
    a = 1
    raise
