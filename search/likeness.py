"""The query for listings like one: its categories, and its rarest words that others have, too."""

import re
from collections.abc import Iterator

from records.document import Document
from records.term import Terms
from search.index import Index
from search.query import parse

# Words of numbers name an account or an amount, lone characters nothing.
TELLING = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]{2,}|[a-z]{3,}")
#: So many words are counted, the longest: long words are rarer, and each costs a look-up.
MOST_COUNTED = 16
MOST_ASKED = 8
# The listing itself has each of its words.
FEWEST = 2


def like(document: Document, index: Index) -> str:
    """A query that ranks the listings most like ``document`` first when sorted by relevance; its copies are
    left out. Both engines give the same.
    """
    words = _rarest(document, index)
    asked = [f"({' OR '.join(words)})"] if words else []
    if document.categories:
        asked.append(f"category:({' OR '.join(document.categories)})")
    asked.append(f"NOT campaign:{document.campaign}" if document.campaign else f'NOT id:"{document.id}"')
    return " ".join(asked)


def _rarest(document: Document, index: Index) -> list[str]:
    words = list(dict.fromkeys(_telling(document, index)))
    longest = sorted(words, key=len, reverse=True)[:MOST_COUNTED]
    found = index.find_each([parse(f'"{word}"', index.terms) for word in longest], limit=0)
    counted = zip((one.total for one in found), longest, strict=True)
    return [word for total, word in sorted(counted) if total >= FEWEST][:MOST_ASKED]


def _telling(document: Document, index: Index) -> Iterator[str]:
    for text in filter(None, (document.title, document.text)):
        termed: Terms | None = index.terms(text)
        while termed:  # as it is written, then as it is meant
            yield from (word.text for word in termed.words if TELLING.fullmatch(word.text))
            termed = termed.meant
