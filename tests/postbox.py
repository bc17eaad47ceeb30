"""A real mail server on the loopback, which keeps what it receives."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller

from tests.services import free_port


class Postbox:
    """Handler of the mail server: every message that arrived, oldest first, in ``messages``.

    With ``falls_silent`` it breaks the connection once it has a message, without an answer. ``meanwhile`` is
    done while it has the message, in a thread of its own; ``answer`` is what it says then.
    """

    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        self.messages: list[EmailMessage] = []
        self.falls_silent = False
        self.meanwhile: Callable[[], None] | None = None
        self.answer = "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 (the server calls it so)
        """Keep the message and say so, or what else is to be said."""
        if self.meanwhile is not None:
            await asyncio.to_thread(self.meanwhile)
        self.messages.append(message_from_bytes(envelope.content, policy=default))
        if self.falls_silent:
            server.transport.abort()
        return self.answer

    def wait_for(self, count: int, seconds: float = 20) -> list[EmailMessage]:
        """Return the messages once ``count`` of them have arrived; AssertionError when they never do."""
        deadline = time.monotonic() + seconds
        while len(self.messages) < count and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(self.messages) >= count, f"{len(self.messages)} of {count} messages in {seconds} s"
        return self.messages


@contextmanager
def running_postbox() -> Iterator[Postbox]:
    """A postbox that listens on a free port of the loopback."""
    postbox = Postbox("127.0.0.1", free_port())
    controller = Controller(postbox, hostname=postbox.host, port=postbox.port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()
