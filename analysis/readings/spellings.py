"""The spellings of words that rules give: initials, parts inside words, pictures, blanks in channel words."""

from collections.abc import Iterator
from itertools import chain

from analysis.readings.folding import fold
from analysis.readings.sounds import voices
from analysis.readings.tables import listed, not_initials, pictures, word_splits
from analysis.words.entries import Entry
from analysis.words.overlay import from_lexicon
from analysis.words.vocabulary import load_entries

#: What lists are called and what they hold comes first where two words have the same initials.
ORDER = {"fields": 1, "contact": 2, "counter": 9, "pinyin": 9, "hints": 9}
#: Characters that make a short word one of everyday speech.
EVERYDAY = frozenset("的我你了就要都来在是给可没不有个一到能谁过好和小很又既再去及至之仅先")
VERBS = ("sell", "seek")
HAN_FIRST, HAN_LAST = "\u3400", "\u9fff"


def _is_han(word: str) -> bool:
    return all(HAN_FIRST <= one <= HAN_LAST for one in word)


def _rank(entry: Entry) -> int:
    return 0 if entry.group == "listnoun" else ORDER.get(entry.topic, 3 if entry.group == "goods" else 4)


@from_lexicon
def trade_words() -> tuple[str, ...]:
    """The vocabulary of the trade that is disguised: Han words, the likeliest first.

    Left out are short words of everyday speech (我有, 就行), which nobody hides and much sounds like, and
    verbs of selling and seeking, where a wrong guess (售 for 收) would turn the meaning round.
    """
    entries = sorted(load_entries(), key=_rank)
    words = (
        entry.word
        for entry in entries
        if entry.topic not in ("counter", "pinyin", "hints", "general") and entry.group not in VERBS
    )
    return tuple(
        dict.fromkeys(word for word in words if len(word) > 1 and _is_han(word) and not _is_everyday(word))
    )


def _is_everyday(word: str) -> bool:
    return word[-1] in EVERYDAY or (len(word) < 4 and not EVERYDAY.isdisjoint(word))


def _initial(character: str) -> str:
    return voices().get(character, ("",))[0][:1]


def _initialled(word: str) -> Iterator[str]:
    """信用k, 信yk, xyk: single initials, every character but the first ones, all of three and more."""
    letters = [_initial(one) for one in word]
    if not all(letters) or len(word) > 6:
        return
    for place in range(len(word)):
        yield word[:place] + letters[place] + word[place + 1 :]
    for place in range(1, len(word) - 1):
        yield from (
            one
            for one in (word[:place] + "".join(letters[place:]), "".join(letters[:place]) + word[place:])
            if "xx" not in one
        )
    if len(word) > 2:
        yield "".join(letters)


def _in_parts(word: str) -> Iterator[str]:
    """女生名, 门口卷: one character of the word written as its parts, or all that can be."""
    for place, one in enumerate(word):
        for parts in word_splits().get(one, ()):
            yield word[:place] + parts + word[place + 1 :]


def _pictured(word: str) -> Iterator[str]:
    """🚗主: the part of the word a picture shows."""
    for picture, shown in pictures().items():
        if shown in word and shown != word:
            yield word.replace(shown, picture)


def _spaced(word: str) -> Iterator[str]:
    """电 报, v x: channel words with a blank inside."""
    yield from (" ".join(word), "-".join(word), ".".join(word))


def _channel_words() -> list[str]:
    words = (entry.word for entry in load_entries() if entry.topic == "contact")
    return [word for word in words if 1 < len(word) < 4 and word.isalnum() and "加" not in word]


def _rules() -> Iterator[tuple[str, str, str]]:
    words = trade_words()
    yield from ((disguise, meaning, "listed") for disguise, meaning in listed().items())
    yield from ((disguise, word, "noise") for word in _channel_words() for disguise in _spaced(word))
    yield from ((disguise, word, "split") for word in words for disguise in _in_parts(word))
    yield from ((fold(disguise).text, word, "picture") for word in words for disguise in _pictured(word))
    yield from ((disguise, word, "initials") for word in words for disguise in _initialled(word))


def spellings() -> dict[str, tuple[str, str]]:
    """Disguise to meaning and family of the disguise; no spelling that is a word itself."""
    words = {entry.word for entry in load_entries()}
    known = {*words, *not_initials()}
    found: dict[str, tuple[str, str]] = {}
    for disguise, meaning, family in chain(_rules()):
        if disguise != meaning and (family == "listed" or disguise not in known):
            found.setdefault(disguise, (meaning, family))
    return found
