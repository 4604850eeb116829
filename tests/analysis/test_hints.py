"""Quick looks before a search: none may hide what the search finds."""

import random
import re
from collections.abc import Callable, Iterator

import pytest

from analysis.grammars import money, times
from analysis.privacy import identity
from analysis.readings import gaps, strewn
from analysis.readings.likeness import STANDING
from analysis.readings.shapes import lookalikes
from analysis.readings.spellings import trade_words

TEXTS = 4_000
LONGEST = 24


def drawn(signs: str) -> Iterator[str]:
    """Short texts of few signs, so that many hold what is searched for."""
    chance = random.Random(signs)
    for _ in range(TEXTS):
        yield "".join(chance.choices(signs, k=chance.randint(1, LONGEST)))


def finds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None


def finds_noise(text: str) -> bool:
    return any(gaps._is_noise(text, *mark.span(), frozenset()) for mark in gaps.MARKS.finditer(text))


def finds_zeros(text: str) -> bool:
    return any(gaps._zeros(text))


def finds_number(text: str) -> bool:
    return identity.SEQUENCE.search(identity.plain_text(text)) is not None


@pytest.mark.parametrize(
    ("signs", "hint", "search"),
    [
        ("银行卡a1 ,.-/\n", finds(gaps.SINGLE), finds(gaps.ROW)),
        ("银行卡a \t\n", finds(gaps.SINGLE), finds(gaps.SPACED)),
        ("银行丨★/-,a", finds(gaps.MARKS_HINT), finds_noise),
        ("0o1l万,a", finds(gaps.ZERO_HINT), finds_zeros),
        ("股民a b", finds(strewn.STREWN_HINT), finds(strewn.STREWN)),
        ("1半几三百多来个 天月年", finds(times.SPELL_HINT), finds(times.SPELL)),
        ("0219十五零年月号点后:. 新", finds(times.DATE_HINT), finds(times.DATE)),
        ("12三幺×xo -(.:\u2600", finds(identity.HINT), finds_number),
    ],
    ids=["row", "spaced", "marks", "zero", "letters", "time", "date", "number"],
)
def test_a_hint_hides_nothing(signs: str, hint: Callable[[str], bool], search: Callable[[str], bool]) -> None:
    found = [text for text in drawn(signs) if search(text)]
    assert found
    assert [text for text in found if not hint(text)] == []


def test_every_currency_before_a_number_ends_as_is_looked_for() -> None:
    words = [*"元¥￥💴💵💶€$", "hk$", "hkd", "nt$", "us$", "usd", "usdt", "a$", "rmb", "cny", "人民币"]
    texts = [word + gap for word in words for gap in ("", " ", "\n", " \n")]
    found = [text for text in texts if money.BEFORE.search(text)]
    assert len(found) > len(words)
    assert {text[-1] for text in found} <= money.BEFORE_ENDS


def test_words_are_written_with_what_looks_like_them() -> None:
    written = dict(lookalikes(("电话", "客户"), STANDING))
    assert (written["申话"], written["客尸"], written["电话"]) == ("电话", "客户", "电话")


def test_of_two_words_that_look_alike_the_first_is_meant() -> None:
    written = dict(lookalikes(("申话", "电话"), STANDING))
    assert set(written.values()) == {"申话"}


def test_standing_characters_are_written_for_no_other() -> None:
    pairs = [(written, word) for written, word in lookalikes(trade_words(), STANDING) if written != word]
    changed = {
        one for written, word in pairs for one, other in zip(written, word, strict=True) if one != other
    }
    assert changed
    assert changed.isdisjoint(STANDING)
