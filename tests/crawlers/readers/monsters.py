"""Reads pages made to hurt and reports what each cost: ``python monsters.py BYTES FAMILY…``.

Run as a process of its own (by test_limits.py), so that its memory can be limited and measured. Prints one
JSON object for each page and family: ``page``, ``family``, ``seconds``, ``megabytes`` (the most that the
process ever held) and ``state``. The family ``visible_text`` stands for that function alone.
"""

import json
import re
import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

from analysis.words.vocabulary import word_lists
from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.readers import read
from crawlers.readers.file_page import file_page
from crawlers.readers.visible import visible_text
from crawlers.recorded import find_cases, load_page
from records.page import Page
from records.wire import encode

MEMORY = 1_500_000_000
# Recorded pages are repeated up to at least this size; once, they do no harm.
REPEATED = 1_000_000
Filled = Callable[[int], str]


def filled(piece: str, before: str = "", after: str = "") -> Filled:
    """``piece`` again and again up to so many bytes."""
    return lambda size: before + piece * (size // len(piece.encode())) + after


def entity_bomb(size: int) -> str:
    rows = "".join(f'<!ENTITY a{row} "{f"&a{row - 1};" * 10}">' for row in range(1, 12))
    return f'<!DOCTYPE html [<!ENTITY a0 "{"a" * (size // 10)}">{rows}]><html>&a11;</html>'


MONSTERS: dict[str, Filled] = {
    "five thousand nested": lambda size: "<div>" * 5_000 + "x" + "</div>" * 5_000,
    "nested": filled("<div>"),
    "nested tables": filled("<table><tr><td>"),
    "nested in pairs": filled("<p><b>"),
    "crossed": filled("<a><b></a>"),
    "siblings": filled("<p>x</p>"),
    "siblings with classes": filled('<div class="item post row">x<a href=/x>y</a></div>'),
    "breaks": filled("<br>"),
    "hidden": filled('<p style="display:none">x</p>'),
    "links": filled('<a href="http://www.example.com/thread-1-1-1.html">x</a>'),
    "one text": filled("客户数据 ", "<p>"),
    "one word": filled("a", "<p>"),
    "spaces": filled(" ", "<p>"),
    "one attribute": filled("a ", '<p class="', '">x'),
    "an open attribute": filled("a", '<p title="'),
    "attributes": lambda size: "<p " + " ".join(f"a{number}=1" for number in range(size // 10)) + ">x",
    "attributes with brackets": lambda size: "<p " + " ".join(f'a{n}=">"' for n in range(size // 12)) + ">x",
    "spaces behind breaks": filled(" ", "<br>" * 60_000),
    "hard spaces": filled("&nbsp;", "<br>" * 60_000),
    "entities": filled("&amp;"),
    "ampersands": filled("&"),
    "numeric entities": filled("&#x4e00;"),
    "entity bomb": entity_bomb,
    "comments": filled("<!--"),
    "angles": filled("<"),
    "declarations": filled("<!"),
    "open scripts": filled("<script "),
    "one script": filled("var a = 1;", "<script>"),
    "long title": filled(" ", "<title>"),
    "base": filled("x", '<base href="', '">' + "<a href=y>z</a>" * 1_000),
    "broken host": filled("x", "<a href='http://["),
    "cookies": filled("document.cookie="),
    "charsets": filled("charset="),
    "zeroes": filled("\0"),
    "zeroes in tags": filled("<p>\0</p>"),
    "numbers": filled("1 "),
    "accents": filled("é"),
    "nested lists": filled("["),
    "nested objects": filled('{"data":'),
    "objects": filled('{"a":1},', "[", "{}]"),
    "one string": filled("a", '{"data":"', '"}'),
    "half pairs": filled("\\ud83d", '{"data":["', '"]}'),
    "a long number": filled("9", '{"data":', "}"),
    "nested calls": filled("mtopjsonp1("),
    "nested rows": filled("<tbody id=normalthread_1>"),
    "nested messages": filled('<div class="tgme_widget_message" data-post="a/1">'),
    "nested posts": filled("<div id=post_1><table><tr><td id=postmessage_1>"),
    "nested comments": filled('<code id="pagelet_html_x"><!--'),
}


def pages(size: int, family: str) -> Iterator[tuple[str, Page]]:
    """The monsters; then the family's recorded pages, repeated, and again with what closes left out."""
    for name, make in MONSTERS.items():
        yield name, _page(make(size).encode())
    if size < REPEATED:
        return
    for folder in sorted(file.parent for file in shipped_folder().glob("*/source.yml")):
        if load_source(folder, lexicon=word_lists).family != family:
            continue
        for case in find_cases(folder / "pages"):
            page = load_page(folder / "pages", case)
            if page.status == 200 and page.content:
                again = page.content * max(1, size // len(page.content))
                yield f"{folder.name}/{case} repeated", replace(page, content=again)
                opened = re.sub(rb"</(?:div|li|ul|table|tr|td|tbody|article|section|p)\s*>", b"", again)
                yield f"{folder.name}/{case} unclosed", replace(page, content=opened)


def _page(content: bytes) -> Page:
    return file_page(
        content, url="https://www.example.com/thread-1-1-1.html", fetched_at=datetime(2026, 3, 5, tzinfo=UTC)
    )


def measure(size: int, family: str) -> Iterator[dict[str, object]]:
    for name, page in pages(size, family):
        before = perf_counter()
        if family == "visible_text":
            visible_text(page.content.decode())
            state = ""
        else:
            reading = read(page, family, "Asia/Shanghai")
            encode(reading)
            state = reading.state
        seconds = perf_counter() - before
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield {"page": name, "family": family, "seconds": seconds, "megabytes": megabytes, "state": state}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for one in sys.argv[2:]:
        for row in measure(int(sys.argv[1]), one):
            print(json.dumps(row), flush=True)
