"""Ten thousand terms asked of 50,000 invented listings by both engines: a hundred at once, as lists are,
beside some of the same terms asked one after the other.

Elasticsearch is that of HAWKWATCH_ELASTICSEARCH_URL; without it the embedded index is asked alone.
"""

import json
import os
import random
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from analysis.privacy.match_tokens import match_token
from analysis.words.terms import terms
from benchmarks.search_posts import load_vocabulary, make_posts
from evidence.list_keys import ListKeys
from operations.batch.asking import SLICE, Desk, answers_to
from operations.batch.reading import sort_lines
from operations.batch.upload import Line
from records.document import Document
from records.match_key import MatchKey
from records.term_list import ListedTerm
from search.index import Index, open_index
from search.terming import clipped

DOCUMENTS, TERMS, ALONE, PUT = 50_000, 10_000, 500, 2_000
OUT = Path(__file__).parent / "out" / "batch.json"
KEY = MatchKey(1, b"1" * 32)


def documents() -> Iterator[Document]:
    """Listings; every tenth holds a victim's mobile."""
    for place, document in enumerate(make_posts(DOCUMENTS)):
        token = match_token("phone", mobile(place // 10), KEY)
        yield replace(document, match_tokens=(token,)) if place % 10 == 0 else document


def mobile(number: int) -> str:
    """One of 10,000 reserved mobiles."""
    return f"1{3 + number // 1_000 % 7}{number // 7_000 % 10}00000{number % 1_000:03d}"


def listed(seed: int = 7) -> tuple[ListedTerm, ...]:
    """A list as it is asked: handles and accounts, victims' mobiles and names."""
    chance = random.Random(seed)
    sentences = load_vocabulary().sentences
    lines: dict[str, None] = {}
    while len(lines) < TERMS:
        lines[term(chance, sentences)] = None
    found = sort_lines([Line(number, text) for number, text in enumerate(lines, 1)], clipped(terms))
    return found.asked


def term(chance: random.Random, sentences: Sequence[str]) -> str:
    """One term."""
    number = chance.randrange(200_000)
    kinds = (
        f"QQ {9_000_000_000 + number}",
        f"微信 wx00000{number}",
        f"telegram:user{number}",
        f"user00000{number}",
        mobile(number % 10_000),
        chance.choice(sentences)[:12],
    )
    return chance.choices(kinds, weights=(30, 10, 15, 15, 15, 15))[0]


def measure(index: Index, asked: tuple[ListedTerm, ...]) -> dict[str, float]:
    """A whole list asked as the product asks it, and some of its terms each alone; both after a warm-up."""
    desk = Desk(index=index, terms=clipped(terms), match_keys=(KEY,), keyring=ListKeys(Path()))
    alone = asked[:: len(asked) // ALONE][:ALONE]
    answers_to(alone, desk)
    begun, worked = time.perf_counter(), time.process_time()
    slices = [asked[place : place + SLICE] for place in range(0, len(asked), SLICE)]
    answers = [answer for terms_of_slice in slices for answer in answers_to(terms_of_slice, desk)]
    together, work = time.perf_counter() - begun, time.process_time() - worked
    begun = time.perf_counter()
    assert [answers_to([one], desk)[0] for one in alone] == answers[:: len(asked) // ALONE][:ALONE]
    apart = time.perf_counter() - begun
    return {
        "terms": len(asked),
        "found": sum(answer.total > 0 for answer in answers),
        "seconds": round(together, 2),
        "processor_seconds_here": round(work, 2),
        "terms_per_second": round(len(asked) / together, 1),
        "alone_per_second": round(len(alone) / apart, 1),
        "ratio": round(len(asked) / together * apart / len(alone), 2),
    }


def filled(url: str) -> Index:
    """An index with the listings."""
    index = open_index(url, terms)
    index.init()
    waiting: list[Document] = []
    for document in documents():
        waiting.append(document)
        if len(waiting) == PUT:
            index.put(waiting)
            waiting.clear()
    index.put(waiting)
    return index


def clean_up(server: str, prefix: str) -> None:
    """Take the benchmark's own index away."""
    with Elasticsearch(server) as client:
        for name in client.indices.get(index=f"{prefix}*"):
            client.indices.delete(index=name)


def main() -> None:
    """Measure, print and write."""
    asked = listed()
    figures: dict[str, Any] = {"documents": DOCUMENTS, "load": os.getloadavg()[0]}
    server = os.environ.get("HAWKWATCH_ELASTICSEARCH_URL")
    with tempfile.TemporaryDirectory() as folder:
        prefix = f"bench-batch-{uuid.uuid4().hex[:8]}"
        urls = {"embedded": f"sqlite:///{folder}/index.sqlite"}
        if server:
            urls["elasticsearch"] = f"{server}?prefix={prefix}"
        for engine, url in urls.items():
            index = filled(url)
            figures[engine] = measure(index, asked)
            index.close()
            print(engine, figures[engine])
    if server:
        clean_up(server, prefix)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
