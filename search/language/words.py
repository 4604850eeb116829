"""Text to be found: words, phrases, wildcards inside a word, and what sounds or looks alike."""

from collections.abc import Sequence

from search.fault import QueryError
from search.language.wildcards import check_wildcards, glob_of
from search.nodes import Alike, All, Any, Everything, Node, Word, WordLike, WordStart
from search.terming import HAN, Termed, text_parts

NOTHING = "'{text}' holds nothing that can be searched; write words or numbers"


def read_words(pieces: Sequence[str], terms: Termed, place: int, phrase: bool = False) -> Node:
    """The node that asks the text for ``pieces``: texts and wildcards by turns.

    Raises:
        QueryError: nothing in it can be searched, or wildcards where they find nothing.
    """
    if tuple(pieces) == ("", "*", ""):
        return Everything()
    if len(pieces) == 1:
        return _all(_parts(pieces[0], terms, place, phrase))
    return _all(_wild(tuple(pieces), terms, place))


def _wild(pieces: tuple[str, ...], terms: Termed, place: int) -> tuple[Node, ...]:
    """The words before the first wildcard, and the one that it is in."""
    check_wildcards(pieces, place)
    *before, last = _parts(pieces[0], terms, place)
    begun = max(terms(pieces[0]).words, key=lambda word: (word.end, word.start)).text
    at_the_end = pieces[1:] == ("*", "")
    if at_the_end and HAN.search(begun):
        return (*before, last)  # Chinese text is found wherever it stands, and so is what it begins
    if last != Word(begun) or not _stays_in_one_word(pieces, terms):
        raise _leaves_the_word(pieces, place)
    check_wildcards((begun, *pieces[1:]), place)
    if at_the_end:
        return (*before, WordStart(begun))
    rest = (_folded(piece, terms) if turn % 2 else piece for turn, piece in enumerate(pieces[1:]))
    return (*before, WordLike(glob_of((begun, *rest))))


def read_alike(text: str, terms: Termed, place: int) -> tuple[Node, ...]:
    """The ways in which each of the words in ``text`` may be written by what sounds or looks like it.

    Raises:
        QueryError: a word has no sound that can be looked up.
    """
    return tuple(_alike(word, terms, place) for word in text.split() or ("",))


def _alike(word: str, terms: Termed, place: int) -> Node:
    ways = terms(word).ways
    if not ways:
        message = (
            "'{word}' has no sound that can be searched; write two to eight Chinese characters, as alike:微信"
        )
        raise QueryError(message, place, word=word)
    return Any(tuple(map(Alike, ways))) if len(ways) > 1 else Alike(ways[0])


def _parts(text: str, terms: Termed, place: int, phrase: bool = False) -> tuple[Node, ...]:
    parts = text_parts(text, terms, phrase=phrase)
    if not parts:
        raise QueryError(NOTHING, place, text=text)
    return parts


def _all(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _folded(piece: str, terms: Termed) -> str:
    return "".join(word.text for word in terms(piece).words)


def _stays_in_one_word(pieces: Sequence[str], terms: Termed) -> bool:
    """Whether every text behind the first wildcard is part of one Latin word or number."""
    rest = [piece for piece in pieces[2::2] if piece]
    return all(piece.isalnum() and not HAN.search(piece) and len(terms(piece).words) == 1 for piece in rest)


def _leaves_the_word(pieces: Sequence[str], place: int) -> QueryError:
    message = (
        "a wildcard stands within one Latin word or number; write the parts with a blank between: {parts}"
    )
    return QueryError(message, place, parts=" ".join(filter(None, pieces[::2])))
