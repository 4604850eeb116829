"""What a word would change, before it is saved: posts judged without it and with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

from analysis.judgement.assessor import assess
from analysis.readings.disguises import unmask
from analysis.readings.folding import fold
from analysis.words.entries import Entry
from analysis.words.overlay import trying
from crawlers.journal.account import Account, journals
from operations.kept import newest
from records.assessment import Assessment
from records.reading import Post
from records.visit import JudgedPost, PassedOver
from records.wire import decode

Judge = Callable[[Post], JudgedPost]


@dataclass(frozen=True, slots=True)
class Sample:
    """A post to try a word on: ``words`` is all it says, ``labelled`` the label that people gave it."""

    id: str
    words: str
    judge: Callable[[], Assessment]
    labelled: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a post is judged."""

    label: str
    score: float
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A post that the word makes to be judged otherwise."""

    id: str
    text: str
    before: Verdict
    after: Verdict
    labelled: str | None

    @property
    def weight(self) -> tuple[bool, bool, float]:
        """How much the change matters: another label, other categories, another score."""
        old, new = self.before, self.after
        return old.label != new.label, old.categories != new.categories, abs(old.score - new.score)

    @property
    def mends(self) -> bool:
        """Whether the label is right with the word and was wrong without it."""
        return self.labelled is not None and self.before.label != self.labelled == self.after.label

    @property
    def spoils(self) -> bool:
        """Whether the label was right without the word and is wrong with it."""
        return self.labelled is not None and self.before.label == self.labelled != self.after.label


@dataclass(frozen=True, slots=True)
class Trial:
    """What the words would change in one set of posts, what matters most first.

    ``holding`` are the posts that say one of the words.
    """

    posts: int
    holding: int
    changes: tuple[Change, ...]

    def to_dict(self) -> dict[str, Any]:
        """The trial as the command prints it."""
        return {
            "posts": self.posts,
            "holding": self.holding,
            "label_changes": sum(one.before.label != one.after.label for one in self.changes),
            "mended": sum(one.mends for one in self.changes),
            "spoilt": sum(one.spoils for one in self.changes),
            "changes": self.changes,
        }


def labelled_samples(rows: Iterable[Mapping[str, Any]]) -> Iterator[Sample]:
    """Labelled posts, in the corpus' shape."""
    for row in rows:
        said = (row["text"], row.get("title"), row.get("author"))
        yield Sample(row["id"], _all_said(*said), partial(assess, *said), row["label"])


def kept_samples(home: Path, judge: Judge) -> Iterator[Sample]:
    """The kept listings, masked as they lie in the journals."""
    for listing in newest(home).values():
        post = listing.post
        words = _all_said(post.text, post.title, post.author_name, post.signature)
        yield Sample(listing.id, words, partial(_assessed, post, judge))


def passed_samples(home: Path) -> Iterator[Sample]:
    """The posts that were passed over, as far as their masked texts are still kept."""
    for path in journals(home.resolve()):
        account = Account(path)
        rows = account.database.execute("SELECT record FROM passed_over ORDER BY n").fetchall()
        account.close()
        for (record,) in rows:
            passed = decode(record, PassedOver)
            yield Sample(passed.url, passed.text, partial(assess, passed.text))


def try_words(entries: tuple[Entry, ...], samples: Iterable[Sample]) -> Trial:
    """Judge every post that says one of the words without them and with them."""
    posts, holding = 0, []
    with trying(entries):
        for sample in samples:
            posts += 1
            said = unmask(fold(sample.words)).text
            if any(entry.word in said for entry in entries):
                holding.append(sample)
        after = [_verdict(sample) for sample in holding]
    before = [_verdict(sample) for sample in holding]
    judged = zip(holding, before, after, strict=True)
    changes = [Change(one.id, one.words, old, new, one.labelled) for one, old, new in judged if old != new]
    return Trial(posts, len(holding), tuple(sorted(changes, key=attrgetter("weight"), reverse=True)))


def _assessed(post: Post, judge: Judge) -> Assessment:
    return judge(post).assessment


def _all_said(*parts: str | None) -> str:
    return "\n".join(filter(None, parts))


def _verdict(sample: Sample) -> Verdict:
    judged = sample.judge()
    return Verdict(judged.label, judged.score, judged.categories)
