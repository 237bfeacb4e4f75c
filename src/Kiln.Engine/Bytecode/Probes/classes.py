class A: pass
class B(A): """Doc."""
class C(A, B, metaclass=M, key=1):
    """Doc
      of several lines.

      end"""
    x = 1
    __private = 2
    __slots__ = "a", "b"

    def __init__(self, __x):
        super().__init__()
        self.x = __x
        self.__y = self.x
        super().x
        super().m(1)
        super(C, self).n(k=2)

    @property
    def p(self):
        return __class__

    @p.setter
    def p(self, value):
        self.z = value
        self.a.b = value

    @decorator(1)
    class D:
        def f(self): return C
        y = [x for x in range(3)]

    def global_(self):
        global G
        G = 1
        self.q, self.r = 1, 2


def outer(v):
    class L(v):
        w = v
        v = w
        def m(self):
            nonlocal v
            v = super().m
            return v, L
    return L


class E(*bases, **keywords): x = y
