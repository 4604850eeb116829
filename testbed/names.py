"""Nicknames of people who do not exist, and what they answer."""

import json
import random

from testbed.posting import CORPUS

_SMALL_TALK: dict[str, list[str]] = json.loads((CORPUS / "small_talk.json").read_text(encoding="utf-8"))
NICKNAMES = tuple(_SMALL_TALK["nicknames"])
REPLIES = tuple(_SMALL_TALK["replies"])


def nickname(chance: random.Random) -> str:
    """One of the nicknames, now and then with a number behind it."""
    name = chance.choice(NICKNAMES)
    return f"{name}{chance.randrange(10, 99)}" if chance.random() < 0.25 else name


def reply(chance: random.Random) -> str:
    """A short answer to anything."""
    first = chance.choice(REPLIES)
    return f"{first}\n{chance.choice(REPLIES)}" if chance.random() < 0.2 else first


def invented_qq(chance: random.Random) -> str:
    """A QQ number that cannot have been issued: ten digits above 2^32."""
    return f"9{chance.randrange(100, 999)}000{chance.randrange(100, 999)}"
