"""Whether a line of a proposal is on the CV already, or stands twice in the file."""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from candidates.models import CvEntry
from osce_portal.formats.plain import plain_name

Key = tuple[Any, ...]

KEYS: dict[str, Callable[[Any], Key]] = {
    "work": lambda line: (
        plain_name(line.title), plain_name(line.organisation), line.started_on and line.started_on.year,
    ),
    "education": lambda line: (plain_name(line.title), plain_name(line.institution)),
    "languages": lambda line: (line.language,),
    "trainings": lambda line: (plain_name(line.title),),
    "skills": lambda line: (plain_name(line.description),),
    "publications": lambda line: (plain_name(line.title),),
}  # fmt: skip


def line_key(slug: str, line: CvEntry) -> Key:
    """The same for two lines that say the same thing; empty where a line says too little."""
    key = KEYS[slug](line)
    return key if any(key) else ()


def lines_by_key(slug: str, lines: Iterable[CvEntry]) -> dict[Key, CvEntry]:
    """The lines that are there, to be asked for one that looks the same."""
    return {line_key(slug, line): line for line in lines}


def paper_key(data: bytes | None) -> Key:
    """A paper is the same if its bytes are, whatever it is called."""
    return (hashlib.sha256(data).hexdigest(),) if data is not None else ()
