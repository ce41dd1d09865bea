"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path


def describe(build: Path) -> dict[str, str | int]:
    """Processor, cores, memory, system, compiler."""
    kibibytes = int(first(r"^MemTotal: *(\d+)", Path("/proc/meminfo")) or 0)
    return {
        "processor": first(r"^model name\s*: (.*)$", Path("/proc/cpuinfo")) or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory": f"{kibibytes / 2**20:.0f} GiB",
        "system": (first(r'^PRETTY_NAME="(.*)"', Path("/etc/os-release")) or platform.system()) + f", Linux {platform.release()}",
        "compiler": compiler(build),
        "load": f"{os.getloadavg()[0]:.1f} before the run",
    }


def compiler(build: Path) -> str:
    for found in (build / "CMakeFiles").glob("*/CMakeCXXCompiler.cmake"):
        name, version = (first(rf'^set\(CMAKE_CXX_COMPILER_{key} "(.*)"\)', found) for key in ("ID", "VERSION"))
        return f"{name} {version}, {first('^CMAKE_BUILD_TYPE:STRING=(.*)$', build / 'CMakeCache.txt')}"
    return "unknown"


def first(pattern: str, path: Path) -> str:
    """The group of the first match in a file; empty where there is none."""
    if not path.exists():
        return ""
    match = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    return match.group(1).strip() if match else ""
