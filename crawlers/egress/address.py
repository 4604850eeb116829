"""Which addresses are on the public Internet, however they are written."""

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import unquote

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# The one part of IPv6 from which public addresses are given out (IANA, IPv6 Address Space).
_UNICAST = ipaddress.IPv6Network("2000::/3")
# What lies in IANA's special-purpose registries and older versions of `ipaddress` take for public, and the
# one metadata service that has a public number (Azure's).
_APART = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",
            "192.88.99.0/24",
            "168.63.129.16/32",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
        ),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# RFC 5214, 6.1: the half of an address that says which IPv4 address lies behind it.
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
# Names that a resolver answers out of its own network only (RFC 6761, RFC 8375, IANA's reservation of
# "internal", and habit).
_INNER = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa")
# Full stops of other scripts, which IDNA takes for dots (RFC 3490, 3.1).
_DOTS = str.maketrans("。．｡", "...")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# RFC 1035, 2.3.4, with the underscores that some hosts have.
_NAME = re.compile(r"(?=.{1,253}$)[\w-]{1,63}(?:\.[\w-]{1,63})*", re.ASCII)


class OutOfScope(Exception):
    """The address lies outside the source's declared hosts or on a private network."""


def is_public(address: Address) -> bool:
    """Whether ``address`` is on the public Internet.

    Not loopback, private, link-local, shared, reserved, multicast or a cloud's metadata service, and no
    IPv6 address that leads to such an IPv4 address by translation or tunnel: IPv4-mapped, NAT64
    (RFC 6052), ISATAP (RFC 5214). The networks of 6to4 and Teredo, and NAT64 within a network
    (64:ff9b:1::/48), are not public at all.
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner_address(address)
        if inner is not None and not is_public(inner):
            return False
        if address.ipv4_mapped or address in _NAT64:
            return True
        if address not in _UNICAST:
            return False
    apart = any(address in network for network in _APART if network.version == address.version)
    return address.is_global and not address.is_multicast and not apart


def _inner_address(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address to which a translator or a tunnel would send what goes to ``address``."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in _NAT64 or (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return None


def plain_host(host: str) -> str:
    """``host`` as every resolver and browser ends up reading it.

    Undone are user information, brackets, zone, percent-encoding, full-width and circled signs, dots of
    other scripts, trailing dots and capitals.
    """
    name = host.rpartition("@")[2].strip().strip("[]")
    name = name.partition("%")[0] if ":" in name else unquote(name)
    return unicodedata.normalize("NFKC", name).translate(_DOTS).strip("[] .").lower()


def written_address(host: str) -> Address | None:
    """The address as which ``host`` is written, in any form that programs take for one; None for a name.

    Beside the usual ones these are the forms of ``inet_aton``: ``127.1``, ``2130706433``, ``0x7f.1``,
    ``017700000001``.
    """
    name = plain_host(host)
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        pass
    if not all(_NUMBER.fullmatch(part) for part in name.split(".")):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(name))
    except OSError:
        return None


def refuse_private(host: str, onion: bool = False) -> None:
    """Raise OutOfScope where ``host`` itself, as it is written, shows that it is not on the public Internet.

    ``onion`` where names of Tor's hidden services have a meaning.
    """
    if address := written_address(host):
        if not is_public(address):
            raise OutOfScope(f"{host} is the private address {address}")
        return
    name = plain_host(host)
    last = name.rpartition(".")[2]
    if not _NAME.fullmatch(name) or _NUMBER.fullmatch(last):
        raise OutOfScope(f"{host!r} is no host")
    if last == name or any(name == inner or name.endswith(f".{inner}") for inner in _INNER):
        raise OutOfScope(f"{name} is a name of some private network")
    if last == "onion" and not onion:
        raise OutOfScope(f"{name} can be reached through Tor only")
