"""Kiln's worker: compiles what it is sent until its input ends. CPython 3.8 and newer, PyPy.

A request: five little-endian 32-bit numbers (level, time limit in seconds or 0, length of the name, length of the source,
zero), the name, the source. An answer: status (0 code, 1 rejected, 2 out of memory) and length, then the marshalled code
or the reason in UTF-8, of some kB. Before the first request it says hello: b"KILN", and the interpreter's magic number.
"""

import keyword  # compileall holds the keywords, and a frozenset with an interned string is marshalled in another way
import marshal
import os
import sys
from _frozen_importlib_external import MAGIC_NUMBER

try:
    import _signal as signal  # the module `signal` imports enum and what that needs
except ImportError:
    import signal


# compileall's imports intern every keyword, and marshal writes interned strings otherwise than equal ones that are not.
KEYWORDS = [sys.intern(word) for word in (
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield").split()]


def limit_harm():
    """No core files; Ctrl-C is the parent's business; what prints to stdout must not reach the answers."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError, AttributeError):
        pass
    requests = os.fdopen(os.dup(0), "rb", 65536)
    answers = os.fdopen(os.dup(1), "wb", 65536)
    os.dup2(2, 1)
    return requests, answers


def mute_warnings():
    """compile() warns through the filters of `warnings`; nobody reads them here."""
    import warnings
    warnings.simplefilter("ignore")


def watch_parent():
    """Returns two functions, called before and after a file: in between the kernel ends this process if the parent is
    gone (SIGIO when the pipe closes; nothing else arrives there meanwhile), even while it is stuck in C."""
    try:
        import fcntl
        import select
        fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
        quiet = fcntl.fcntl(0, fcntl.F_GETFL)
        fcntl.fcntl(0, fcntl.F_SETFL, quiet)
        on, off = (0, fcntl.F_SETFL, quiet | os.O_ASYNC), (0, fcntl.F_SETFL, quiet)
        control = fcntl.fcntl
        hangup = select.poll()
        hangup.register(0, 0)
    except (ImportError, OSError, AttributeError):
        return lambda: None, lambda: None

    def watch():
        control(*on)
        if hangup.poll(0):  # it went before the kernel was asked to tell
            os._exit(0)

    return watch, lambda: control(*off)


def is_memory_short():
    """MemoryError is also what the parser raises over a source that nests too deep: the process is small then. (getrusage
    would not do: its peak is that of the parent at the start.)"""
    large = 256 << 20
    try:
        import resource
        limit = resource.getrlimit(resource.RLIMIT_AS)[0]
        large = min(large, limit // 4) if limit > 0 else large
        with open("/proc/self/status", "rb") as status:
            peak = [int(line.split()[1]) << 10 for line in status if line.startswith(b"VmHWM:")]
    except (ImportError, OSError, AttributeError):
        return False
    return max(peak, default=0) > large


def reason_of(error):
    text = str(getattr(error, "msg", None) or error)[:1000]
    line = getattr(error, "lineno", None)
    where = " (line %d)" % line if line else ""
    return ("%s: %s%s" % (type(error).__name__, text, where)).encode("utf-8", "backslashreplace")


def serve():
    requests, answers = limit_harm()
    mute_warnings()
    watch, unwatch = watch_parent()
    timer = getattr(signal, "setitimer", None)
    # How many references the code object has while it is marshalled decides whether its first byte carries FLAG_REF:
    # one more on 3.14, and on 3.15 none but this local variable, give what compileall writes.
    holds_code = sys.version_info[:2] == (3, 14)
    number = int.from_bytes
    answers.write(b"KILN" + MAGIC_NUMBER)
    answers.flush()
    while True:
        head = requests.read(20)
        if len(head) < 20:
            return
        level = number(head[0:4], "little")
        seconds = number(head[4:8], "little")
        name = requests.read(number(head[8:12], "little")).decode("utf-8", "surrogateescape")
        source = requests.read(number(head[12:16], "little"))
        watch()
        if seconds and timer:
            timer(signal.ITIMER_REAL, seconds + 5)  # the parent ends it earlier, unless the parent hangs
        status = 0
        try:
            code = compile(source, name, "exec", dont_inherit=True, optimize=level)
            hold = [code] if holds_code else None
            answer = marshal.dumps(code)
        except MemoryError as error:
            status, answer = 2 if is_memory_short() else 1, reason_of(error)
        except Exception as error:
            status, answer = 1, reason_of(error)
        source = code = hold = None
        unwatch()  # before the answer: the next request may follow at once
        answers.write(status.to_bytes(4, "little") + len(answer).to_bytes(8, "little"))
        answers.write(answer)
        answers.flush()
        answer = None
        if seconds and timer:
            timer(signal.ITIMER_REAL, 0)


try:
    serve()
except (BrokenPipeError, KeyboardInterrupt):
    pass
os._exit(0)
