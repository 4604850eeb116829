"""The words of one invented post, before any site shows it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One post of the corpus, of the story or of everyday life; ``label`` is ``sale``, ``seek`` or ``other``.

    ``source`` is the kind of site it was written for: weibo, tieba, telegram, group, forum or market.
    """

    id: str
    source: str
    title: str | None
    text: str
    author: str
    label: str = "other"
    categories: tuple[str, ...] = ()
    offers: tuple[dict[str, Any], ...] = ()
    contacts: tuple[dict[str, str], ...] = ()

    @property
    def listing(self) -> bool:
        """Whether the post offers or seeks personal data."""
        return self.label in {"sale", "seek"}

    def contact(self, kind: str) -> str | None:
        """The first contact of a kind, or None."""
        return next((contact["value"] for contact in self.contacts if contact["kind"] == kind), None)


@dataclass(frozen=True, slots=True)
class Placed:
    """A posting and the unix second at which it was published."""

    posting: Posting
    at: int


def read_postings(file: Path) -> Iterator[Posting]:
    """The postings of a JSON-lines file with the keys of the corpus."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            row.pop("why", None)
            for name in ("categories", "offers", "contacts"):
                row[name] = tuple(row[name])
            yield Posting(**row)


def labelled_files() -> tuple[Path, ...]:
    """The labelled files that words and rules may be tried on; those held back are measured by alone."""
    names = ("dev", "own", "own-words", "story")
    return tuple(CORPUS / f"{name}.jsonl" for name in names)


def labelled_postings() -> tuple[Posting, ...]:
    """The labelled posts: the development corpus and the story of the press report."""
    return (*read_postings(CORPUS / "dev.jsonl"), *read_postings(CORPUS / "story.jsonl"))
