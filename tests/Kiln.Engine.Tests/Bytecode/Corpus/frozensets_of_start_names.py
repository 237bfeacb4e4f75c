"""`file` and `path` are interned in every interpreter before it compiles anything."""


def f(x):
    return x in {None, '', 'file', 'folder_name'}


def g(x):
    return x in {None, '', 'file', 'folder_name'}


def h(x):
    return x in {'path', 'unusual_word'}, lambda x: x in {'path', 'unusual_word'}
