"""Classes: private names, decorators, nested scopes, docstrings, annotations."""
from __future__ import annotations

import functools


@functools.lru_cache(maxsize=None)
def decorated(x: int, *args: 'str', key: dict[str, int] | None = None) -> list[int]:
    return x


class Outer(dict, metaclass=type):
    """Docstring of a class."""
    __private: int = 1
    __slots__ = ('__private', 'name', '_Outer__private')

    class Inner:
        name = 'name'

        def method(self, __argument=1):
            self.__private = __argument
            return super().method(self.__private), __class__

    @property
    def name(self):
        self.first = self.second = self.name = None
        return [self.Inner for _ in self]

    @name.setter
    @functools.wraps(decorated)
    def name(self, value): ...
