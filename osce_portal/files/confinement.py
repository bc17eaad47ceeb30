"""A stranger's file given to a script in a process with limits, and what became of it."""

import subprocess
import sys
from pathlib import Path

from osce_portal.files.confined import Verdict
from osce_portal.files.errors import BrokenFile, FileRefused, FileTooComplex, LockedFile

CONFINED = Path(__file__).with_name("confined.py")
REFUSALS: dict[int, type[FileRefused]] = {Verdict.LOCKED: LockedFile, Verdict.TOO_COMPLEX: FileTooComplex}
SECONDS = 20


def run_confined(script: Path, *arguments: str, data: bytes) -> bytes:
    """What the script writes when it is given ``data``; raises LockedFile, FileTooComplex or BrokenFile."""
    try:
        done = subprocess.run(  # noqa: S603 — our own interpreter and scripts, no word of the sender's
            [sys.executable, "-I", str(CONFINED), str(script), *arguments],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise FileTooComplex from error
    if done.returncode < 0:  # ended by its limits
        raise FileTooComplex
    if done.returncode != Verdict.DONE:
        raise REFUSALS.get(done.returncode, BrokenFile)
    return done.stdout
