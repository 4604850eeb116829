"""Puts an answer on the wire: whole, or broken as ordered."""

import socket
import struct
import threading
from email.utils import formatdate
from http import HTTPStatus
from typing import Protocol

from testbed.answer import Answer
from testbed.misbehaviour import Misbehaviour

DRIP_SECONDS = 0.25


class Sink(Protocol):
    """What bytes are written to."""

    def write(self, piece: bytes, /) -> object:
        """Send ``piece``."""


def head_of(answer: Answer, *, keep: bool) -> bytes:
    """Status line and headers; Content-Length is that of the whole body."""
    phrase = HTTPStatus(answer.status).phrase if answer.status in set(HTTPStatus) else "Unknown"
    headers = [
        ("Date", formatdate(usegmt=True)),
        ("Server", "nginx"),
        ("Content-Type", answer.content_type),
        ("Content-Length", str(len(answer.body))),
        ("Connection", "keep-alive" if keep else "close"),
        *answer.headers,
    ]
    lines = [f"HTTP/1.1 {answer.status} {phrase}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"


def send_whole(sink: Sink, answer: Answer, *, body: bool, keep: bool) -> None:
    """The whole answer in one write; no body for HEAD."""
    sink.write(head_of(answer, keep=keep) + (answer.body if body else b""))


def send_cut(sink: Sink, answer: Answer, order: Misbehaviour) -> None:
    """Promises the whole body and sends a part of it."""
    length = order.bytes if order.bytes is not None else int(len(answer.body) * order.share)
    sink.write(head_of(answer, keep=False) + answer.body[: min(length, max(len(answer.body) - 1, 0))])


def send_drip(sink: Sink, answer: Answer, order: Misbehaviour, closing: threading.Event) -> bool:
    """The body at ``rate`` bytes a second; False where the testbed closed before its end."""
    sink.write(head_of(answer, keep=False))
    step = max(1, int(order.rate * DRIP_SECONDS))
    pause = step / order.rate
    for start in range(0, len(answer.body), step):
        sink.write(answer.body[start : start + step])
        if closing.wait(pause):
            return False
    return True


def reset(connection: socket.socket) -> None:
    """Close with a TCP reset, as a server that dies does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
