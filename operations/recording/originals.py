"""What names a person in the pages of a recording, gathered before anything is replaced."""

import re
from collections.abc import Collection, Iterator

from analysis.privacy.known import is_telling
from analysis.privacy.personal import BLANK, Personal, find_personal
from analysis.privacy.pseudonyms import PersonalKind
from analysis.readings.folding import fold
from analysis.readings.lettering import plain_letters
from crawlers.rewriting import Leaf, find_addresses
from operations.recording.hosts import host_of, is_foreign, is_host
from operations.recording.people import bare_name, people_in
from operations.recording.words import word_list
from records.reading import Post, Reading

_NUMBER_KEY = re.compile(
    r"(?:^|[._-])(?:phone|mobile|tel|telephone|cell|qq|uin|wechat|weixin|wx|id_?card|id_?no|card_?no|bank_?card)(?:_?(?:no|num|number))?$",
    re.IGNORECASE,
)
_ID_KEY = re.compile(r"id|ids|time|stamp|date|since|version|size|count$", re.IGNORECASE)
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_EMAIL = re.compile(r"[\w.%+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_PROSE = re.compile(r"[\s\u3400-\u9fff]")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|ico|css|js|woff2?|ttf)(?:$|[?#])", re.IGNORECASE)
# Names up to this length may well be words.
SHORT = 2


class Originals:
    """Everything found so far that names a person, folded, by kind.

    ``own`` are the source's hosts: they are not foreign, whatever else is linked to is.
    """

    def __init__(self, own: Collection[str]) -> None:
        self.own = tuple(own)
        self.kinds: dict[str, PersonalKind] = {}
        self.ids: set[str] = set()
        self.places: set[str] = set()

    def meet(self, leaf: Leaf) -> tuple[()]:
        """Note what ``leaf`` names; the walk over a page to gather from it."""
        if leaf.place == "address" and self.leads_away(leaf):
            self.kinds.setdefault(host_of(leaf.text), "host")
        for one in self.found_in(leaf):
            self.note(one.kind, one.value)
        for start, end in addresses_in(leaf):
            self.meet(Leaf(leaf.text[start:end], "address", "text"))
        return ()

    def read(self, reading: Reading) -> None:
        """Note who wrote the posts, and what their texts name: cells apart in the markup stand side by side
        there."""
        for post in reading.posts:
            self.ids |= {
                part for part in (post.post_id, post.thread, post.author_id) if part and part.isdigit()
            }
            self._note_place(post)
            self._note_author(post)
            for text in (post.title, post.text, post.signature):
                for one in find_personal(text or ""):
                    self.note(one.kind, one.value)

    def _note_place(self, post: Post) -> None:
        """A board is no person, though many a site has its name in an element for names."""
        if post.board and post.board not in (post.author_name, post.author_id):
            self.places |= {fold(f"{post.board}{ending}").text for ending in ("", "吧", "小组")}

    def _note_author(self, post: Post) -> None:
        for name in (post.author_name, post.author_id):
            if name and not name.isdigit() and name.lower() not in word_list("nobody"):
                self.note("name", fold(bare_name(name)).text)

    def note(self, kind: PersonalKind, value: str) -> None:
        """Note one value; the first kind it was met as stays."""
        if plain_letters(value):
            self.kinds.setdefault(value, kind)

    def narrowed(self) -> "Originals":
        """Without the short names, which are found in their own places only: somebody may be called 登录."""
        others = Originals(self.own)
        others.ids, others.places = self.ids, self.places
        others.kinds = {
            value: kind
            for value, kind in self.kinds.items()
            if kind != "name" or (len(value) > SHORT and is_telling(value))
        }
        return others

    def leads_away(self, leaf: Leaf) -> bool:
        """Whether an address leads to somebody's own site; pictures and scripts are only loaded."""
        host = host_of(leaf.text)
        loaded = leaf.name in ("src", "style", "background") or _FILE.search(leaf.text)
        return bool(host) and (host in self.kinds or not loaded) and is_foreign(host, self.own)

    def found_in(self, leaf: Leaf) -> Iterator[Personal]:
        """What ``leaf`` names, by its place or by what it says."""
        for start, end in people_in(leaf):
            name = fold(leaf.text[start:end]).text
            if name not in self.places:
                yield Personal(start, end, "name", name)
        if leaf.text.strip().isdigit() and leaf.place in ("attribute", "value", "number", "parameter"):
            yield from self._number(leaf)
        elif leaf.place in ("text", "comment") or self._is_prose(leaf):
            yield from find_personal(without(leaf.text, addresses_in(leaf)))

    def _is_prose(self, leaf: Leaf) -> bool:
        if leaf.place not in ("attribute", "value", "parameter", "path"):
            return False
        return bool(_PROSE.search(leaf.text) or _EMAIL.fullmatch(leaf.text) or _MOBILE.fullmatch(leaf.text))

    def _number(self, leaf: Leaf) -> Iterator[Personal]:
        """A number alone: personal by its key, or a mobile that is the name of no post."""
        number = leaf.text.strip()
        mobile = _MOBILE.fullmatch(number) and number not in self.ids and not _ID_KEY.search(leaf.name)
        if mobile or (_NUMBER_KEY.search(leaf.name) and len(number) > 4):
            start = leaf.text.index(number)
            yield Personal(start, start + len(number), "number", number)


def addresses_in(leaf: Leaf) -> list[tuple[int, int]]:
    """Addresses that stand in the words of a text."""
    prose = leaf.place in ("text", "value", "attribute", "comment") and "." in leaf.text
    return find_addresses(leaf.text, is_host) if prose else []


def without(text: str, spans: Collection[tuple[int, int]]) -> str:
    """``text`` with ``spans`` blanked, its length unchanged."""
    for start, end in spans:
        text = f"{text[:start]}{BLANK * (end - start)}{text[end:]}"
    return text
