"""What is asked in the benchmarks of search: questions of every kind, drawn by seed from the posts."""

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analysis.words.tokenizer import load_tokenizer
from records.document import Document

SEED = 11
HAN_WORD = re.compile(r"[\u4e00-\u9fff]{2,4}")
HAN_RUN = re.compile(r"[\u4e00-\u9fff]{4,8}")
#: A word is frequent from this share of posts on.
FREQUENT = 0.03


@dataclass(frozen=True, slots=True)
class Question:
    """A query with its order, its filters and how many hits are to be shown."""

    query: str
    sort: str = "newest"
    filters: dict[str, str] = field(default_factory=dict)
    limit: int = 20


class Questions:
    """Draws questions about the posts of a sample, so that what is asked is there."""

    def __init__(self, posts: Sequence[Document], seed: int = SEED) -> None:
        self.posts, self.chance = posts, random.Random(seed)
        words = [_words(post.text) for post in posts]
        self.runs: list[str] = [run for post in posts for run in HAN_RUN.findall(post.text)]
        self.said = [word for found in words for word in found]
        numbers = Counter(word for found in words for word in set(found))
        self.frequent = [word for word, number in numbers.items() if number >= FREQUENT * len(posts)]

    def kinds(self) -> dict[str, Callable[[], Question]]:
        """The maker of each kind of question."""
        return {
            "word": lambda: Question(self.word()),
            "frequent word": lambda: Question(self.frequently()),
            "frequent word, ranked": lambda: Question(self.frequently(), "relevance"),
            "frequent word, by price": lambda: Question(self.frequently(), "price"),
            "two words, ranked": lambda: Question(f"{self.frequently()} {self.word()}", "relevance"),
            "word, filters": lambda: Question(self.frequently(), filters=self.filters()),
            "filters": lambda: Question("", filters=self.filters()),
            "filters, by score": lambda: Question("", "score", filters=self.filters()),
            "word, range": lambda: Question(f"{self.frequently()} {self.range()}"),
            "facets": lambda: Question(self.chance.choice(("", self.frequently())), limit=0),
            "contact": lambda: Question(f"contact:qq:{self.post().contacts[0].value}"),
            "seller": lambda: Question(f"seller:{self.post().seller}"),
            "phrase": lambda: Question(f'"{self.phrase()}"'),
            "wildcard": lambda: Question(f"contact:qq:{self.post().contacts[0].value[:8]}*"),
            "alike": lambda: Question(f"alike:{self.word()}"),
            "without": lambda: Question(f"{self.frequently()} -{self.word()}"),
        }

    def draw(self, number: int) -> dict[str, list[Question]]:
        """``number`` of each kind."""
        return {kind: [make() for _ in range(number)] for kind, make in self.kinds().items()}

    def post(self) -> Document:
        """Any post of the sample."""
        return self.chance.choice(self.posts)

    def word(self) -> str:
        """A word, as often as it is said."""
        return self.chance.choice(self.said)

    def frequently(self) -> str:
        """A word that many posts say."""
        return self.chance.choice(self.frequent)

    def phrase(self) -> str:
        """Characters that stand side by side somewhere."""
        return self.chance.choice(self.runs)

    def filters(self) -> dict[str, str]:
        """One to three values that one post holds."""
        post = self.post()
        held = {
            "category": post.categories[0] if post.categories else "",
            "channel": post.contacts[0].kind,
            "month": f"{post.posted_at:%Y-%m}",
            "source": post.source,
            "severity": post.severity,
            "label": post.label,
            "review": post.review,
        }
        chosen = self.chance.sample([name for name in held if held[name]], self.chance.randint(1, 3))
        return {name: held[name] for name in chosen}

    def range(self) -> str:
        """A range of prices, counts or days."""
        return self.chance.choice(
            ("price:<1", "price:[1 TO 10]", "quantity:>=10万", "score:>0.9", "posted:[2025-03 TO 2025-05]")
        )


def _words(text: str) -> list[str]:
    return [word for word in load_tokenizer().cut(text) if HAN_WORD.fullmatch(word)]
