"""Every key of a ``source.yml`` as one row: name, how it is read, what it means.

The declaration's reader, the JSON Schema and the table of the documentation are made of these rows; defaults
are those of the records.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, get_args
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawlers.declared.source_block import Block, nearest
from crawlers.egress.hosts import PORTS
from crawlers.readers.families import FAMILIES, over_which
from crawlers.readers.forum.profile_file import profile_of, profile_schema
from records.reading import LinkKind, Post
from records.source import DeclaredAccess, EvidenceGrade, Mode, Render, RobotsPolicy

_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::[1-9]\d{0,4})?"
)
_HOURS = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)")
_WORD = re.compile(r"[a-z][a-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: ``read`` takes it out of a block and complains, ``schema`` is its JSON Schema."""

    read: Callable[[Block, str], Any]
    schema: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """One key; an inner one is called ``pace.delay``."""

    name: str
    kind: Kind
    help: str
    required: bool = False


def _choice(known: tuple[str, ...]) -> Kind:
    return Kind(partial(Block.choice, known=known), {"enum": list(known)})


def _choices(known: tuple[str, ...]) -> Kind:
    def check(entry: str) -> str | None:
        return None if entry in known else f"{entry!r} is none of {', '.join(known)}{nearest(entry, known)}"

    return Kind(partial(Block.texts, check=check), _list_of({"enum": list(known)}))


def _whole(least: int) -> Kind:
    return Kind(partial(Block.whole, least=least), {"type": "integer", "minimum": least})


def _list_of(entry: dict[str, Any]) -> dict[str, Any]:
    """A list, or one entry alone."""
    return {"anyOf": [entry, {"type": "array", "items": entry}]}


def _shaped(pattern: re.Pattern[str], what: str) -> Kind:
    """Text of one shape; ``what`` says which."""

    def read(block: Block, key: str) -> str | None:
        value = block.text(key)
        if value is not None and not pattern.fullmatch(value):
            raise block.wrong(key, f"{value!r} is no {what}")
        return value

    return Kind(read, {"type": "string", "pattern": f"^{pattern.pattern}$"})


def _zone(block: Block, key: str) -> str | None:
    zone = block.text(key)
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise block.wrong(key, f"{zone!r} is no time zone (write one like Asia/Shanghai)") from error
    return zone


def _wrong_host(entry: str) -> str | None:
    if _HOST.fullmatch(entry):
        return None
    return f"{entry!r} is no host; write host or host:port in lower case, without scheme or path"


def _wrong_start(entry: str) -> str | None:
    try:
        parts = urlsplit(entry)
        parts.port  # noqa: B018 - a bad port shows itself only when asked for
    except ValueError:
        parts = SplitResult("", "", "", "", "")
    if parts.scheme in PORTS and parts.hostname and not any(sign.isspace() for sign in entry):
        return None
    return f"{entry!r} is no http or https address"


def _select(block: Block, key: str) -> dict[str, Any] | None:
    """Selectors, each checked; a family of nothing else cannot do without."""
    family = block.value("family")
    if family == "forum":
        block.required(key)
    given = block.inner(key)
    if owner := given if given.values else given.below:
        profile_of(replace(owner, below=None), over_which(family))
    return block.mapping(key)


TEXT = Kind(Block.text, {"type": "string", "minLength": 1})
TEXTS = Kind(Block.texts, _list_of({"type": "string", "minLength": 1}))
FLAG = Kind(Block.flag, {"type": "boolean"})
SECONDS = Kind(Block.seconds, {"type": "number", "minimum": 0, "exclusiveMaximum": 86_400})
DAY = Kind(Block.day, {"type": "string", "format": "date"})
SELECT = Kind(_select, profile_schema())
ZONE = Kind(_zone, {"type": "string"})
HOURS = _shaped(_HOURS, "span of hours (write one like 08:00-23:30)")
EXIT = _shaped(_WORD, "name of an exit (a-z, 0-9, _ and -)")
SESSION = _shaped(_WORD, "name of a session (a-z, 0-9, _ and -)")
HOSTS = Kind(
    partial(Block.texts, check=_wrong_host), _list_of({"type": "string", "pattern": f"^{_HOST.pattern}$"})
)
ADDRESSES = Kind(
    partial(Block.texts, check=_wrong_start), _list_of({"type": "string", "pattern": "^https?://"})
)

KEYS = (
    Key("title", TEXT, "what people call it", required=True),
    Key("family", _choice(tuple(sorted(FAMILIES))), "which reader understands it", required=True),
    Key(
        "start",
        ADDRESSES,
        "addresses at which a run begins; `{term}` stands for each of `terms`",
        required=True,
    ),
    Key("terms", TEXTS, "words to search for; `lexicon:NAME` stands for a list of the lexicon"),
    Key("hosts", HOSTS, "the fence, `host` or `host:port`: nothing else is asked", required=True),
    Key("purpose", TEXT, "why you may collect here, in your own words; without it the source does not run"),
    Key(
        "access", _choice(get_args(DeclaredAccess)), "how what is read was open to us; goes into the evidence"
    ),
    Key("approver", TEXT, "who allowed it"),
    Key("review", DAY, "the day on which purpose and pace are looked at again"),
    Key("enabled", FLAG, "`false` keeps it from running"),
    Key("zone", ZONE, "IANA time zone in which the site prints its times"),
    Key("follow", _choices(get_args(LinkKind)), "which links a run walks"),
    Key("select", SELECT, "selectors of your own, where pages are not built as the family's usually are"),
    Key(
        "render",
        _choice(get_args(Render)),
        "when a browser is used; `when-empty`: where the plain page lacks posts",
    ),
    Key("capture", TEXTS, "parts of addresses whose responses the browser keeps for the reader"),
    Key("wait_for", TEXT, "CSS selector the browser waits for"),
    Key("next_button", TEXT, "CSS selector the browser presses for more"),
    Key("clicks", _whole(0), "how often it presses it at most"),
    Key("scrolls", _whole(0), "how often the browser scrolls to the end of the page at most"),
    Key(
        "mode",
        _choice(get_args(Mode)),
        "`newest`: a run ends where it meets what is known; `backfill`: it walks on past it",
    ),
    Key("recheck", _whole(0), "days after which a known thread that looks unchanged is asked again"),
    Key(
        "robots",
        _choice(get_args(RobotsPolicy)),
        "`ignore-with-reason` needs `robots_reason`, `robots_until` and `approver`",
    ),
    Key("robots_reason", TEXT, "why robots.txt is not obeyed; goes into the evidence"),
    Key("robots_until", DAY, "the last day on which it is not obeyed"),
    Key("pace.delay", SECONDS, "seconds between requests to one host"),
    Key("pace.jitter", FLAG, "whether the delay varies between half and one and a half of it"),
    Key("pace.concurrency", _whole(1), "requests under way at once"),
    Key("pace.pages", _whole(1), "pages in one run at most"),
    Key("pace.budget", _whole(1), "pages of one host in one day at most, over all runs of this machine"),
    Key("pace.hours", HOURS, "hours of the day, in `zone`, outside which nothing is asked"),
    Key(
        "pace.fruitless",
        _whole(1),
        "pages in a row that bring nothing, or no listing where others did, after which the rest is left",
    ),
    Key("expect.posts", _whole(0), "posts a healthy run reads at least; fewer and the run is short"),
    Key(
        "expect.fields",
        _choices(tuple(field.name for field in fields(Post))),
        "fields of a post that must be filled in most of them",
    ),
    Key("egress", EXIT, "the exit; one that is not set up here keeps the source from running"),
    Key("session", SESSION, "name of a saved session that you supply; off unless given"),
    Key(
        "evidence",
        _choice(get_args(EvidenceGrade)),
        "`rendered`: a page with a listing is kept as a browser shows it",
    ),
    Key("private_hosts", FLAG, "allows loopback and private addresses; for the testbed only"),
    Key("tags", TEXTS, "words of your own; `--tag` chooses by them"),
    Key("notes", TEXT, "what the next operator should know"),
)
