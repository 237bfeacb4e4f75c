"""Keywords are interned by what compileall imports."""


def f(x):
    return x in {'if', '$ref'}


def g(x):
    return x in {'if', '$ref'}
