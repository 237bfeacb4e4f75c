def f(a):
    try:
        a()
    except A:
        b()
    except (B, C) as e:
        return e
    except:
        raise
    else:
        c()
    finally:
        d()


def g(a):
    for x in a:
        try:
            if x: continue
            if a: break
            return x
        finally:
            b()
    while a:
        try:
            continue
        except E as e:
            break
        except F:
            del e
    try:
        try:
            a()
        finally:
            b()
    except E as e:
        raise X from e
    try:
        return 1
    finally:
        return_ = 2


def h():
    try:
        pass
    except:
        pass
    raise E("x")


try:
    import x
except ImportError:
    x = None
try:
    a
finally:
    b
