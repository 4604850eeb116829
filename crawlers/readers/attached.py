"""What a post offers beside its words: files shown with it, links to files and net disks."""

import re
from dataclasses import replace
from itertools import islice

from lxml.etree import _Element
from parsel import Selector

from crawlers.files.mentioned import attachment_at, mentioned, once
from crawlers.files.policy import is_file_name, kind_of
from crawlers.files.sizes import size_of, size_shown
from crawlers.readers.addresses import absolute
from crawlers.readers.sheet import Sheet
from records.reading import Attachment, Post, Reading

# How Discuz!, phpBB, MyBB, vBulletin and XenForo address what was uploaded with a post.
_UPLOADED = re.compile(
    r"mod=attachment|attachment\.php\?|download/file\.php\?id=|(?:^|/)attachments?/[^?#]*\d|filedata/fetch\?"
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|heic|svg)$", re.IGNORECASE)
_AROUND, _HIGHEST = 200, 6
_BOXES = frozenset(["li", "dl", "dd", "ignore_js_op", "fieldset", "td"])


def attached(block: Selector, sheet: Sheet, quotes: str) -> tuple[Attachment, ...]:
    """What the post in ``block`` offers by links, but for those in ``quotes`` (a CSS selector)."""
    links = [link for link in block.root.iter("a") if link.get("href")]
    likely = [link for link in links if _is_likely(link.get("href", ""))]
    if not likely:
        return ()
    out = {node.root for node in block.css(quotes)} if quotes else set()
    own = (link for link in likely if not out.intersection(link.iterancestors()))
    return once(found for link in own if (found := _offer(link, sheet)))


def _is_likely(href: str) -> bool:
    """Whether a link may lead to a file, before it is made absolute; an archive's lead anywhere."""
    uploaded = ("attach" in href or "file" in href) and _UPLOADED.search(href) is not None
    return uploaded or "/web/" in href or kind_of(href) is not None


def _offer(link: _Element, sheet: Sheet) -> Attachment | None:
    """What one link leads to, if that is a file or a net disk."""
    href = link.get("href") or ""
    url = absolute(sheet.base, href, ())
    if url is None:
        return None
    words = _words(link)
    if not _UPLOADED.search(href) or kind_of(url) == "net-disk":
        return attachment_at(url, words if is_file_name(words) else None, around=link.tail or "")
    box = _box(link)
    name = words or " ".join(_words(found) for found in box.iterfind(".//*[@class='file-name']"))
    if not name or _PICTURE.search(name) or link.find(".//img") is not None:
        return None
    behind = _words(box).partition(name)[2][:_AROUND]
    return Attachment(
        kind="file", name=name, url=url, size_shown=size_shown(behind), size=size_of(size_shown(behind))
    )


def _words(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext("*"))).split())


def _box(link: _Element) -> _Element:
    """The nearest element that holds one upload with what is said of it; a link's own parent without such."""
    above = list(islice(link.iterancestors(), _HIGHEST))
    return next((element for element in above if element.tag in _BOXES), above[0])


def with_mentioned(reading: Reading) -> Reading:
    """The reading with what its posts name in plain text among their attachments."""
    posts = tuple(_with_mentioned(post) for post in reading.posts)
    same = all(new is old for new, old in zip(posts, reading.posts, strict=True))
    return reading if same else replace(reading, posts=posts)


def _with_mentioned(post: Post) -> Post:
    named = [one for text in (post.title, post.text) if text for one in mentioned(text)]
    if not named:
        return post
    return replace(post, attachments=once((*post.attachments, *named)))
