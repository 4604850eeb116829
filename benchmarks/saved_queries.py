"""What people might save: queries of every kind about the posts of a sample, drawn by seed."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from records.document import Document

HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
LONG = 7
#: Of a hundred queries so many are of each kind; what requires no term is tried on every document.
SHARES = {
    "contact": 25, "contacts": 5, "seller": 15, "phrase": 20, "words": 15, "word and facets": 12,
    "word and price": 6, "word without another": 1, "facets": 1,
}  # fmt: skip
UNFILED = 0.001
#: Words are taken from what so many posts of the sample say at most: nobody wants to be told of every post.
SELDOM = 3


def draw_queries(posts: Sequence[Document], number: int, seed: int = 5) -> Iterator[str]:
    """``number`` queries; one in a thousand can be filed under no term."""
    drawer = _Drawer(posts, random.Random(seed))
    kinds = random.Random(seed).choices(list(SHARES), list(SHARES.values()), k=number)
    unfiled = round(number * UNFILED)
    for kind in kinds[unfiled:]:
        yield drawer.kinds[kind]()
    for price in range(unfiled):
        yield f"price:[{price} TO {price + 1}] -求购"


class _Drawer:
    def __init__(self, posts: Sequence[Document], chance: random.Random) -> None:
        self.posts, self.chance = posts, chance
        said = Counter(run for post in posts for run in set(HAN.findall(post.text)))
        self.seldom = [run for run, number in said.items() if number <= SELDOM and len(run) >= LONG]
        self.kinds: dict[str, Callable[[], str]] = {
            "contact": self.contact,
            "contacts": lambda: " OR ".join(self.contact() for _ in range(5)),
            "seller": lambda: f'seller:"{self.post().seller}"',
            "phrase": lambda: f'"{self.said(4, 7)}"',
            "words": lambda: f"{self.said(2, 3)} {self.said(2, 3)}",
            "word and facets": lambda: f"{self.said(3, 4)} category:{self.category()} label:sale",
            "word and price": lambda: f"{self.said(3, 4)} price:<1 category:{self.category()}",
            "word without another": lambda: f"{self.said(2, 3)} -{self.said(2, 3)}",
            "facets": lambda: f"category:{self.category()} severity:especially_serious source:source_05",
        }

    def post(self) -> Document:
        return self.chance.choice(self.posts)

    def contact(self) -> str:
        return f"contact:qq:{self.post().contacts[0].value}"

    def category(self) -> str:
        return self.chance.choice(self.post().categories or ("bank",))

    def said(self, least: int, most: int) -> str:
        """Characters as they stand side by side in some post."""
        run: str = self.chance.choice(self.seldom)
        start = self.chance.randrange(len(run) - most + 1)
        return run[start : start + self.chance.randint(least, most)]
