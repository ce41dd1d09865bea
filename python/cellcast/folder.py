"""Folders for files that a result is in as long as it lives."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref

__all__ = ["Folder"]


class Folder:
    """A folder that goes when nobody holds this any more; not when a forked process lets go of its copy."""

    def __init__(self) -> None:
        self.name = tempfile.mkdtemp(prefix="cellcast-")
        weakref.finalize(self, _remove, self.name, os.getpid())


def _remove(name: str, process: int) -> None:
    if os.getpid() == process:
        shutil.rmtree(name, ignore_errors=True)
