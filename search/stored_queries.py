"""Queries that wait for documents: for each document only those are tried that it may answer."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from search.entry import Entry
from search.matcher import Prepared, answers, prepare
from search.nodes import Alike, All, Any, Node, Row, Run, Tag, Word

Key = TypeVar("Key", bound=Hashable)
# Where a term stands (``words``, ``bigrams``, ``alike``, or the field of a tag), and the term.
Required = tuple[str, str]

# What a term that was never met is taken for. Of a field with few values every value is frequent; what names
# one account, listing or text is not.
RARE = ("id", "seller", "author", "contact", "match", "capture", "campaign", "run")
TEXT = ("words", "bigrams", "alike")
NEW_TERM, NEW_VALUE = 1, 20
FIRST_FILING, NEXT_FILING = 64, 4


def required_terms(node: Node, often: Callable[[Required], int]) -> frozenset[Required] | None:
    """Terms of which every document that answers ``node`` holds at least one, the rarest that will do by
    ``often``; None where a document need hold none.
    """
    match node:
        case Word(text):
            return frozenset({("words", text)})
        case Run(bigrams):
            return _rarest("bigrams", bigrams, often)
        case Alike(bigrams):
            return _rarest("alike", bigrams, often)
        case Row(words):
            return _rarest("words", words, often)
        case Tag(field, value):
            return frozenset({(field, value)})
        case All(parts):
            found = [terms for part in parts if (terms := required_terms(part, often)) is not None]
            return min(found, key=lambda terms: sum(map(often, terms)), default=None)
        case Any(parts):
            return _of_every(required_terms(part, often) for part in parts)
    return None


def _rarest(kind: str, terms: tuple[str, ...], often: Callable[[Required], int]) -> frozenset[Required]:
    return frozenset({min(((kind, term) for term in terms), key=often)})


def _of_every(branches: Iterable[frozenset[Required] | None]) -> frozenset[Required] | None:
    together: frozenset[Required] = frozenset()
    for terms in branches:
        if terms is None:
            return None
        together |= terms
    return together


def held_terms(entry: Prepared) -> Iterator[Required]:
    """Every term that a query may require of this document."""
    yield from (("words", word) for word in entry.words.terms)
    yield from (("bigrams", bigram) for bigram in entry.bigrams.terms)
    yield from (("alike", bigram) for bigram in entry.alike.terms)
    yield from ((field, value) for field, values in entry.tags.items() for value in values)


class StoredQueries(Generic[Key]):
    """Query trees by key, each filed under its rarest required terms.

    How rare a term is, the documents tell that pass by; now and then every query is filed anew by what has
    been seen so far.
    """

    def __init__(self) -> None:
        self.queries: dict[Key, Node] = {}
        self.filed: dict[Required, set[Key]] = {}
        self.unfiled: set[Key] = set()  # these require nothing, and are tried on every document
        self.counts: dict[Required, int] = {}
        self.documents = 0
        self.next_filing = FIRST_FILING

    def __len__(self) -> int:
        return len(self.queries)

    def put(self, key: Key, node: Node) -> None:
        """Keep a query, in the place of an earlier one of that key."""
        self.remove(key)
        self.queries[key] = node
        self._file(key)

    def remove(self, key: Key) -> None:
        """Let go of a query, if it is here."""
        node = self.queries.pop(key, None)
        if node is not None:
            self.unfiled.discard(key)
            for keys in self.filed.values():
                keys.discard(key)

    def matching(self, entry: Entry) -> set[Key]:
        """The keys of the queries that a document answers."""
        prepared = prepare(entry)
        return {key for key in self.candidates(prepared) if answers(self.queries[key], prepared)}

    def candidates(self, entry: Prepared) -> set[Key]:
        """The keys of the queries that are worth trying."""
        found = set(self.unfiled)
        for term in held_terms(entry):
            if term in self.counts:
                self.counts[term] += 1
            if term in self.filed:
                found |= self.filed[term]
        self.documents += 1
        if self.documents >= self.next_filing:
            self.file_anew()
        return found

    def file_anew(self) -> None:
        """File every query by how often terms have been met so far."""
        self.next_filing *= NEXT_FILING
        self.filed.clear()
        self.unfiled.clear()
        for key in self.queries:
            self._file(key)

    def _often(self, term: Required) -> int:
        # A term is counted from the time on when it was first asked for.
        counted = self.counts.setdefault(term, 0)
        kind = term[0]
        if kind in RARE:
            return counted
        return counted + (NEW_TERM if kind in TEXT else NEW_VALUE)

    def _file(self, key: Key) -> None:
        terms = required_terms(self.queries[key], self._often)
        if terms is None:
            self.unfiled.add(key)
            return
        for term in terms:
            self.filed.setdefault(term, set()).add(key)
