#!/usr/bin/env python3
"""Makes the built-in list of downloads of managed Pythons from uv's.

    git clone --depth 1 https://github.com/astral-sh/uv
    tools/python-downloads.py uv/crates/uv-python/download-metadata.json > src/Kiln.Engine/Managed/Downloads/downloads.txt

In it are all downloads that `uv python list --all-versions` shows, and of debug builds, which it does not, those of the newest version of each minor version.
A line with `>` says of which implementation and platform the lines below it are, and where they lie; those have version, build and the hash (SHA-256 in base64).
"""
import base64
import collections
import json
import re
import sys

SYSTEMS = {"darwin": "macos"}
ARCHITECTURES = {"riscv64": "riscv64gc"}


def version_of(entry):
    return "%d.%d.%d%s" % (entry["major"], entry["minor"], entry["patch"], entry["prerelease"])


def order(entry):
    rank, serial = re.fullmatch(r"(a|b|rc|)(\d*)", entry["prerelease"]).groups()
    return entry["major"], entry["minor"], entry["patch"], ["a", "b", "rc", ""].index(rank), int(serial or 0)


def group(entry):
    arch = ARCHITECTURES.get(entry["arch"]["family"], entry["arch"]["family"])
    if entry["arch"]["variant"]:
        arch += "_" + entry["arch"]["variant"]
    name = "pyodide" if entry["os"] == "emscripten" else entry["name"]
    variant = "+" + entry["variant"] if entry["variant"] else ""
    url = entry["url"].replace(version_of(entry), "{version}")
    if entry["build"]:
        url = url.replace(entry["build"], "{build}")
    return name + variant, "-".join([SYSTEMS.get(entry["os"], entry["os"]), arch, entry["libc"]]), url


def is_debug(entry):
    return "debug" in (entry["variant"] or "")


def main():
    entries = json.load(open(sys.argv[1])).values()
    newest = collections.defaultdict(tuple)
    for entry in entries:
        key = group(entry)[:2] + (entry["major"], entry["minor"])
        newest[key] = max(newest[key], order(entry))
    groups = collections.defaultdict(list)
    for entry in entries:
        if not is_debug(entry) or order(entry) == newest[group(entry)[:2] + (entry["major"], entry["minor"])]:
            groups[group(entry)].append(entry)
    print("# Made by tools/python-downloads.py; do not edit.")
    for (name, platform, url), members in sorted(groups.items()):
        print(">", name, platform, url)
        for entry in sorted(members, key=order, reverse=True):
            digest = base64.b64encode(bytes.fromhex(entry["sha256"])).decode() if entry["sha256"] else "-"
            print(version_of(entry), entry["build"] or "-", digest)


main()
