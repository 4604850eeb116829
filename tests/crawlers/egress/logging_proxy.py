"""Proxies of the tests' own, HTTP and SOCKS5, which note what they are asked for."""

import asyncio
import socket
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any


class LoggingProxy:
    """A proxy on a free port of loopback. ``asked`` has each wish as it came: ``GET http://…`` or ``CONNECT
    host:port`` for the one kind, ``host:port`` or ``user@host:port`` for the other.

    It knows no names but those in ``hosts`` (``host:port`` to a port of loopback), and where ``credentials``
    are set nobody who does not have them (``user:password``).
    """

    def __init__(self, kind: str, hosts: dict[str, int] | None = None, credentials: str = "") -> None:
        self.kind = kind
        self.hosts = hosts if hosts is not None else {}
        self.credentials = credentials
        self.asked: list[str] = []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.port = 0
        self.up()

    @property
    def address(self) -> str:
        known = f"{self.credentials}@" if self.credentials else ""
        return f"{self.kind}://{known}127.0.0.1:{self.port}"

    def up(self) -> None:
        """Listen, on the port of before."""
        meet = self.meet_http if self.kind == "http" else self.meet_socks
        self.server = self.run(asyncio.start_server(meet, "127.0.0.1", self.port))
        self.port = self.server.sockets[0].getsockname()[1]

    def down(self) -> None:
        """Stop listening; what is open is closed."""

        async def stop() -> None:
            self.server.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)

        self.run(stop())

    def close(self) -> None:
        self.down()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, self.loop).result(10)

    async def meet_http(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            while await self.answer_http(reader, writer):
                pass
        writer.close()

    async def answer_http(self, reader: StreamReader, writer: StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        method, target, _ = head.split("\r\n")[0].split(" ")
        self.asked.append(f"{method} {target}")
        known = "proxy-authorization: basic" in head.lower()
        if self.credentials and not known:
            writer.write(b"HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n")
            return True
        place = target if method == "CONNECT" else target.split("/")[2]
        port = self.hosts.get(place if ":" in place else f"{place}:80")
        if port is None:
            writer.write(b"HTTP/1.1 502 No such host\r\nContent-Length: 0\r\n\r\n")
            return True
        far, to = await asyncio.open_connection("127.0.0.1", port)
        if method == "CONNECT":
            writer.write(b"HTTP/1.1 200 Here you are\r\n")
            await writer.drain()
            await asyncio.sleep(0.01)  # heads may come in pieces
            writer.write(b"Via: tests\r\n\r\n")
        else:
            path = "/" + target.split("/", 3)[3]
            lines = [
                line
                for line in head.split("\r\n")[1:]
                if not line.lower().startswith(("proxy-", "connection"))
            ]
            to.write(
                "\r\n".join([f"{method} {path} HTTP/1.1", "Connection: close", *lines]).encode("latin-1")
            )
        await join(reader, writer, far, to)
        return False

    async def meet_socks(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            await self.answer_socks(reader, writer)
        writer.close()

    async def answer_socks(self, reader: StreamReader, writer: StreamWriter) -> None:
        _, count = await reader.readexactly(2)
        methods = await reader.readexactly(count)
        user = ""
        if 2 in methods:
            writer.write(b"\x05\x02")
            _, length = await reader.readexactly(2)
            user = (await reader.readexactly(length)).decode()
            password = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
            if self.credentials and f"{user}:{password}" != self.credentials:
                writer.write(b"\x01\x01")
                return
            writer.write(b"\x01\x00")
        else:
            writer.write(b"\x05\xff" if self.credentials else b"\x05\x00")
        *_, kind = await reader.readexactly(4)
        length = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
        name = await reader.readexactly(length)
        family = {1: socket.AF_INET, 4: socket.AF_INET6}.get(kind)
        host = socket.inet_ntop(family, name) if family else name.decode()
        host = f"[{host}]" if kind == 4 else host
        place = f"{host}:{int.from_bytes(await reader.readexactly(2), 'big')}"
        self.asked.append(f"{user}@{place}" if user else place)
        code = 0 if place in self.hosts else 4
        writer.write(bytes((5, code, 0, 1, 0, 0, 0, 0, 0, 0)))
        if not code:
            await join(reader, writer, *await asyncio.open_connection("127.0.0.1", self.hosts[place]))


async def join(reader: StreamReader, writer: StreamWriter, far: StreamReader, to: StreamWriter) -> None:
    """Carry bytes both ways until one end closes."""

    async def carry(source: StreamReader, target: StreamWriter) -> None:
        while chunk := await source.read(65_536):
            target.write(chunk)
            await target.drain()

    ways = [asyncio.create_task(carry(reader, to)), asyncio.create_task(carry(far, writer))]
    try:
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        to.close()
