"""Runs one script that opens a stranger's file, alone in a process with limits.

``python -I confined.py SCRIPT ARGUMENT … < upload > result``. Memory and computing time are limited before
the first byte is read: a bomb ends this process only. The exit status is a ``Verdict``.
"""

import contextlib
import resource
import runpy
import sys
from enum import IntEnum

import pikepdf

MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 10


class Verdict(IntEnum):
    """The exit status. Python itself ends with 1 when it fails, which counts as broken."""

    DONE = 0
    BROKEN = 1
    LOCKED = 3
    TOO_COMPLEX = 4


def main(arguments: list[str]) -> Verdict:
    """Run the script that comes first; it says with OverflowError that the file is too much for it."""
    limit_resources()
    sys.argv = arguments
    try:
        runpy.run_path(arguments[0], run_name="__main__")
    except pikepdf.PasswordError:
        return Verdict.LOCKED
    except (OverflowError, MemoryError):
        return Verdict.TOO_COMPLEX
    return Verdict.DONE


def limit_resources() -> None:
    """Set the limits of this process; a system that knows no limit of memory keeps that of time."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
