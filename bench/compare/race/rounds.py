"""Compiles sources in memory, round after round as standard input asks. Run by CPython with -I -S -B FILE.

The file has the sources, each after a line with its length. A line on standard input is a round, answered by a line when it is done; at the end comes
the least processor time of a round, and its time by the clock.
"""
import marshal
import sys
import time
import warnings


def sources(path):
    with open(path, "rb") as stream:
        return [stream.read(int(line)) for line in iter(stream.readline, b"")]


def compile_all(texts):
    for text in texts:
        # As compileall calls it.
        marshal.dumps(compile(text, "a.py", "exec", dont_inherit=True, optimize=0))


def is_accepted(text):
    try:
        compile(text, "a.py", "exec", dont_inherit=True, optimize=0)
    except (SyntaxError, ValueError):
        return False
    return True


def main():
    warnings.simplefilter("ignore")
    texts = [text for text in sources(sys.argv[1]) if is_accepted(text)]
    least, least_wall = float("inf"), float("inf")
    for _ in sys.stdin:
        wall, used = time.perf_counter(), time.process_time()
        compile_all(texts)
        least, least_wall = min(least, time.process_time() - used), min(least_wall, time.perf_counter() - wall)
        print("done", flush=True)
    print("bytes", sum(map(len, texts)))
    print("threads", 1, least_wall, least)


main()
