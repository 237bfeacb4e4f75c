for a in b:
    c
for a, (b, *c) in d:
    if a: continue
    if b: break
else:
    e
for a.b in c: pass
for a[0] in c: pass
for _ in range(10): pass
while a:
    if b: break
    c
else:
    d
while True:
    if a: break


def f(a):
    for i in a:
        for j in i:
            if j: break
        else:
            continue
        return j
    for i in a:
        if i:
            return i
    else:
        return None
    while a:
        a -= 1
    for x in ():
        pass
    for y in "abc":
        for z in y, a: print(z)
