"""One connection from the browser to the gate, in HTTP/1.1 as h11 reads it."""

import asyncio
from collections.abc import AsyncIterator

import h11

# The head of a request: cookies are the most of it.
HEAD_BYTES = 65_536
CHUNK_BYTES = 65_536
# How long an open connection may wait for its next request, and a started one for its next bytes.
IDLE_SECONDS = 300.0


class Unclear(ValueError):
    """What came is no request to a proxy."""


class Client:
    """Requests and their bodies come in, answers go out; nothing is held but the chunk at hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.http = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)

    async def request(self) -> h11.Request | None:
        """The next request; None where the browser has no more.

        Raises:
            Unclear: it is none, or its head is larger than ``HEAD_BYTES``.
        """
        event = await self._event()
        if isinstance(event, h11.Request):
            return event
        if isinstance(event, h11.ConnectionClosed):
            return None
        raise Unclear(f"{type(event).__name__} where a request should begin")

    async def body(self) -> AsyncIterator[bytes]:
        """The body of the request at hand."""
        while isinstance(event := await self._event(), h11.Data):
            yield bytes(event.data)

    async def answer(self, status: int, *headers: tuple[str, str]) -> None:
        """An answer of the gate's own, without a body."""
        head = h11.Response(status_code=status, headers=[*headers, ("Content-Length", "0")])
        await self.send(head, h11.EndOfMessage())

    async def send(self, *events: h11.Event) -> None:
        """Write, as fast as the browser takes it."""
        await self.write(b"".join(self.http.send(event) or b"" for event in events))

    async def write(self, chunk: bytes) -> None:
        """Write bytes as they are, as fast as the browser takes them."""
        self.writer.write(chunk)
        async with asyncio.timeout(IDLE_SECONDS):
            await self.writer.drain()

    def again(self) -> bool:
        """Whether another request may follow on this connection; not where one was answered half read."""
        if self.http.their_state is h11.SEND_BODY:
            self.http.next_event()  # the end of a request without a body
        if self.http.our_state is h11.DONE and self.http.their_state is h11.DONE:
            self.http.start_next_cycle()
            return True
        return False

    def leading(self) -> bytes:
        """What came behind the head of a CONNECT before it was answered."""
        return self.http.trailing_data[0]

    async def _event(self) -> h11.Event:
        while True:
            try:
                event = self.http.next_event()
            except h11.RemoteProtocolError as error:
                raise Unclear(str(error)) from error
            if event is h11.PAUSED:
                return h11.EndOfMessage()
            if event is not h11.NEED_DATA:
                return event  # type: ignore[return-value]
            if self.http.they_are_waiting_for_100_continue:
                await self.send(h11.InformationalResponse(status_code=100, headers=[]))
            async with asyncio.timeout(IDLE_SECONDS):
                self.http.receive_data(await self.reader.read(CHUNK_BYTES))
