"""Constants within constants, shared and not."""
print((), (()), ((),), (1, (2, (3, (4, 'four', b'four', None, Ellipsis)))), (1, (2, (3, (4, 'four', b'four', None, Ellipsis)))))
print([1, 2, 3], [1, 2, 3, 4], {1, 2, 3}, {'a': 1, 'b': 2}, {**{}, 'c': 3}, (*'ab', 1))
for x in [1, 2, 3]:
    print(x in [1, 2, 3], x in {1, 2, 3}, x in (1, 2, 3), x[1:2], x[::-1], x[1:None:'a'])
table = ('name', 'value'), ('name', 'other value'), ('name', 'value')
long_tuple = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10) * 20


def f(a=(1, 2), b=('name', 'value')):
    return (1, 2), ('name', 'value'), {'x': 1, 'y': (1, 2)}
