"""What every site of the testbed can do."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Protocol, runtime_checkable

from testbed.answer import Answer, Request
from testbed.change import Change
from testbed.posting import Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """Where a post that offers or seeks personal data stands, and what it is.

    ``platform`` is the family a reader would name, ``post_id`` the platform's own stable key (Telegram:
    ``channel/number``), ``path`` path and query of the page that shows it. ``corpus_id`` names the labelled
    post.
    """

    site: str
    platform: str
    post_id: str
    thread: str | None
    path: str
    corpus_id: str
    label: str
    title: str | None
    text: str
    author: str
    posted_at: str
    categories: tuple[str, ...]
    offers: tuple[dict[str, Any], ...]
    contacts: tuple[dict[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """The truth as plain JSON values."""
        return asdict(self)


class Site(Protocol):
    """One site: answers requests, shows its walls, knows the truth about its posts."""

    name: str
    charset: str

    def answer(self, request: Request) -> Answer:
        """The true answer to a request."""

    def wall(self, kind: str, request: Request) -> Answer:
        """The site's own page for ``challenge``, ``login_wall`` or ``captcha``."""

    def truth(self) -> Iterator[Truth]:
        """Every listing the site shows."""


@runtime_checkable
class Changing(Protocol):
    """A site whose posts can change while it runs."""

    def change(self, change: Change) -> str:
        """Change the site; returns the platform's key of the post concerned.

        Raises:
            ChangeError: there is no such post, thread or place.
        """


def truth_of(
    placed: Placed, *, site: str, platform: str, post_id: str, thread: str | None, path: str
) -> Truth:
    """The truth about one placed posting."""
    posting = placed.posting
    return Truth(
        site=site,
        platform=platform,
        post_id=post_id,
        thread=thread,
        path=path,
        corpus_id=posting.id,
        label=posting.label,
        title=posting.title,
        text=posting.text,
        author=posting.author,
        posted_at=datetime.fromtimestamp(placed.at, UTC).isoformat(),
        categories=posting.categories,
        offers=posting.offers,
        contacts=posting.contacts,
    )
