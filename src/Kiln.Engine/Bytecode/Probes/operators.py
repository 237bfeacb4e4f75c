a + b - c * d / e // f % g ** h @ i
a << b >> c & d | e ^ f
-a, +b, ~c, not d
a.b.c
a[b]
a[b:c]
a[b:c:d]
a[:]
a[::2]
a[1:2, 3]
a[b, c]
a[...]
a[-1]
a[None:None]
(a + b) * (c - d)
a if b else c
(a, b)
a @ b
a ** -b
-a ** b
a or b and not c
x = a[b] = c
