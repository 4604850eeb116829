"""Every word, number and host of a page invented; only what makes its structure stays."""

import re
from collections.abc import Collection, Iterator

from analysis.privacy.known import Known
from analysis.privacy.pseudonyms import PersonalKind, Pseudonyms
from analysis.readings.folding import fold
from analysis.readings.lettering import plain_letters, written_like
from crawlers.rewriting import Edit, Leaf
from operations.recording.said import Said, Span
from operations.recording.words import word_list

#: A word: a run of Han, of Latin letters, of digits, or of other letters.
TOKEN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[A-Za-z]+|[0-9]+|[^\W\d_]+")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_DATES = (
    rf"(?:19|20)\d{{2}}\s?[-/.年]\s?\d{{1,2}}(?:\s?[-/.月]\s?\d{{1,2}}日?)?(?:[T\s]+{_CLOCK}(?:\.\d+)?)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?",
    r"\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}",
    rf"{_CLOCK}(?:\s[+-]\d{{4}}\s\d{{4}})?",  # Tue Feb 23 12:28:47 +0800 2021
    r"\d{1,2}[-/月]\d{1,2}日?",
    rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}",
    rf"\d{{1,2}}\s{_MONTH},?\s\d{{4}}",
)
_DATE = re.compile("|".join(_DATES), re.IGNORECASE)
_TIME_KEY = re.compile(r"time|date|stamp|\bct\b|created|since_?at|datetime", re.IGNORECASE)
_UNIX = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")
# Numbers up to these lengths count pages and floors, or name one of a few boards.
SHORT = 2
SHORT_IN_MARKUP = 3


class Inventor:
    """Invents the words of a page, the same word for the same one.

    ``said`` is what the posts say, where nothing stays; ``kept`` are the words and hosts, lower case, that
    stay elsewhere. ``people`` are known to be named: they do not even stay in the names of the markup.
    """

    def __init__(
        self, pseudonyms: Pseudonyms, people: dict[str, PersonalKind], said: Said, kept: Collection[str]
    ) -> None:
        self.pseudonyms = pseudonyms
        self.known = Known(people)
        self.said = said
        self.kept = frozenset(kept) | word_list("time_words") | word_list("product_words")

    def __call__(self, leaf: Leaf) -> list[Edit]:
        """The edits of one leaf."""
        if leaf.place == "address":
            shown = leaf.text.lstrip().lower()
            return [Edit(0, len(leaf.text), "data:,")] if shown.startswith("data:") else []
        if leaf.place == "host":
            return self._host(leaf)
        if leaf.place in ("structure", "key"):
            return sorted([*self._people(leaf), *self._words(leaf, words=False)])
        return [] if leaf.place == "style" else sorted(self._words(leaf, words=True))

    def _host(self, leaf: Leaf) -> list[Edit]:
        host = leaf.text.lower()
        return [] if host in self.kept else [Edit(0, len(host), self.pseudonyms.of("host", host))]

    def _people(self, leaf: Leaf) -> Iterator[Edit]:
        for one in self.known.find(fold(leaf.text), telling=True):
            fake = self.pseudonyms.of("name", one.value)
            yield Edit(one.start, one.end, written_like(leaf.text[one.start : one.end], plain_letters(fake)))

    def _words(self, leaf: Leaf, words: bool) -> Iterator[Edit]:
        told = self.said.spans(leaf)
        yield from (Edit(*span, self.pseudonyms.retell(leaf.text[slice(*span)])) for span in told)
        dates = [found.span() for found in _DATE.finditer(leaf.text)]
        for token in tokens(leaf, told):
            dated = any(start <= token.start() and token.end() <= end for start, end in dates)
            if not (dated or self._stays(token[0].lower(), leaf, words)):
                yield Edit(*token.span(), self._fake(token[0]))

    def _stays(self, word: str, leaf: Leaf, words: bool) -> bool:
        if word.isascii() and word.isdigit():
            short = SHORT if leaf.place in ("text", "value", "number") else SHORT_IN_MARKUP
            return len(word) <= short or word in self.kept or _is_moment(word, leaf)
        if not words or word in self.kept:
            return True
        return leaf.place in ("path", "parameter") and word in word_list("address_words")

    def _fake(self, shown: str) -> str:
        if shown.isascii() and shown.isdigit():
            return self.pseudonyms.of("serial", shown)
        return written_like(shown, plain_letters(self.pseudonyms.of("name", fold(shown).text)))


def _is_moment(word: str, leaf: Leaf) -> bool:
    """Whether a number is a Unix time by the name it stands under."""
    return bool(_UNIX.fullmatch(word) and _TIME_KEY.search(leaf.name))


def words_of(leaf: Leaf, said: Said) -> list[str]:
    """The words of a leaf that somebody may need: those of the site, not those of its people."""
    if leaf.place == "host":
        return [leaf.text.lower()]
    if leaf.place in ("address", "style"):
        return []
    words = [found[0].lower() for found in tokens(leaf, said.spans(leaf))]
    named = leaf.place in ("structure", "key")  # of those nothing but long numbers is invented
    return [word for word in words if word.isdigit() and len(word) > SHORT_IN_MARKUP] if named else words


def tokens(leaf: Leaf, without: Collection[Span] = ()) -> Iterator["re.Match[str]"]:
    """The words of a leaf, none of them in two elements: a name and a time may stand side by side."""
    spans = [(part.start, part.end) for part in leaf.parts] or [(0, len(leaf.text))]
    found = (token for span in spans for token in TOKEN.finditer(leaf.text, *span))
    return (token for token in found if not any(start <= token.start() < end for start, end in without))
