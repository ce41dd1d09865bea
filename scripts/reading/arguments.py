"""The command lines of the scripts that read result files."""

from __future__ import annotations

import argparse
from typing import NoReturn

USAGE = 64


class Parser(argparse.ArgumentParser):
    """Ends as the program does where a command line is wrong."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message} (see --help)\n")
