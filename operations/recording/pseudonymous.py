"""Everybody who is named in a page is named by a fake, the same one everywhere."""

import re
from collections.abc import Iterator

from analysis.privacy.known import Known
from analysis.privacy.personal import Personal
from analysis.privacy.pseudonyms import Pseudonyms
from analysis.readings.folding import fold
from analysis.readings.lettering import plain_letters, written_like
from crawlers.rewriting import Edit, Leaf, Walk
from operations.recording.hosts import host_of
from operations.recording.originals import Originals, addresses_in, without

_SHOWN = ("text", "comment", "value", "attribute")
_WORD = re.compile(r"(?:%[0-9a-fA-F]{2})+|[^/?&=#.:;%]+")


class Replacer:
    """Replaces what ``originals`` names by ``pseudonyms`` in a page that is in ``charset``."""

    def __init__(self, originals: Originals, pseudonyms: Pseudonyms, charset: str) -> None:
        self.originals = originals
        self.pseudonyms = pseudonyms
        self.known = Known(originals.kinds)
        self.charset = charset

    def __call__(self, leaf: Leaf) -> list[Edit]:
        """The edits of one leaf."""
        if leaf.place == "address":
            return self._address(leaf)
        if leaf.place == "style":
            return []
        addresses = addresses_in(leaf)
        edits = [edit for span in addresses for edit in self._within(leaf, *span)]
        text = without(leaf.text, addresses)
        taken = {place for start, end in addresses for place in range(start, end)}
        known = self.known.find(fold(text), leaf.place not in _SHOWN)
        for one in (*self.originals.found_in(leaf), *self._whole(leaf), *known):
            places = range(one.start, one.end)
            if taken.isdisjoint(places):
                taken.update(places)
                edits += self._edit(leaf, one)
        return sorted(edits)

    def _whole(self, leaf: Leaf) -> Iterator[Personal]:
        """A value that is nothing but a known name, be it a word as well: ``reply('owl')``."""
        value = fold(leaf.text).text
        if leaf.place in ("value", "parameter") and self.known.kinds.get(value) == "name":
            yield Personal(0, len(leaf.text), "name", value)

    def _edit(self, leaf: Leaf, one: Personal) -> Iterator[Edit]:
        shown = leaf.text[one.start : one.end]
        fake = self.pseudonyms.of(one.kind, one.value)
        whole = one.kind in ("email", "host")
        yield Edit(one.start, one.end, fake if whole else written_like(shown, plain_letters(fake)))

    def _within(self, leaf: Leaf, start: int, end: int) -> Iterator[Edit]:
        """The edits of an address that stands in a text."""
        walk = Walk(self, self.charset)
        for edit in walk.address(leaf.text[start:end], "text"):
            yield Edit(start + edit.start, start + edit.end, edit.text)

    def _address(self, leaf: Leaf) -> list[Edit]:
        """Somebody's own site: no part of its address stays. Else its parts are looked at one by one."""
        if not self.originals.leads_away(leaf):
            return []
        host = host_of(leaf.text)
        start = leaf.text.lower().index(host)
        rest = _WORD.sub(self._word, leaf.text[start + len(host) :])
        return [Edit(start, len(leaf.text), self.pseudonyms.of("host", host) + rest)]

    def _word(self, found: "re.Match[str]") -> str:
        letters = plain_letters(found[0].replace("%", ""))
        return self.pseudonyms.of("name", letters) if letters else ""
