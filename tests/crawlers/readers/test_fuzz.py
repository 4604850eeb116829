"""Every recorded page, damaged in every way: no reader raises, every page ends in a named state."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from time import process_time

import pytest

from analysis.words.vocabulary import word_lists
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.readers import FAMILIES, read
from crawlers.recorded import find_cases, load_page
from records.page import Page
from records.reading import Reading, State
from records.source import Source
from records.wire import encode

EVERY = sorted(FAMILIES)
SECONDS = 10
CHARSETS = ["utf-8", "gbk", "big5", "utf-16", "iso-8859-1", "nonsense"]
TAG = re.compile(rb"</?[a-zA-Z][^<>]*>")
ATTRIBUTE = re.compile(rb"=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A page of a shipped source."""

    source: Source
    case: str
    page: Page


@cache
def recorded() -> list[Recorded]:
    """Every recorded page of every shipped source."""
    found = []
    for folder in sorted(file.parent for file in shipped_folder().glob("*/source.yml")):
        source = load_source(folder, lexicon=word_lists)
        cases = find_cases(folder / "pages")
        found += [Recorded(source, case, load_page(folder / "pages", case)) for case in cases]
    return found


def _span(chance: random.Random, body: bytes, longest: int | None = None) -> tuple[int, int]:
    start = chance.randrange(len(body) + 1)
    return start, min(len(body), start + chance.randrange((longest or len(body)) + 1))


def without_a_piece(chance: random.Random, body: bytes) -> bytes:
    start, end = _span(chance, body)
    return body[:start] + body[end:]


def cut(chance: random.Random, body: bytes) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def with_a_piece_twice(chance: random.Random, body: bytes) -> bytes:
    start, end = _span(chance, body, 2_000)
    return body[:end] + body[start:end] + body[end:]


def with_flipped_bytes(chance: random.Random, body: bytes) -> bytes:
    flipped = bytearray(body)
    for _ in range(min(len(body), chance.choice([1, 10, 100]))):
        flipped[chance.randrange(len(body))] = chance.randrange(256)
    return bytes(flipped)


def without_some_tags(chance: random.Random, body: bytes) -> bytes:
    return TAG.sub(lambda tag: b"" if chance.random() < 0.1 else tag[0], body)


def with_some_tags_twice(chance: random.Random, body: bytes) -> bytes:
    return TAG.sub(lambda tag: tag[0] * 2 if chance.random() < 0.1 else tag[0], body)


def with_cut_attributes(chance: random.Random, body: bytes) -> bytes:
    return ATTRIBUTE.sub(
        lambda one: one[0][: chance.randrange(len(one[0]))] if chance.random() < 0.1 else one[0], body
    )


def in_another_encoding(chance: random.Random, body: bytes) -> bytes:
    return body.decode("utf-8", "replace").encode(chance.choice(["gbk", "big5", "utf-16"]), "ignore")


def with_zeroes(chance: random.Random, body: bytes) -> bytes:
    start, end = _span(chance, body, 50)
    return body[:start] + b"\0" * (end - start) + body[end:]


DAMAGES: list[Callable[[random.Random, bytes], bytes]] = [
    without_a_piece,
    cut,
    with_a_piece_twice,
    with_flipped_bytes,
    without_some_tags,
    with_some_tags_twice,
    with_cut_attributes,
    in_another_encoding,
    with_zeroes,
    lambda chance, body: b"",
]


def damaged(chance: random.Random, one: Recorded) -> Page:
    """The page with up to three damages, now and then spliced with another one and wrongly declared."""
    body = one.page.content
    for _ in range(chance.randint(1, 3)):
        body = chance.choice(DAMAGES)(chance, body)
    page = replace(one.page, content=body)
    if page.exchange and chance.random() < 0.3:
        label = f"text/html; charset={chance.choice(CHARSETS)}"
        page = replace(page, exchange=replace(page.exchange, headers=(("Content-Type", label),)))
    return page


def spliced(chance: random.Random, page: Page) -> Page:
    other = chance.choice(recorded()).page.content
    place, (start, end) = chance.randrange(len(page.content) + 1), _span(chance, other)
    return replace(page, content=page.content[:place] + other[start:end] + page.content[place:])


def read_in_time(page: Page, family: str, source: Source | None = None) -> Reading:
    """The reading, which is whole and came in time."""
    before = process_time()
    reading = read(page, family, "Asia/Shanghai", source.select if source else None)
    assert process_time() - before < SECONDS
    assert reading.state in set(State)
    encode(reading)
    assert all(post.time is None or post.time <= page.fetched_at for post in reading.posts)
    assert all(post.post_id and post.url for post in reading.posts)
    return reading


def fuzz(number: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(number):
        one = chance.choice(recorded())
        page = damaged(chance, one)
        if chance.random() < 0.25:
            read_in_time(spliced(chance, page), one.source.family, one.source)
        elif one.source.select or chance.random() < 0.75:  # what a source selects, a family may know as well
            read_in_time(page, one.source.family, one.source)
        else:
            stranger = chance.choice([family for family in EVERY if family != one.source.family])
            invented = read_in_time(page, stranger).posts
            assert not invented, (one.source.name, one.case, stranger)


def test_damaged_pages_end_in_a_named_state() -> None:
    fuzz(300, seed=4)


@pytest.mark.full
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_damaged_pages_end_in_a_named_state(seed: int) -> None:
    fuzz(1_000, 100 + seed)


def misunderstood(family: str, pages: list[Recorded]) -> list[tuple[str, str]]:
    """Pages of other families in which a reader finds something all the same.

    A wall that every site shows is a wall for every reader; posts and threads are nobody else's.
    """
    found = []
    for one in pages:
        if one.source.family != family and not one.source.select:
            reading = read_in_time(one.page, family)
            shown = reading.posts or any(link.kind in ("thread", "post") for link in reading.links)
            if shown or reading.state in (State.ITEMS, State.TOO_LARGE):
                found.append((one.source.name, one.case))
    return found


@pytest.mark.parametrize("family", EVERY)
def test_pages_of_another_family_are_not_understood(family: str) -> None:
    assert not misunderstood(family, recorded()[EVERY.index(family) % 4 :: 4])


@pytest.mark.full
@pytest.mark.parametrize("family", EVERY)
def test_no_page_of_another_family_is_understood(family: str) -> None:
    assert not misunderstood(family, recorded())
