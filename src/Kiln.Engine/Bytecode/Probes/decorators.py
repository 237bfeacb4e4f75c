@a
@b.c(1, x=2)
@d[0]
def f(x): pass


@a
class C:
    @staticmethod
    def f(): pass

    @classmethod
    @other
    async def g(cls): pass


@(lambda f: f)
def h(
    a,
    b=1,
): return a
