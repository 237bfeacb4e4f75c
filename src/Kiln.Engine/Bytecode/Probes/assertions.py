def f(x):
    assert x
    assert x, "message"
    assert x and not x or f(x), f"{x}"
    if __debug__:
        print("debug")
    else:
        print("optimised")
    while not __debug__:
        pass
    return x if __debug__ else -x
