"""What opens a server beside its address."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Access:
    """An API key (encoded, as Kibana shows it) or the password of the address's user, and the file of the
    certificate authority (PEM) that the server's certificate is checked by; each empty where there is none.
    """

    api_key: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    ca_file: str = ""


NOTHING = Access()


def without_password(url: str) -> str:
    """An index's address for people: nobody's name or password in it."""
    scheme, mark, rest = url.partition("://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    return f"{scheme}{mark}{rest.removeprefix(authority[: authority.rfind('@') + 1])}"
