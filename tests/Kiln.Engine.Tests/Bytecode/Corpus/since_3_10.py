"""match: a syntax error before 3.10."""


def f(x):
    match x:
        case {'name': 'value', **rest} | [{'name': _}, *rest] if rest:
            return rest
        case int(real=0) | 'text' | -1.5 | None:
            return 'name'
        case _:
            return x
