"""One JSON answer of Tieba, and the people and times in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crawlers.readers.sheet import Moment, moment_of
from crawlers.readers.tieba.marks import portrait
from crawlers.readers.tree import at, entries, words

_NAMES = ("name_show", "show_nickname", "nickname", "user_nickname", "name", "user_name", "username")


@dataclass(frozen=True, slots=True)
class Answer:
    """``body`` is what came (without the envelope ``data``), ``url`` what was asked, ``page`` for which page;
    ``site`` is the origin of the addresses made of it."""

    body: Any
    url: str
    page: str
    site: str
    now: datetime
    zone: str

    def moment(self, *values: str | None) -> Moment:
        """The first time that is there (unix seconds as number or text)."""
        return moment_of(next((value for value in values if value), None), self.now, self.zone)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an answer has them; ``account`` is the portrait, or the number where there is none."""

    name: str | None = None
    account: str | None = None
    place: str | None = None


def people_of(body: Any) -> dict[str, Any]:
    """The people that stand in a list of their own (or an object with numbers for keys), by number."""
    listed = {words(one, "id") or words(one, "user_id"): one for one in entries(body, "user_list")}
    return {number: one for number, one in listed.items() if number}


def person_of(row: Any, people: dict[str, Any]) -> Person:
    """Who wrote ``row``: in it, or in ``people`` by number."""
    number = words(row, "author_id") or words(row, "user_id")
    inside = next((found for key in ("author", "user") if isinstance(found := at(row, key), dict)), None)
    known = people.get(number or words(inside, "id") or "") or inside
    named = next((name for key in _NAMES if (name := words(known, key))), None)
    return Person(
        named or words(row, "username"),
        portrait(words(known, "portrait")) or words(known, "id") or words(known, "user_id") or number,
        words(known, "ip_address") or words(row, "ip_address"),
    )
