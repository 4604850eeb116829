"""Labelled posts of the corpus, judged, under invented circumstances: the ground of the contract."""

import hashlib
import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from analysis.campaign import campaign_of
from analysis.judgement.assessor import assess
from records.assessment import Offer
from records.document import Document
from records.picture import Picture
from records.reading import Post

CORPUS = Path(__file__).parents[3] / "testbed" / "corpus"
START = datetime(2025, 3, 1, 8, 0, tzinfo=UTC)
BEIJING = timezone(timedelta(hours=8))
PRICES = (0.05, 0.1, 0.3, 0.5, 0.99, 1.0, 1.8, 10.0, 99.99, 100.0, 300.0, 1000.0, 9999.5, 10_000.0, 250_000.0)
BOARDS = (None, "闲聊灌水", "资源交换", "Data Market", "二手/闲置", "闲聊灌水")
VERDICTS = ("unreviewed", "unreviewed", "unreviewed", "confirmed", "rejected", "unsure")


def documents_of(count: int) -> Iterator[Document]:
    """Labelled posts, judged, under invented circumstances."""
    posts = [json.loads(line) for name in ("dev", "own") for line in _lines(name, count)]
    chance = random.Random(20260301)
    kept: list[dict[str, Any]] = []
    for number in range(count):
        copied = kept and chance.random() < 0.1
        post = chance.choice(kept) if copied else posts[number]
        kept.append(post)
        yield _document(number, post, chance)


def _lines(name: str, count: int) -> list[str]:
    lines = (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return lines[:: max(1, len(lines) // count)]


def _document(number: int, post: dict[str, Any], chance: random.Random) -> Document:
    judged = assess(post["text"], post.get("title"), post.get("author"))
    platform = "telegram" if post["source"] in ("telegram", "group") else post["source"]
    posted = START + timedelta(hours=chance.randrange(24 * 400))
    seen = posted + timedelta(minutes=chance.randrange(5000))
    review = chance.choice(VERDICTS)
    author = post.get("author")
    return Document(
        id=hashlib.sha256(str(number).encode()).hexdigest()[:20],
        version=number + 1,
        url=f"http://{platform}.example.com/{number}",
        source=f"{post['source']}_{chance.choice(('east', 'west'))}",
        platform=platform,
        board=chance.choice(BOARDS),
        title=post.get("title"),
        text=disguised(post["text"], chance) if chance.random() < 0.1 else post["text"],
        author_name=author,
        seller=_seller(platform, author, chance),
        signature="诚信经营 QQ 4300000017" if chance.random() < 0.05 else None,
        label=judged.label,
        score=round(judged.score, 2),  # so that some are equal
        categories=judged.categories,
        offers=(*judged.offers, *_offers(chance)),
        contacts=judged.contacts,
        severity=judged.severity.grade,
        posted_at=posted.astimezone(chance.choice((UTC, BEIJING))) if chance.random() < 0.9 else None,
        seen_at=seen,
        first_seen=posted + timedelta(minutes=1) if chance.random() < 0.5 else None,
        gone_at=seen + timedelta(days=1) if chance.random() < 0.1 else None,
        withdrawn_since="1.2.0" if chance.random() < 0.05 else "",
        review=review,
        reviewed_at=None if review == "unreviewed" else seen + timedelta(hours=chance.randrange(100)),
        campaign=campaign_of(Post(platform=platform, post_id="", url="", text=post["text"]), judged.contacts),
        pictures=_pictures(chance),
        match_tokens=tuple(f"phone.1.{chance.randrange(40):032x}" for _ in range(chance.randrange(3))),
        capture=hashlib.sha256(f"page {number // 3}".encode()).hexdigest(),
        run=f"{posted:%Y%m%d}-{post['source']}",
    )


def disguised(text: str, chance: random.Random) -> str:
    """The text with something between its characters."""
    noise = chance.choice((".", "✂", "\u200b", " "))
    return noise.join(text[:200]) if chance.random() < 0.5 else text.replace("信", "亻言").replace("出", "齣")


def _seller(platform: str, author: str | None, chance: random.Random) -> str | None:
    # More accounts than a facet tells, few of them with many listings.
    if chance.random() < 0.05:
        return None
    busy = chance.random() < 0.5
    account = chance.randrange(12) if busy else chance.randrange(12, 300)
    return (
        f"{platform}:{author}"
        if author and chance.random() < 0.2
        else f"{platform}:{9_000_000_000 + account}"
    )


def _offers(chance: random.Random) -> tuple[Offer, ...]:
    return tuple(
        Offer(
            category="bank",
            price=chance.choice(PRICES),
            quantity=chance.choice((None, 1, 500, 5000, 10_000, 3_000_000)),
            price_unit="record",
        )
        for _ in range(chance.choice((0, 0, 0, 1, 2)))
    )


def _pictures(chance: random.Random) -> tuple[Picture, ...]:
    if chance.random() > 0.05:
        return ()
    text = chance.choice(("截图：开房记录一份", "股民名单\n微信 hz00000user", "Fullz CVV 样本"))
    return (Picture(text=text, lines=(), width=9, height=9, digest="", fingerprint="", quality=0),)
