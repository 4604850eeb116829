"""One post of a Discuz! thread: when it was written, what it says, what stands below it."""

import re

from parsel import Selector

from crawlers.readers.addresses import absolute
from crawlers.readers.discuz.address import post_number
from crawlers.readers.discuz.times import moment_in
from crawlers.readers.sheet import Moment, Sheet, line, shown_text

# Unseen (jammer, tips), or the site's words (edit notes, locks, rewards, "copy code").
_NOISE = (
    ".jammer, i.pstatus, div.locked, .aimg_tip, .tip, .attach_tips, .attach_nopermission, .modact, .rusld, "
    ".reward, .tattl, .t_attach, .attachlist, .psth, .notice, .blockcode em, .blockcode h5, .headactions"
)
# Somebody else's words. A quote without a source is the author's own frame around an offer; phones get the
# site's notices in such a frame, too.
QUOTES = (
    "div.quote:has(a[href*=findpost]), div.quote:contains('发表'), div.quote:contains('發表'), "
    "div.quote:contains('Posted by'), div.quote:contains('posted on'), "
    "div.quote:has(> em), .message > .quote:not(:has(blockquote)), div.reply_wrap"
)
QUOTED = "div.quote:has(a[href*=findpost]), div.reply_wrap"
NOT_TEXT = f"{_NOISE}, {QUOTES}"
_BODY = "[id^=postmessage_]"
_PHONE_BODY = "div.message"
_WITHIN = re.compile(r"(?:发表于|發表於|Posted on|Post at)\s*(.{1,40})", re.IGNORECASE)
_PLACE = re.compile(r"IP\s?属地\s*[:：]?\s*(\S{2,12})")
_QQ = re.compile(r"[?&](?:uin|exe_qq)=(\d{5,11})", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"static/image/|images/(?:common|smilies|default)/|none\.gif|/smiley/|smilieid")


def moment_of_post(block: Selector, sheet: Sheet) -> Moment:
    """The absolute time in the title, or the words shown."""
    if cell := block.css("em[id^=authorposton]"):
        return moment_in(cell, sheet)
    if phone := block.css(".authi .mtime, .authi .rela")[:1]:
        titled = moment_in(phone.css("span[title]"), sheet)
        words = " ".join(phone[0].xpath("text()").getall()).split()
        return titled if titled.time else sheet.moment(" ".join(words))
    old = _WITHIN.search(line(block.css(".authorinfo, .postinfo")) or "")
    return sheet.moment(_WITHOUT_WORDS.sub("", old[0]) if old else None)


_WITHOUT_WORDS = re.compile(r"\s*(?:只看该作者|只看該作者|显示全部帖子|顯示全部帖子|查看全部).*")


def text_of(block: Selector) -> str:
    """The visible text without quotes, noise and the site's own words; empty where the post is locked."""
    return shown_text(block.css(_BODY) or block.css(_PHONE_BODY), NOT_TEXT)


def quoted_in(block: Selector) -> str | None:
    """The pid that the post quotes."""
    hrefs = block.css(
        "div.quote a[href*=findpost]::attr(href), div.quote a[href*='#pid']::attr(href)"
    ).getall()
    return next((number for href in hrefs if (number := post_number(href))), None)


def images_of(block: Selector, sheet: Sheet) -> tuple[str, ...]:
    """Pictures of the post; ``src`` may be a placeholder until scrolled to, smilies do not count."""
    found = block.css(f"{_BODY} img, {_PHONE_BODY} img, .pattl img, .t_attachlist img, .img_list img")
    sources = (
        image.attrib.get("zoomfile") or image.attrib.get("file") or image.attrib.get("src")
        for image in found
        if "smilieid" not in image.attrib
    )
    real = (source for source in sources if source and not _PLACEHOLDER.search(source))
    return tuple(dict.fromkeys(url for source in real if (url := absolute(sheet.base, source))))


def signature_of(block: Selector) -> str | None:
    """The signature, and the QQ number that the poster's box links to."""
    numbers = (_QQ.search(href) for href in _hrefs(block, ""))
    contacts = dict.fromkeys(f"QQ {found[1]}" for found in numbers if found)
    return "\n".join(filter(None, (shown_text(block.css("div.sign, div.signatures")), *contacts))) or None


def place_of(block: Selector) -> str | None:
    """The province that the site found by the author's address."""
    found = _PLACE.search(
        " ".join(block.css("div.pti ::text, .authi ::text, .mobile-location ::text").getall())
    )
    return found[1] if found else None


def _hrefs(block: Selector, css: str) -> list[str]:
    return block.css(f"{css} a::attr(href)").getall()
