"""What the portal and its tests need of the machine beside Python: named in one line, or installed.

``python -m tests.machine`` names what is missing; with ``--install`` it runs apt-get as root on Debian.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.browser import find_chromium


class Need(NamedTuple):
    """Something of the machine, and the packages that bring it."""

    name: str
    purpose: str
    present: bool
    apt: str
    brew: str


def needs() -> list[Need]:
    """All that is needed, each with whether it is there."""
    return [
        Need(
            "Pango",
            "PDF documents",
            library_is_present("pango-1.0"),
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core",
            "pango",
        ),
        Need("xgettext", "make check", bool(shutil.which("xgettext")), "gettext", "gettext"),
        Need("ps", "make test", bool(shutil.which("ps")), "procps", "(part of macOS)"),
        Need("Chromium", "make test", bool(find_chromium()), "chromium-headless-shell", "--cask chromium"),
    ]


def library_is_present(name: str) -> bool:
    """Whether the loader finds a shared library; Homebrew's folder is one it may not know."""
    return bool(ctypes.util.find_library(name)) or any(Path("/opt/homebrew/lib").glob(f"lib{name}*.dylib"))


def main(*, install: bool) -> None:
    """Install what is missing when asked and able, then name what is still missing."""
    missing = [need for need in needs() if not need.present]
    if missing and install and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = [package for need in missing for package in need.apt.split()]
        quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "--no-install-recommends", *packages], check=False, **quiet
        )
        missing = [need for need in needs() if not need.present]
    for need in missing:
        remedy = f"apt-get install {need.apt}, or brew install {need.brew}"
        sys.stderr.write(f"{need.name} is missing (for {need.purpose}): {remedy}\n")


if __name__ == "__main__":
    main(install="--install" in sys.argv)
