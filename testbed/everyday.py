"""Everyday posts: made from templates, the same for the same seed, none of them about personal data."""

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from testbed.names import nickname
from testbed.posting import CORPUS, Posting

TITLED = {"forum", "tieba", "market"}
_SLOT = re.compile(r"\{([a-z][a-z0-9_]*|\d+-\d+)\}")


@dataclass(frozen=True, slots=True)
class Topic:
    """One subject of everyday life: titles, texts and closing lines with ``{slots}`` to fill."""

    name: str
    sources: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    closings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Templates:
    """All topics and what fills their slots; a slot ``{3-9}`` is a number of that range."""

    slots: dict[str, tuple[str, ...]]
    topics: tuple[Topic, ...]


def read_templates() -> Templates:
    """The templates of ``corpus/everyday.json``."""
    read: dict[str, Any] = json.loads((CORPUS / "everyday.json").read_text(encoding="utf-8"))
    slots = {name: tuple(words) for name, words in read["slots"].items()}
    topics = tuple(
        Topic(
            name=topic["name"],
            sources=tuple(topic["sources"]),
            titles=tuple(topic["titles"]),
            texts=tuple(topic["texts"]),
            closings=tuple(topic.get("closings", ())),
        )
        for topic in read["topics"]
    )
    return Templates(slots, topics)


def everyday(seed: int, sources: Sequence[str]) -> list[Posting]:
    """One everyday post for each entry of ``sources``; no two have the same text."""
    templates = read_templates()
    seen: set[str] = set()
    return [_post(number, source, templates, seed, seen) for number, source in enumerate(sources, 1)]


def _post(number: int, source: str, templates: Templates, seed: int, seen: set[str]) -> Posting:
    chance = random.Random(f"{seed} everyday {number}")
    topics = [topic for topic in templates.topics if source in topic.sources]
    title, text = _words(chance.choice(topics), templates, chance)
    while text in seen:
        title, more = _words(chance.choice(topics), templates, chance)
        text = more if more not in seen else f"{text}\n{more}"
    seen.add(text)
    shown = title if source in TITLED else None
    return Posting(
        id=f"everyday-{number:05d}", source=source, title=shown, text=text, author=nickname(chance)
    )


def _words(topic: Topic, templates: Templates, chance: random.Random) -> tuple[str, str]:
    """Title and text; both speak of the same city, dish or telephone."""
    subject = {name: chance.choice(words) for name, words in templates.slots.items()}
    title = _filled(chance.choice(topic.titles), templates, dict(subject), chance)
    text = _filled(chance.choice(topic.texts), templates, dict(subject), chance)
    if topic.closings and chance.random() < 0.55:
        breaks = "\n" if chance.random() < 0.4 else ""
        text += breaks + _filled(chance.choice(topic.closings), templates, {}, chance)
    return title, text


def _filled(template: str, templates: Templates, subject: dict[str, str], chance: random.Random) -> str:
    """The template with its slots filled: the first of a name by ``subject``, further ones by chance."""

    def fill(found: re.Match[str]) -> str:
        first, _, last = found[1].partition("-")
        if last:
            return str(chance.randint(int(first), int(last)))
        return subject.pop(found[1], None) or chance.choice(templates.slots[found[1]])

    return _SLOT.sub(fill, template)
