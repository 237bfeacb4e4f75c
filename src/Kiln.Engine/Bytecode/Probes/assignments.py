a = b = c = 1
a, b = b, a
a, b, c = c, b, a
(a, (b, *c)), [d, e] = x
*a, b = x
a, *b, c = x
a += 1
a.b -= 2
a[b] *= 3
a[b:c] /= 4
a @= b; a //= b; a %= b; a **= b; a >>= b; a <<= b; a &= b; a ^= b; a |= b
a[0], b.c, d[1:2] = 1, 2, 3
x = [*a, *b]
y = (*a, 1)
z = {*a, 2}
w = {**a, 1: 2, **b}
del a, b.c, d[0], e[1:2]
del (f, [g, h])
if (n := 10) > 5: print(n)
a = 1,
