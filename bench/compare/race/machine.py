"""The machine that a result belongs to."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def cpu_slug() -> str:
    """The CPU's name as a folder's."""
    plain = re.sub(r"\((?:R|TM)\)|\bCPU\b|@.*", " ", cpu_model())
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def described() -> str:
    memory = next(int(line.split()[1]) for line in Path("/proc/meminfo").read_text().splitlines() if line.startswith("MemTotal"))
    cores = len(os.sched_getaffinity(0))
    return f"{cpu_model()}, {cores} cores, {memory / 2**20:.0f} GiB, Linux {platform.release()}"
