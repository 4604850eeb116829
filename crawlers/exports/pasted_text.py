"""Text that was pasted or saved: a post per paragraph, or one in all; context ``line``, ``whole``."""

from collections.abc import Iterator

from crawlers.exports.naming import address_in_file, content_id, said_elsewhere
from crawlers.exports.rows import UNKNOWN_PLATFORM
from records.page import Page
from records.reading import Post


def read_posts(page: Page, zone: str) -> tuple[Post, ...]:
    """The paragraphs."""
    first = int(said_elsewhere(page, "line") or 1)
    text = page.content.decode("utf-8", "replace")
    return tuple(
        Post(
            platform=said_elsewhere(page, "platform") or UNKNOWN_PLATFORM,
            post_id=content_id(words),
            url=address_in_file(page, f"line={first + number}"),
            text=words,
        )
        for number, words in paragraphs(text, said_elsewhere(page, "whole") is not None)
    )


def paragraphs(text: str, whole: bool = False) -> Iterator[tuple[int, str]]:
    """Runs of lines between blank ones (or everything), each with the line (from 0) it begins in."""
    begun, block = 0, list[str]()
    for number, shown in enumerate([*text.split("\n"), ""]):
        last = number == text.count("\n") + 1
        if (shown.strip() or (whole and block)) and not last:
            begun = begun if block else number
            block.append(shown.rstrip())
        elif block:
            yield begun, "\n".join(block).strip()
            block = []
