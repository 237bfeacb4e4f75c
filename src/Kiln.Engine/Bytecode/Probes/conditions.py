def f(a, b, c):
    if a: return 1
    elif b: return 2
    else: return 3


def g(a, b, c):
    if a and b or c: x = 1
    if not a and (b or not c): x = 2
    if a if b else c: x = 3
    y = a and b and c
    z = a or b or c
    w = (a or b) and c
    v = a if b else c if a else b
    if 1: x = 4
    if 0: x = 5
    elif a: x = 6
    if not a: pass
    if a:
        if b:
            return
        else:
            x = 7
    while 1:
        if a: break
        if b: continue
        if c: return x
    while a and b:
        pass
    else:
        x = 8
    return y, z, w, v, x


if a:
    pass
elif b and c:
    d
x = 1 if 0 else 2
y = "" or 0 or None
