"""Type parameters, and quotes within f-strings: syntax errors before 3.12."""
type Pair[T: (int, str), *Ts, **P] = tuple[T, *Ts]


class Box[T]:
    def put[S](self, item: S, other: 'T') -> dict[S, T]:
        return f'{self.items['name']!r:{item:{'>'}10}} {'{'}'
