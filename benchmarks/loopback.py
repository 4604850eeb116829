"""A server of ready-made pages on loopback, in a process of its own, that costs a crawler next to nothing."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection

Answer = tuple[str, bytes]
"""Content type, with further header lines after it where there are any, and body."""


@contextmanager
def served(pages: Mapping[str, Answer]) -> Iterator[str]:
    """Serve ``pages`` (path with query → answer) while the block runs; gives ``host:port``.

    Any other path is a 404.
    """
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(dict(pages), theirs), daemon=True)
    process.start()
    try:
        yield f"127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


def _serve(pages: dict[str, Answer], told: Connection) -> None:
    answers = {path: _wire(200, "OK", kind, body) for path, (kind, body) in pages.items()}
    asyncio.run(_listen(answers, told))


async def _listen(answers: dict[str, bytes], told: Connection) -> None:
    missing = _wire(404, "Not Found", "text/plain", b"")

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answers.get(head.split(b" ", 2)[1].decode("latin-1"), missing))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    told.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _wire(status: int, reason: str, kind: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode("latin-1") + body
