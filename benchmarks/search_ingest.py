"""The whole way of posts into the embedded index (judge, de-duplicate, mask, store) beside jieba alone:
``make bench-search-ingest``, and a part of ``make bench-search``.

``jieba.lcut`` cuts the texts of the same stream: in the same process, by processor time; and by the clock,
ours judging in as many processes as there are processors (as ``replay`` does) and storing in one, beside
jieba in one process and in as many. Eight pages are judged together, as ``replay`` does. What is no listing
is judged and goes no further; a tenth of each stream repeats what was said before.
"""

import json
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import jieba

from analysis.readings.coarse_archive import Said
from analysis.words.terms import terms
from benchmarks.analysis import SEED, labelled, ordinary_posts
from cli.replaying import judge_again
from operations.rereading import AT_ONCE
from records.document import Document, document_of
from records.match_key import MatchKey
from records.page import Page
from records.reading import Post, Reading, State
from records.source import Source
from records.visit import Listing, Visit
from records.wire import decode, encode
from search.index import Index, open_index
from training.ordinary import make_texts

OUT = Path(__file__).parent / "out" / "search_ingest.json"
EVERYDAY = 20_000
REPEATED = 0.1
#: Posts of a page.
PAGE = 20
#: Documents put in together, as they are delivered.
BATCH = 500
#: Posts of neither stream, judged beforehand.
WARM = 200
SEEN = datetime(2026, 3, 1, tzinfo=UTC)
KEY = MatchKey(1, bytes(32))

# What the processes judge and cut: they are forked, and so know it.
VISITS: list[Visit] = []


def measure() -> dict[str, Any]:
    """Of each stream: microseconds a post on all sides, and their ratios."""
    jieba.setLogLevel(60)
    jieba.initialize()
    others = labelled(lambda row, side: row["label"] == "seek")[:WARM]
    everyday: list[Said] = [(text, None, None) for text in make_texts(EVERYDAY)]
    VISITS[:] = visits_of(posts_of(others))
    _by_one()  # what is loaded once
    return {
        "listings a hundredth, the others everyday talk": compare(stream(everyday, 0.01)),
        "listings a twentieth, look-alikes among the others": compare(stream(ordinary_posts(None), 0.05)),
    }


def show(figures: dict[str, Any]) -> None:
    """The ratios, as they are printed."""
    for name, one in figures.items():
        print(
            f"whole ingest, {name}: {one['ratio']:.2f} x jieba.lcut alone in one process each (goal 2), "
            f"{one['ratio_processes']:.2f} x with {one['processes']} processes against one, "
            f"{one['ratio_same_processes']:.2f} x against as many"
        )


def compare(posts: Sequence[Post]) -> dict[str, Any]:
    """All sides on one stream."""
    VISITS[:] = visits_of(posts)
    with _processes() as pool:  # first: they are not to know what this process will have read
        several = _spent(partial(_by_several, pool), time.perf_counter)
        theirs_several = _spent(lambda: sum(pool.map(_cut, starts())), time.perf_counter)
    ours = _spent(_by_one, time.process_time)
    theirs = _spent(_cut_all, time.process_time)
    theirs_clock = _spent(_cut_all, time.perf_counter)
    if ours[1] != several[1]:
        raise RuntimeError(f"{ours[1]} listings by one process, {several[1]} by several")
    each = 1e6 / len(posts)
    return {
        "posts": len(posts),
        "listings": ours[1],
        "ours": ours[0] * each,
        "jieba": theirs[0] * each,
        "ratio": theirs[0] / ours[0],
        "processes": processors(),
        "ours_processes": several[0] * each,
        "ratio_processes": theirs_clock[0] / several[0],
        "ratio_same_processes": theirs_several[0] / several[0],
    }


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))


def _processes() -> ProcessPoolExecutor:
    """Processes that know ``VISITS`` and all that is loaded once, and have begun."""
    pool = ProcessPoolExecutor(processors(), multiprocessing.get_context("fork"))
    list(pool.map(_cut, range(processors())))
    return pool


def _spent(work: Callable[[], int], clock: Callable[[], float]) -> tuple[float, int]:
    """Seconds of ``work``, and what it gives."""
    before = clock()
    given = work()
    return clock() - before, given


def starts() -> range:
    """Where among ``VISITS`` those begin that are judged together."""
    return range(0, len(VISITS), AT_ONCE)


def judged(start: int) -> list[Listing]:
    """The listings of some pages, masked."""
    visits = [(visit, "") for visit in VISITS[start : start + AT_ONCE]]
    return list(chain.from_iterable(judge_again(KEY, visits)))


def _by_one() -> int:
    return take_in(map(judged, starts()))


def _lines(start: int) -> list[bytes]:
    return list(map(encode, judged(start)))


def _by_several(pool: ProcessPoolExecutor) -> int:
    pages = pool.map(_lines, starts())
    return take_in([decode(line, Listing) for line in lines] for lines in pages)


def _cut(start: int) -> int:
    posts = (post for visit in VISITS[start : start + AT_ONCE] for post in visit.reading.posts)
    return sum(len(jieba.lcut(post.text)) for post in posts)


def _cut_all() -> int:
    return sum(map(_cut, starts()))


def stream(ordinary: Sequence[Said], share: float) -> list[Post]:
    """Ordinary posts with a ``share`` that sell among them, some of either said again."""
    chance = random.Random(SEED)
    sales = labelled(lambda row, side: row["label"] == "sale")
    said = [*ordinary, *chance.choices(sales, k=round(len(ordinary) * share / (1 - share)))]
    chance.shuffle(said)
    return posts_of(said + chance.choices(said, k=round(REPEATED * len(said))))


def posts_of(said: Sequence[Said]) -> list[Post]:
    """Posts of a board that say this."""
    return [
        Post(
            platform="discuz",
            post_id=str(number),
            url=f"https://board.example.com/thread-{number}-1-1.html",
            text=text,
            title=title,
            author_name=author,
        )
        for number, (text, title, author) in enumerate(said)
    ]


def visits_of(posts: Sequence[Post]) -> Iterator[Visit]:
    """Pages of posts, as a reader gives them."""
    source = Source(name="bench", title="bench", family="discuz", start=(), hosts=(), folder="")
    for start in range(0, len(posts), PAGE):
        seen = SEEN + timedelta(minutes=start)
        page = Page(url=posts[start].url, fetched_at=seen)
        reading = Reading(State.ITEMS, "", posts=tuple(posts[start : start + PAGE]))
        yield Visit(source=source, run="bench", row=0, page=page, reading=reading)


def take_in(pages: Iterable[list[Listing]]) -> int:
    """Put the listings of ``pages`` into a new index; how many there are."""
    number = 0
    waiting: list[Document] = []
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, _opened(folder) as index:
        for listings in pages:
            waiting += map(document_of, listings)
            if len(waiting) >= BATCH:
                number += put(waiting, index)
                waiting = []
        return number + put(waiting, index)


def put(documents: list[Document], index: Index) -> int:
    """Put documents in; how many there are."""
    index.put(documents)
    return len(documents)


def _opened(folder: str) -> closing[Index]:
    return closing(open_index(f"sqlite:///{folder}/index.sqlite", terms))


def main() -> None:
    """Measure, print, write the figures."""
    figures = measure()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({**figures, "load": os.getloadavg()}, indent=2) + "\n", "utf-8")
    show(figures)


if __name__ == "__main__":
    main()
