type A = int
type B[T] = list[T]
type C[T: int, *U, **V] = dict[T, tuple[*U]]
type D[T = int, *U = *tuple[int], **V = [str]] = T


def f[T](x: T, y: int = 1) -> T: return x
def g[T: (int, str), *U, **V](*x: *U, y: T = 1, **z: V.kwargs) -> T:
    z: T = 1
    return lambda: T


class E[T]: x: T
class F[T: E](E[T], metaclass=M):
    __y: T
    def m[U](self, x: U) -> T:
        type L = U
        return super().m


@decorator
async def h[T](x: T): return [T for _ in x]


def i():
    x = 1
    class G[T](x):
        y: x
        def j(self) -> x: return T
    type H = G[x]
    return G
