"""Loops, handlers, and context managers, one within another."""


def f(items, lock):
    for index, (a, *b) in enumerate(items):
        try:
            while True:
                with lock, open('name') as file:
                    if a < index < 10 or not b:
                        continue
                    elif a is None:
                        break
                    else:
                        return file
        except (KeyError, ValueError) as error:
            print(error.args[0], error)
        except Exception:
            raise
        else:
            a[1:2], b.name, items[-1] = 1, 2, 3
        finally:
            index += 1
            del a
    else:
        from os import path as p, sep
        import os.path
        return p, sep, os, 1 if items else 2, -index, ~index, not index, index @ 2, index ** -1, index << 3


try:
    from name import *
except ImportError:
    pass
if __debug__:
    assert f, ('a', 1)
if 0:
    print('never')
while 1:
    break
