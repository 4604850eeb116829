"""The fence of a source: which addresses lie on its declared hosts."""

from ipaddress import ip_address
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}


def inside(url: str, hosts: tuple[str, ...]) -> bool:
    """Whether ``url`` is http(s) on one of ``hosts``.

    ``host`` allows the scheme's own port, ``host:port`` that port.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in PORTS or not parts.hostname:
        return False
    own = PORTS[parts.scheme]
    return f"{parts.hostname}:{port or own}" in hosts or (port in (None, own) and parts.hostname in hosts)


def declares(hosts: tuple[str, ...], host: str, port: int) -> bool:
    """Whether ``hosts`` name ``host`` (a bare one allows the ports of http and https) or ``host:port``."""
    return f"{host}:{port}" in hosts or (port in PORTS.values() and host in hosts)


def host_of(url: str) -> str:
    """The host of an http(s) address as a fence names it: ``host``, or ``host:port`` for another port."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    return host if parts.port in (None, PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def is_loopback(host: str) -> bool:
    """Whether ``host``, as a fence names it, is written as this machine: nothing is looked up."""
    name = host if host == "::1" else host.rsplit(":", 1)[0]
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
