"""What the commands of an installed tree call when they are really started, without the packages behind them doing anything."""

from __future__ import annotations

import configparser
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from race.places import Place

# Python runs a sitecustomize on its path at the start: this one hands out, for the module of an entry point and the packages above it, one whose
# every attribute says how it was called.
PROBE = '''
import importlib.abc, importlib.machinery, os, sys, types

class Call:
    def __init__(self, name):
        self.name = name
    def __getattr__(self, name):
        return Call(self.name + "." + name)
    def __call__(self):
        print(self.name, sys.argv[1:], sys.argv[0], sys.prefix)
        return 7

class Probe(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if (os.environ["PROBED_MODULE"] + ".").startswith(name + "."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
    def create_module(self, spec):
        module = types.ModuleType(spec.name)
        module.__getattr__ = lambda name: Call(spec.name + ":" + name)
        return module
    def exec_module(self, module):
        pass

sys.meta_path.insert(0, Probe())
'''


def calls_of_commands(root: Path, python: Path, place: Place) -> dict[str, str]:
    """What each file in `bin` that an entry point asks for does, with two arguments: its call and exit code."""
    probe = place.root / "probe"
    probe.mkdir(exist_ok=True)
    (probe / "sitecustomize.py").write_text(PROBE)

    def call(command: tuple[Path, str]) -> str:
        # No -B: the probe writes no bytecode, since nothing of the tree is imported.
        variables = {**place.variables(), "PYTHONPATH": str(probe), "PROBED_MODULE": command[1], "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run([command[0], "one word", "$two"], env=variables, capture_output=True, text=True, check=False)
        return f"{done.stdout}{done.stderr}exit code {done.returncode}"

    commands = modules_of_commands(root)
    with ThreadPoolExecutor() as threads:
        return dict(zip((f"bin/{path.name}" for path, _ in commands), threads.map(call, commands)))


def modules_of_commands(root: Path) -> list[tuple[Path, str]]:
    """The files that are there; pip's get names with versions that no wheel lists, and call the same module."""
    modules: dict[str, str] = {}
    for file in root.glob("**/*.dist-info/entry_points.txt"):
        parser = configparser.ConfigParser(delimiters=("=",), interpolation=None, strict=False)
        parser.optionxform = str
        parser.read(file)
        for group in ("console_scripts", "gui_scripts"):
            if parser.has_section(group):
                modules.update((name, value.split(":")[0].strip()) for name, value in parser[group].items())
    return [(path, module) for path in sorted((root / "bin").iterdir())
            if (module := modules.get(path.name) or (modules.get("pip") if path.name.startswith("pip3") else None)) is not None]
