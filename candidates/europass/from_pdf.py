"""The files that a PDF carries, taken out by a process with limits."""

from pathlib import Path

from osce_portal.files.confinement import run_confined

UNPACKING = Path(__file__).with_name("unpacking.py")


def read_attachments(data: bytes) -> list[bytes]:
    """In the order in which they are to be tried; raises LockedFile, FileTooComplex, BrokenFile."""
    packed, found = run_confined(UNPACKING, data=data), []
    while packed:
        length = int.from_bytes(packed[:4], "big")
        found.append(packed[4 : 4 + length])
        packed = packed[4 + length :]
    return found
