from __future__ import division, generator_stop
import a
import a.b.c
import a.b as c
import a.b.c as d, e
from a import b
from a.b import c as d, e
from . import a
from .. import b as c
from ...a.b import c, d as e
from a import *


def f():
    import a.b
    import a.b.c as d
    from a import b as c
    global x
    import x
    return a, c, d
