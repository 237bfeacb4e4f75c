"""Strings of one character are one object each, whoever interned them first."""
print('ä', 'ö', 'ÿ', '\x80', '{', '}', '_', 'a', '~', '\x00', '€', '\U0001f600', '\ud800')
print('', b'', b'a', b'\xff', 'ä' + 'ö', '{}', f'{{}}', f'{{{0}}}')


def f(a, ä=1):
    return 'ä', 'a', '{', b'a'
