a < b
a < b < c
a < b <= c == d != e > f >= g
a in b
a not in b
a is b
a is not b is c
x = a < b < c
if a < b < c: d()
if a in (1, 2, 3): pass
if a in [1, 2]: pass
if a not in {1, 2, 3}: pass
if a is None or b is not None: pass
while a is None: b()
y = not a < b
z = not (a and b)
w = a == b == c or d
