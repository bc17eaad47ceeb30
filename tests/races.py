"""Two acts at once, on two real connections.

Locks are taken as they are, or (control) replaced by plain reads; in both cases each act pauses after its
read until the other has read too, if the other can.
"""

import threading
from contextlib import suppress

from django.db import connection


def patience(*, with_lock: bool) -> float:
    """Seconds for the other act: a moment where a lock keeps it back, else what a busy machine needs."""
    return 0.7 if with_lock else 30


def pausing(read, *, with_lock: bool):
    """``read``, then wait for the other act to have read as well."""
    meeting = threading.Barrier(2)

    def read_and_wait(key):
        row = read(key)
        with suppress(threading.BrokenBarrierError):
            meeting.wait(patience(with_lock=with_lock))
        return row

    return read_and_wait


def at_once(*acts) -> list:
    """Run the acts in threads of their own; what each returned or raised, in order."""
    outcomes: list = [None] * len(acts)

    def run(place, act):
        try:
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return outcomes
