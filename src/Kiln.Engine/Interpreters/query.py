"""Prints what Kiln asks of a Python, as JSON. Run with -I -S -B -X utf8; must parse on every Python 3.

Arguments: the first and the last minor version of Python 3 that are supported.
"""
import sys


def path_text(path):
    """One character per byte: JSON has no bytes (FsPathJsonConverter)."""
    import os
    return os.fsencode(path).decode("latin-1")


def enter_environment():
    """Sets sys.prefix as site.venv() does, which -S leaves out; from 3.14 on it is set before. Returns the path of pyvenv.cfg."""
    import os
    folder = os.path.dirname(os.path.abspath(sys.executable))
    root = os.path.dirname(folder)
    for place in (folder, root):
        config = os.path.join(place, "pyvenv.cfg")
        if os.path.isfile(config):
            if sys.prefix == sys.base_prefix:
                sys.prefix = sys.exec_prefix = root
            return config
    return None


def base_executable(config):
    """sys._base_executable; up to 3.10, and on PyPy, that is the environment's own, and pyvenv.cfg knows the folder of the other one."""
    import os
    known = getattr(sys, "_base_executable", None) or sys.executable
    if config is None or os.path.dirname(known) != os.path.dirname(sys.executable):
        return known
    home = None
    with open(config, encoding="utf-8", errors="surrogateescape") as lines:
        for line in lines:
            key, found, value = line.partition("=")
            if found and key.strip().lower() == "home":
                home = value.strip()
    suffix = ".exe" if os.name == "nt" else ""
    stem = "pypy" if sys.implementation.name == "pypy" else "python"
    for name in (stem + "%d.%d" % sys.version_info[:2], stem + "3", stem):
        path = os.path.join(home or "", name + suffix)
        if home and os.path.isfile(path):
            return path
    return os.path.realpath(sys.executable)


def debian_paths():
    """Up to 3.9 Debian told only distutils that packages go to dist-packages; pip and uv ask it there too."""
    if sys.version_info >= (3, 10) or sys.prefix != sys.base_prefix or sys.implementation.name != "cpython":
        return {}
    try:
        from distutils.command import install
        from distutils.dist import Distribution
    except ImportError:
        return {}
    if "deb_system" not in install.INSTALL_SCHEMES:
        return {}
    command = install.install(Distribution())
    command.finalize_options()
    return {key: getattr(command, "install_" + key) for key in ("purelib", "platlib", "scripts", "data")}


def scheme_names(sysconfig):
    """The default scheme's name and all names."""
    import os
    names = sysconfig.get_scheme_names()
    if hasattr(sysconfig, "get_default_scheme"):
        return sysconfig.get_default_scheme(), names
    if hasattr(sysconfig, "_get_default_scheme"):
        return sysconfig._get_default_scheme(), names
    return ("posix_prefix" if os.name == "posix" else os.name), names


def scheme_paths(paths):
    keys = ("purelib", "platlib", "scripts", "data", "include", "stdlib", "platstdlib")
    return {key: path_text(paths.get(key) or "") for key in keys}


def musl_loader():
    """The loader that the executable names (ELF, PT_INTERP), if it is musl's; as packaging._musllinux and packaging._elffile."""
    import os
    import struct
    try:
        with open(os.path.realpath(sys.executable), "rb") as file:
            identity = file.read(16)
            if identity[:4] != b"\x7fELF":
                return None
            wide, order = identity[4] == 2, "<" if identity[5] == 1 else ">"
            header, entry = (order + "HHIQQQIHHH", order + "IIQQQQQQ") if wide else (order + "HHIIIIIHHH", order + "IIIIIIII")
            fields = struct.unpack(header, file.read(struct.calcsize(header)))
            for index in range(fields[9]):
                file.seek(fields[4] + fields[8] * index)
                values = struct.unpack(entry, file.read(struct.calcsize(entry)))
                if values[0] == 3:
                    offset, size = (values[2], values[5]) if wide else (values[1], values[4])
                    file.seek(offset)
                    loader = os.fsdecode(file.read(size)).strip("\0")
                    return loader if "musl" in loader else None
    except (OSError, struct.error):
        pass
    return None


def c_library():
    import os
    import re
    if not sys.platform.startswith("linux"):
        return None
    loader = musl_loader()
    if loader:
        import subprocess
        said = subprocess.run([loader], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, universal_newlines=True).stderr
        name, match = "musl", re.search(r"Version (\d+)\.(\d+)", said)
    else:
        try:
            said = os.confstr("CS_GNU_LIBC_VERSION") or ""
        except (AttributeError, OSError, ValueError):
            said = ""
        name, match = "glibc", re.match(r"glibc (\d+)\.(\d+)", said)
    return {"name": name, "major": int(match.group(1)), "minor": int(match.group(2))} if match else None


def full_version(info):
    kind = "" if info.releaselevel == "final" else info.releaselevel[0].replace("c", "rc") + str(info.serial)
    return "%d.%d.%d%s" % (info.major, info.minor, info.micro, kind)


def markers():
    import os
    import platform
    return {
        "implementation_name": sys.implementation.name,
        "implementation_version": full_version(sys.implementation.version),
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "python_full_version": platform.python_version(),
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "sys_platform": sys.platform,
    }


def has_debug_ranges():
    positions = getattr(compile("a", "", "exec"), "co_positions", None)
    return positions is not None and any(position[2] is not None for position in positions())


def interpreter():
    config = enter_environment()
    # Only now: sysconfig takes sys.prefix when it is imported.
    import importlib.util
    import os
    import platform
    import site
    import struct
    import sysconfig

    scheme, schemes = scheme_names(sysconfig)
    paths = sysconfig.get_paths(scheme)
    stdlib = paths["stdlib"]
    paths = dict(paths, **debian_paths())
    version = sys.version_info
    return {
        "executable": path_text(sys.executable),
        "base_executable": path_text(base_executable(config)),
        "prefix": path_text(sys.prefix),
        "base_prefix": path_text(sys.base_prefix),
        "exec_prefix": path_text(sys.exec_prefix),
        "base_exec_prefix": path_text(sys.base_exec_prefix),
        "implementation_name": sys.implementation.name,
        "version": {
            "major": version.major, "minor": version.minor, "micro": version.micro,
            "release_level": version.releaselevel, "serial": version.serial,
        },
        "build": sys.version,
        "cache_tag": sys.implementation.cache_tag,
        "magic": struct.unpack("<I", importlib.util.MAGIC_NUMBER)[0],
        "platform": sysconfig.get_platform(),
        "pointer_size": struct.calcsize("P"),
        "abi_flags": getattr(sys, "abiflags", ""),
        "soabi": sysconfig.get_config_var("SOABI"),
        "extension_suffix": sysconfig.get_config_var("EXT_SUFFIX"),
        "is_gil_disabled": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        "is_debug_build": hasattr(sys, "gettotalrefcount"),
        "c_library": c_library(),
        "mac_version": platform.mac_ver()[0] or None,
        "markers": markers(),
        "default_scheme": scheme,
        "schemes": {name: scheme_paths(sysconfig.get_paths(name)) for name in schemes},
        "paths": scheme_paths(paths),
        "site_packages": [path_text(path) for path in site.getsitepackages([sys.prefix, sys.exec_prefix])],
        "externally_managed_marker": path_text(os.path.join(stdlib, "EXTERNALLY-MANAGED")),
        "default_optimization": sys.flags.optimize,
        "default_int_max_digits": sys.get_int_max_str_digits() if hasattr(sys, "get_int_max_str_digits") else None,
        "has_debug_ranges": has_debug_ranges(),
    }


def answer():
    first, last = int(sys.argv[1]), int(sys.argv[2])
    if not (3, first) <= sys.version_info[:2] <= (3, last):
        return {"unsupported": "Python " + sys.version.split()[0]}
    return {"interpreter": interpreter()}


import json
sys.stdout.write(json.dumps(answer()))
