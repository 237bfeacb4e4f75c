async def f(x):
    await x
    async with x as y, y:
        await y
    async for i in x:
        if i:
            continue
        break
    else:
        return 1
    return [await i async for i in x if await i]


async def g(x):
    yield 1
    y = yield x
    async with x:
        yield y
        return


async def h(x):
    try:
        async with a as b:
            return await b
    except E:
        await x
    finally:
        await y
    return {i: j async for i, j in x}, {i async for i in x}, (i async for i in x)


async def k():
    async for x, y in z:
        try:
            return x
        finally:
            await y
