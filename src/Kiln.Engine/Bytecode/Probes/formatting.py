f""
f"a"
f"{a}"
f"{a}b{c}d"
f"{a!r}{b!s}{c!a}"
f"{a:>10}{b!r:{c}}{d:{e}.{f}}"
f"{a=}{b = !r}{c=:>5}"
f"{{}}{a['k']}{f(x)}"
x = f"{a}" "b" f"{c}"
y = f"{f'{a}'}"
z = f"{a if b else c}{[i for i in x]}{lambda_(lambda: 1)}"
w = f'''
{a}
  {b}
'''
v = "%s" % a
u = "%s and %r" % (a, b)
t = "%d%%" % (a,)
s = "%-5s|%5a" % (a, b)
def f(a): return f"{a}:{a.b}:{a[0]:x}"
