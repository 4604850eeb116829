"""The address of an index on Elasticsearch, and who we are there."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from search.access import Access
from search.fault import WrongAccess

PORT = 9200
PREFIX = "hawkwatch-listings"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
SHAPE = "http(s)://[user[:password]@]HOST[:PORT][,HOST[:PORT]…][?prefix=NAME]"


@dataclass(frozen=True, slots=True)
class Address:
    """Each node's address, who we are there, and what the names of our indices begin with."""

    nodes: tuple[str, ...]
    prefix: str
    login: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def place(self) -> str:
        """The nodes for people: without a password."""
        return ",".join(self.nodes)


def read_address(url: str, password: str = "") -> Address:
    """The parts of an index's address; ``password`` is that of its user where it names none.

    Raises:
        WrongAccess: it is not of the shape expected, or the prefix is no beginning of an index's name.
    """
    scheme, _, rest = url.partition("://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, _, hosts = authority.rpartition("@")
    nodes = tuple(dict.fromkeys(_node(scheme.lower(), host) for host in hosts.split(",")))
    prefix = parse_qs(rest.partition("?")[2]).get("prefix", [PREFIX])[0]
    if not NAME.fullmatch(prefix):
        told = "the prefix {prefix!r} of the index address may hold a-z, 0-9, - and _ only"
        raise WrongAccess(told, prefix=prefix)
    return Address(nodes, prefix, _login(user, password))


def _login(user: str, password: str) -> tuple[str, str] | None:
    name, _, given = user.partition(":")
    return (unquote(name), unquote(given) or password) if name else None


def _node(scheme: str, host: str) -> str:
    try:
        parts = urlsplit(f"{scheme}://{host.strip()}")
        name, port = parts.hostname, parts.port or PORT
    except ValueError as error:
        raise WrongAccess(
            "the index address is wrong ({error}); it is {shape}", error=error, shape=SHAPE
        ) from error
    if not name:
        raise WrongAccess("the index address names no host; it is {shape}", shape=SHAPE)
    return f"{scheme}://[{name}]:{port}" if ":" in name else f"{scheme}://{name}:{port}"


def check_access(address: Address, access: Access) -> None:
    """Refuse what cannot be meant.

    Raises:
        WrongAccess: two ways in at once, or a certificate authority that is missing or has nothing to check.
    """
    if access.api_key and address.login:
        raise WrongAccess("the index address names a user and there is an API key, too; use one of them")
    if access.ca_file and not Path(access.ca_file).is_file():
        raise WrongAccess("{file}: there is no such file of a certificate authority", file=access.ca_file)
    if access.ca_file and not all(node.startswith("https://") for node in address.nodes):
        raise WrongAccess("a certificate authority checks https:// only; the index address says http://")
