"""A mail server on this machine that remembers what it took, and fails at times."""

import random
import socket
import threading
from collections import Counter
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller


class Post:
    """Takes letters; now and then refuses one for now, or hangs up in the middle."""

    def __init__(self, chance: random.Random) -> None:
        """Begin to listen on a free port of this machine."""
        self.taken: Counter[str] = Counter()
        self._chance = chance
        self._lock = threading.Lock()
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            self.port = int(listening.getsockname()[1])
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)
        self._server.start()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take one letter, or not."""
        with self._lock:
            turn = self._chance.random()
            if turn < 0.1:
                return "451 Try again later"
            read = message_from_bytes(envelope.content)
            self.taken[str(read["Message-ID"])] += 1
        if turn < 0.2:
            server.transport.close()  # taken, and the sender is never told
        return "250 Taken"

    def close(self) -> None:
        """Stop listening."""
        self._server.stop()
