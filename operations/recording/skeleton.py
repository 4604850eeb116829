"""Skeletons: pages of which the structure alone is left, fit to be shown to anybody."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from analysis.privacy.pseudonyms import Pseudonyms
from analysis.privacy.reserved import living
from crawlers.expected import read_as
from crawlers.rewriting import Edit, Leaf, apply, unseen_parts
from operations.recording.faked import Faked, gather, reread
from operations.recording.invented import Inventor, words_of
from operations.recording.needed import NothingHelps, needed
from operations.recording.originals import Originals
from operations.recording.pages import PageEncodingError, rewritten, texts_of, walk, with_texts
from operations.recording.said import Said, said_by
from operations.recording.sameness import changes
from operations.recording.words import word_list
from records.page import Page
from records.reading import Reading
from records.source import Source

# Shorter words than these are everybody's.
LONG_HAN, LONG_LATIN = 4, 6
NOTHING = Said()


def skeletons(source: Source, pages: Sequence[Page]) -> list[Faked]:
    """``pages`` with every word, number and host invented, the same for the same one on all of them.

    What the reader needs is found by trying: a script, a comment or a word stays where the page reads
    differently without it. The key of the fakes is forgotten.
    """
    originals = gather(source, pages)
    words = {word for page in pages for word in words_in(page)}
    maker = _Maker(source, originals, Pseudonyms(secrets.token_bytes(32), words | set(originals.kinds)))
    return [maker.make(page) for page in pages]


def words_in(page: Page, said: Said = NOTHING) -> list[str]:
    """The words of a page in order, but for what the posts say."""
    found: list[str] = []

    def note(leaf: Leaf) -> tuple[Edit, ...]:
        found.extend(words_of(leaf, said))
        return ()

    walk(page, note)
    return found


@dataclass
class _Maker:
    """Makes skeletons one after the other; what one page needed the next may need as well."""

    source: Source
    originals: Originals
    pseudonyms: Pseudonyms
    kept: frozenset[str] = frozenset()

    def make(self, page: Page) -> Faked:
        """The skeleton of ``page``, or why there is none."""
        before = read_as(page, self.source)
        try:
            made = self._invented(self._without_unneeded(page, before), before)
        except NothingHelps:
            return Faked(None, next(changes(before, reread(page, self.source), True), "it reads differently"))
        except PageEncodingError as error:
            return Faked(None, str(error))
        wrong = next(chain(_living(made), self._left(page, made)), None)
        return Faked(None, wrong) if wrong else Faked(made)

    def _same(self, page: Page, before: Reading) -> bool:
        return not any(changes(before, reread(page, self.source), invented=True))

    def _without_unneeded(self, page: Page, before: Reading) -> Page:
        """Scripts, styles, comments and handlers emptied but for those that the reading needs."""
        places = [
            (number, span) for number, (text, _) in enumerate(texts_of(page)) for span in unseen_parts(text)
        ]
        kept = needed(places, lambda some: self._same(_emptied(page, set(places) - some), before))
        return _emptied(page, set(places) - kept)

    def _invented(self, page: Page, before: Reading) -> Page:
        said = said_by(before)
        words = dict.fromkeys(words_in(page, said))

        def with_words(some: frozenset[str]) -> Page:
            inventor = Inventor(self.pseudonyms, self.originals.kinds, said, self.kept | some)
            return rewritten(page, lambda codec: inventor)

        more = needed(tuple(words), lambda some: self._same(with_words(some), before))
        self.kept |= more
        return with_words(more)

    def _left(self, page: Page, made: Page) -> Iterator[str]:
        """Long words of ``page`` that were not to stay and did."""
        fixed = self.kept.union(*map(word_list, ("time_words", "product_words", "address_words")))
        left = set(_long(page)) & set(_long(made)) - fixed
        yield from (f"the word {word} would have stayed" for word in sorted(left))


def _long(page: Page) -> Iterator[str]:
    """Words that somebody might know again."""
    words = (word for word in words_in(page) if not word.isdigit())
    return (word for word in words if len(word) >= (LONG_LATIN if word.isascii() else LONG_HAN))


def _living(page: Page) -> Iterator[str]:
    for text, _ in texts_of(page):
        yield from (f"{shown} looks like a living person's" for shown in living(text))


def _emptied(page: Page, places: "set[tuple[int, tuple[int, int]]]") -> Page:
    """``page`` without what stands at ``places`` of its texts."""
    texts = [
        apply(text, [Edit(*span, "") for at, span in places if at == number])
        for number, (text, _) in enumerate(texts_of(page))
    ]
    return with_texts(page, texts)
