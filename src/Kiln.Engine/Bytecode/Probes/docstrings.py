"""Module's
   own."""


def f():
    """One line."""


def g():
    """
    Several.

        Indented\ttab.
      Less.
    """
    return 1


def h():
    "A" "B"
    x = 1


def i():
    f"no {x} doc"


def j(): "only"


def k():
    b"no doc"


class C:
    r"""Raw\n
        text"""
    "second"
    async def f(self): """Doc."""
