"""Serves the console."""

import socket
from collections.abc import Callable

import uvicorn

from config.settings import load_settings
from console.open import open_console
from records.complaint import Complaint

WILDCARDS = ("0.0.0.0", "::", "")


class ServerError(Complaint):
    """The console cannot be served; the message is one sentence naming the address."""


def serve(host: str = "127.0.0.1", port: int = 8700, ready: Callable[[int], None] | None = None) -> None:
    """Serve the console until SIGINT or SIGTERM; port 0 takes a free one. ``ready`` is told the port bound.

    The home is that of ``config.settings.load_settings()``.

    Raises:
        ServerError: the address is in use or not ours.
        casework.fault.CaseworkError: the home cannot be used.
    """
    bound = bind(host, port)
    with bound:
        open_console(load_settings().home)
        _allow(host)
        from console.asgi import application

        if ready is not None:
            ready(bound.getsockname()[1])
        # No forwarded headers: the lock-out after wrong passwords counts by the address that really asks.
        config = uvicorn.Config(application, log_level="warning", access_log=False, proxy_headers=False)
        uvicorn.Server(config).run(sockets=[bound])


def bind(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        ServerError: the address is in use or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except (OSError, OverflowError) as error:
        bound.close()
        why = getattr(error, "strerror", None) or error
        raise ServerError(f"the console cannot listen on {host}:{port}: {why}") from error
    return bound


def _allow(host: str) -> None:
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "*" if host in WILDCARDS else host]
