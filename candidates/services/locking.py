"""Holding a file while something is written into it."""

from candidates.models import Candidate
from osce_portal.common.errors import FileGone


def lock_file(key: int) -> Candidate:
    """The file with this key as it is now, locked until the caller's transaction ends.

    Whoever writes into a file begins here: an erasure either waits and finds what was written, or was faster.
    Raises FileGone then, and for a file that went into another one.
    """
    files = Candidate.objects.select_for_update(of=("self",))
    candidate = files.filter(pk=key, anonymised_at__isnull=True).first()
    if candidate is None:
        raise FileGone
    return candidate


def lock_files(*keys: int) -> list[Candidate]:
    """Several files, locked in the order of their keys, and given as asked: two such acts never wait for each
    other. Raises FileGone if one has gone.
    """
    locked = {key: lock_file(key) for key in sorted(keys)}
    return [locked[key] for key in keys]
