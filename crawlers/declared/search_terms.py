"""Search terms: words a source looks for, and the addresses that ask for them."""

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from crawlers.declared.source_block import Block, nearest

# The words of a list by the list's name; called only where a source names one.
Lexicon = Callable[[], Mapping[str, Sequence[str]]]
# `{term}` in an address, percent-encoded as UTF-8 or as `{term:gbk}` in the charset of an older site.
PLACE = re.compile(r"\{term(?::(gbk|big5|utf-8))?\}")
LIST = "lexicon:"


def no_lexicon() -> Mapping[str, Sequence[str]]:
    """The lexicon of somebody who has none."""
    return {}


def resolve(block: Block, terms: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that ``terms`` stand for, each once.

    Raises:
        SourceError: a list that the lexicon does not have.
    """
    found: dict[str, None] = {}
    for number, term in enumerate(terms):
        name = term.removeprefix(LIST)
        if name == term:
            found[term] = None
        elif words := lexicon().get(name):
            found |= dict.fromkeys(words)
        else:
            hint = nearest(name, lexicon().keys()) or "; `hawkwatch sources terms` lists them"
            raise block.wrong("terms", f"the lexicon has no list {name!r}{hint}", number)
    return tuple(found)


def expand(block: Block, start: Sequence[str], terms: Sequence[str]) -> tuple[str, ...]:
    """Every start address, those with a place for a term once for each of ``terms``.

    Raises:
        SourceError: a place without terms, terms without a place, a term its charset cannot write.
    """
    if terms and not any(PLACE.search(address) for address in start):
        raise block.wrong("terms", "no start address has {term} in it")
    return tuple(
        asked for number, address in enumerate(start) for asked in _asked(block, number, address, terms)
    )


def term_in(address: str, terms: Sequence[str]) -> str | None:
    """The one of ``terms`` that an expanded ``address`` asks for, in any charset; the longest of several."""
    asked = address.lower()
    return max((term for term in terms if any(form in asked for form in _forms(term))), key=len, default=None)


def _forms(term: str) -> tuple[str, ...]:
    """The term as addresses write it; a charset that cannot write it has no form of it."""
    return tuple(
        quote(term, safe="", encoding=charset, errors="ignore").lower()
        for charset in ("utf-8", "gbk", "big5")
        if len(term.encode(charset, "ignore").decode(charset)) == len(term)
    )


def _asked(block: Block, number: int, address: str, terms: Sequence[str]) -> list[str]:
    place = PLACE.search(address)
    if place is None:
        return [address]
    if not terms:
        raise block.wrong("start", f"{place[0]} needs terms", number)
    charset = place[1] or "utf-8"
    try:
        return [PLACE.sub(quote(term, safe="", encoding=charset), address) for term in terms]
    except UnicodeEncodeError as error:
        raise block.wrong("terms", f"{error.object!r} cannot be written in {charset}") from error
