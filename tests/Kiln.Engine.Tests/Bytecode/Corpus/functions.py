"""Arguments of all kinds, closures, generators, coroutines, and equal code on one line."""
import asyncio


def arguments(a, b=1, /, c=2, *args, d, e='name', **kwargs):
    """Docstring.

        Indented further.
    """
    def inner(x):
        nonlocal a
        a = x
        return lambda: (a, b, c, d, inner, __name__)
    return inner, arguments(1, 2, d=3, e=4, **kwargs), print(*args, sep='', end='name', file=None)


pair = [lambda: 0, lambda: 0], (lambda x: x in {1, 2}, lambda x: x in {1, 2})


def generator(items):
    received = yield
    yield from (item for item in items if item)
    return [x * y for x in items for y in x if y], {x for x in items}, {x: y for x, y in items}, received


async def coroutine(source):
    async with source as (first, *rest):
        async for x in source:
            await asyncio.sleep(x)
            yield [y async for y in x], [await z for z in x]


def unused(x):
    if (y := x) and not x or y:
        assert x, 'message'
        return None
    global pair
    del pair
    raise ValueError('message') from None
