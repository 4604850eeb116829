"""Invented listings for the benchmarks of search: any number, the same for the same seed.

Their text is put together from sentences of the labelled posts that sell or seek, drawn so that few are said
everywhere and most hardly ever, with a count, a price and a handle drawn anew. What the machine thought of a
labelled post (categories, offers, grade, reasons) goes along. A fifth are copies of earlier ones.
"""

import hashlib
import json
import random
import re
from bisect import bisect
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from analysis.campaign import campaign_of
from analysis.judgement.assessor import assess
from records.assessment import Assessment, Contact
from records.document import Document
from records.reading import Post
from records.visit import Listing

CORPUS = Path(__file__).parents[1] / "testbed" / "corpus"
SEED = 7
BEGIN = datetime(2024, 5, 1, tzinfo=UTC)
DAYS = 913  # thirty months
SELLERS, SOURCES = 100_000, 40
#: So many sentences are said, and so many judgements passed.
SENTENCES, JUDGED = 30_000, 1_500
PLATFORMS = ("telegram", "discuz", "tieba", "weibo", "goofish", "phpbb")
VERDICTS = (*["unreviewed"] * 17, "confirmed", "rejected", "unsure")
PRICES = (0.05, 0.3, 0.5, 1.0, 2.0, 8.0, 60.0, 2000.0)
COUNTED = ("条", "个", "份", "组")
SENTENCE = re.compile(r"(?<=[，。！？；\n])")
COPIED = 0.2
#: Copied is what is among the last so many.
RECENT = 2_000


class Zipf:
    """Draws numbers from 0 up to before ``size``; k about 1 / (k + 1) ** ``slope`` as often as 0."""

    def __init__(self, size: int, slope: float) -> None:
        self.sums = list(accumulate((number + 1) ** -slope for number in range(size)))

    def draw(self, chance: random.Random) -> int:
        """One number."""
        return bisect(self.sums, chance.random() * self.sums[-1])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What posts are made of: sentences, and what the machine thought of labelled posts."""

    sentences: tuple[str, ...]
    judgements: tuple[Assessment, ...]


def load_vocabulary(seed: int = SEED) -> Vocabulary:
    """Sentences and judgements of the labelled posts that sell or seek, in an order drawn by ``seed``."""
    rows = map(json.loads, (CORPUS / "own.jsonl").read_text("utf-8").splitlines())
    posts = [row for row in rows if row["label"] != "other"]
    random.Random(seed).shuffle(posts)
    said = dict.fromkeys(piece.strip() for post in posts for piece in SENTENCE.split(post["text"]))
    judged = (assess(post["text"], post["title"], post["author"]) for post in posts[:JUDGED])
    return Vocabulary(
        sentences=tuple(sentence for sentence in said if len(sentence) > 2)[:SENTENCES],
        judgements=tuple(one for one in judged if one.label != "other"),
    )


def make_posts(number: int, seed: int = SEED) -> Iterator[Document]:
    """``number`` documents, the first seen first."""
    maker = _Maker(load_vocabulary(seed), random.Random(seed))
    return (maker.make(place, BEGIN + timedelta(days=DAYS * place / number)) for place in range(number))


class _Maker:
    """Draws one document after the other."""

    def __init__(self, vocabulary: Vocabulary, chance: random.Random) -> None:
        self.vocabulary, self.chance = vocabulary, chance
        self.sentence = Zipf(len(vocabulary.sentences), 0.9)
        self.judgement = Zipf(len(vocabulary.judgements), 0.6)
        self.seller, self.source = Zipf(SELLERS, 0.8), Zipf(SOURCES, 1.0)
        self.recent: deque[Document] = deque(maxlen=RECENT)

    def make(self, place: int, seen: datetime) -> Document:
        """The document number ``place``, seen at ``seen``."""
        copied = self.recent and self.chance.random() < COPIED
        said = self.chance.choice(self.recent) if copied else self.say()
        document = self.post(said, place, seen)
        self.recent.append(document)
        return document

    def say(self) -> Document:
        """What nobody has said before, not yet posted anywhere."""
        chance, judged = self.chance, self.vocabulary.judgements[self.judgement.draw(self.chance)]
        handle = Contact("qq", str(9_000_000_000 + self.seller.draw(chance)))
        count, price = chance.randint(1, 99) * 10 ** chance.randint(1, 5), chance.choice(PRICES)
        sentences = [
            self.vocabulary.sentences[self.sentence.draw(chance)] for _ in range(chance.randint(2, 6))
        ]
        goods = f"{count}{chance.choice(COUNTED)}，{price:g}元一{chance.choice(COUNTED)}，"
        text = f"{sentences[0]}{goods}{''.join(sentences[1:])}\nQQ {handle.value}"
        grading = judged.severity
        return Document(
            id="",
            url="",
            source="",
            platform="",
            capture="",
            run="",
            version=1,
            seen_at=BEGIN,
            title=sentences[0][:30] if chance.random() < 0.4 else None,
            text=text,
            label=judged.label,
            score=round(chance.betavariate(8, 2), 4),
            categories=judged.categories,
            offers=tuple(replace(offer, quantity=count, price=price) for offer in judged.offers[:2]),
            contacts=(handle, *judged.contacts[:1]),
            reasons=judged.reasons,
            severity=grading.grade,
            severity_basis=grading.basis,
            sensitive=grading.sensitive,
            grading=grading,
            campaign=campaign_of(Post(platform="", post_id="", url="", text=text)),
        )

    def post(self, said: Document, place: int, seen: datetime) -> Document:
        """The same under an account, on a board and at a time of its own."""
        chance, name = self.chance, hashlib.sha256(str(place).encode()).hexdigest()
        account, source = self.seller.draw(chance), self.source.draw(chance)
        platform = PLATFORMS[source % len(PLATFORMS)]
        posted = seen - timedelta(seconds=round(chance.expovariate(1 / 86_400)))
        if chance.random() < 0.2:  # some sites tell the day only
            posted = posted.replace(hour=0, minute=0, second=0, microsecond=0)
        return replace(
            said,
            id=name[:20],
            version=int(seen.timestamp() * 1000),
            url=f"https://source-{source:02}.example.com/thread-{place}-1-1.html",
            source=f"source_{source:02}",
            platform=platform,
            board=f"版块{3 * source + place % 3}",
            author_name=f"料商{account}",
            seller=f"{platform}:{account}",
            posted_at=posted,
            seen_at=seen,
            capture=hashlib.sha256(name.encode()).hexdigest(),
            run=f"{seen:%Y%m%dT%H0000Z}-source_{source:02}",
            review=chance.choice(VERDICTS),
        )


def listing_of(document: Document) -> Listing:
    """The listing that such a document is made of."""
    post = Post(
        platform=document.platform,
        post_id=document.id,
        url=document.url,
        text=document.text,
        title=document.title,
        author_name=document.author_name,
        board=document.board,
        time=document.posted_at,
    )
    assessment = Assessment(
        label="sale" if document.label == "sale" else "seek",
        score=document.score,
        categories=document.categories,
        offers=document.offers,
        contacts=document.contacts,
        severity=document.grading,
        reasons=document.reasons,
    )
    return Listing(
        id=document.id,
        source=document.source,
        run=document.run,
        post=post,
        assessment=assessment,
        capture=document.capture,
        seen_at=document.seen_at,
        campaign=document.campaign,
    )
