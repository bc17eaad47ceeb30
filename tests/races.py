"""Two acts at once, on two real connections.

The acts are the portal's own, untouched. What is watched is the line to the database: an act is stopped there
until the other has come as far, if the other can. The control takes the locking out of the statements that
pass, so that what only the lock prevents happens.
"""

import re
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

from django.db import connection

WRITING = re.compile(r"(INSERT|UPDATE|DELETE) ")
WAITING_IN_LINE = re.compile(r"SELECT pg_advisory_xact_lock\(")
ROW_LOCK = re.compile(r' FOR (NO KEY )?UPDATE( OF "\w+"(, "\w+")*)?$')
MOMENT, LONG = 0.7, 60  # seconds: where a lock keeps the other back; what a busy machine needs


def patience(*, with_lock: bool) -> float:
    """Seconds to wait for the other act: it comes soon, or a lock keeps it back."""
    return MOMENT if with_lock else LONG


class Wire:
    """What passes from one act to the database: stopped once before a statement, without locks if asked."""

    def __init__(self, stop_before: re.Pattern[str], stop: Callable[[], None], *, with_lock: bool):
        self.stop_before, self.stop, self.with_lock = stop_before, stop, with_lock
        self.is_stopped = False

    def __call__(self, execute, sql: str, params, many: bool, context: dict[str, Any]):
        """As Django's ``execute_wrapper`` asks for it."""
        if not self.is_stopped and self.stop_before.match(sql):
            self.is_stopped = True
            self.stop()
        return execute(sql if self.with_lock else without_locks(sql), params, many, context)


def without_locks(sql: str) -> str:
    """The same question, asked without holding anything."""
    return ROW_LOCK.sub("", WAITING_IN_LINE.sub("SELECT (", sql))


def meeting(*, seconds: float) -> Callable[[], None]:
    """Where two wait for each other, and go on alone when the other does not come in time."""
    barrier = threading.Barrier(2)

    def meet() -> None:
        with suppress(threading.BrokenBarrierError):
            barrier.wait(seconds)

    return meet


def race(*acts, with_lock: bool) -> list:
    """Run two acts at once that both have read before either writes, unless a lock prevents it."""
    meet = meeting(seconds=patience(with_lock=with_lock))
    return at_once(*acts, wire=lambda: Wire(WRITING, meet, with_lock=with_lock))


def in_the_midst_of(act, other, *, with_lock: bool = True, before: re.Pattern[str] = WRITING) -> list:
    """Run ``other`` when ``act`` has read and not yet written, or is about to say ``before``; what each
    returned or raised.
    """
    has_read, is_over = threading.Event(), threading.Event()

    def other_then() -> Any:
        has_read.wait(LONG)
        try:
            return other()
        finally:
            is_over.set()

    def wait_for_the_other() -> None:
        has_read.set()
        is_over.wait(patience(with_lock=with_lock))

    def watched_act() -> Any:
        with connection.execute_wrapper(Wire(before, wait_for_the_other, with_lock=with_lock)):
            return act()

    return at_once(watched_act, other_then)


def at_once(*acts, wire: Callable[[], Wire] | None = None) -> list:
    """Run the acts in threads of their own; what each returned or raised, in order."""
    outcomes: list = [None] * len(acts)

    def run(place, act):
        try:
            with ExitStack() as watched:
                if wire:
                    watched.enter_context(connection.execute_wrapper(wire()))
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
