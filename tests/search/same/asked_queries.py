"""The queries of the contract: those written by hand, and some out of what documents say."""

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from varied_documents import PRICES

from records.document import Document


def written() -> list[str]:
    """The queries of ``queries.txt``."""
    lines = Path(__file__).with_name("queries.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def asked_of(documents: Sequence[Document], count: int) -> Iterator[str]:
    """Queries that some of the documents have something to do with."""
    chance = random.Random(20260302)
    for document in chance.choices(documents, k=count):
        yield _query(document, chance)


def _query(document: Document, chance: random.Random, depth: int = 0) -> str:
    """A query that the document has something to do with."""
    if depth < 3 and chance.random() < 0.4:
        left, right = (_query(document, chance, depth + 1) for _ in range(2))
        return f"({left} {chance.choice(('AND', 'OR', 'AND NOT', ''))} {right})"
    price = chance.choice(PRICES)
    some = [
        *(_said(document, chance) for _ in range(4)),
        f"category:{chance.choice(document.categories or ('*',))}",
        f"source:{document.source}", f"severity:{document.severity}", f"label:{document.label}",
        f'seller:"{document.seller}"' if document.seller else "NOT seller:*",
        *(f'contact:{one.kind}:"{one.value}"' for one in document.contacts),
        *(f"match:{token}" for token in document.match_tokens),
        f"campaign:{document.campaign or '*'}",
        f"score:[{document.score} TO {document.score + 0.1}]",
        f"price:{chance.choice(('<', '<=', '>', '>='))}{price}",
        f"posted:{document.posted_at:%Y-%m}" if document.posted_at else "NOT posted:*",
    ]  # fmt: skip
    return chance.choice(some)


def _said(document: Document, chance: random.Random) -> str:
    """Some characters of its text: as words, as a phrase, or by their sound."""
    start, size = chance.randrange(max(1, len(document.text) - 5)), chance.randint(2, 8)
    said = re.sub(r'[\s"\\]+', " ", document.text[start : start + size])
    if han := re.search(r"[\u4e00-\u9fff]{2,8}", said):
        return chance.choice(("", "", "alike:")) + han.group()
    return f'"{said}"' if re.search(r"\w", said) else "数据"
