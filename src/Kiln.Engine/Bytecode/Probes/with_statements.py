with a: b
with a as b: c
with a as b, c as d: e
with (a as b, c): d
with a as (b, c), d as e.f, g as h[0]: pass


def f(a):
    with a:
        return 1
    with a as b:
        if b: return b
        raise E
    for x in a:
        with x as y:
            if y: continue
            if a: break
        z
    with a:
        try:
            b
        except E:
            return
    with a, b as c:
        with c:
            pass
