def f(a):
    try:
        a()
    except* A as e:
        b(e)
    except* (B, C):
        c()
    else:
        d()
    finally:
        g()


def h(a):
    for x in a:
        try:
            x()
        except* E as e:
            raise
        except* F:
            pass


try:
    a
except* E:
    b
