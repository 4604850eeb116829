"""Equal values have equal tokens in every written form, and no token shows its value."""

import random
import re
from collections.abc import Callable

import pytest

from analysis.judgement.assessor import assess
from analysis.privacy.match_tokens import conceal, match_token, match_tokens
from records.match_key import MatchKey
from records.reading import Post
from testbed import victims

KEY = MatchKey(1, bytes(range(32)))
NEWER = MatchKey(2, bytes(range(32, 64)))
#: By the names of the tokens' kinds.
NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "id": victims.id_number,
    "card": victims.card,
    "phone": victims.mobile,
}


def tokens(text: str, key: MatchKey = KEY) -> tuple[str, ...]:
    """The tokens of a post that says ``text``."""
    post = Post(platform="board", post_id="1", url="https://board.example.com/1", text=text)
    return match_tokens(post, assess(text).contacts, key)


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("form", victims.FORMS)
def test_a_value_has_one_token_in_every_written_form(kind: str, form: str, chance: random.Random) -> None:
    for separator in victims.SEPARATORS:
        value = NUMBERS[kind](chance)
        row = separator.join(["张三", victims.FORMS[form](value, chance), "滨海市幸福路12号"])
        assert match_token(kind, value.lower(), KEY) in tokens(f"样本：\n{row}"), (separator, row)


def test_no_two_values_share_a_token(chance: random.Random) -> None:
    values = {(kind, NUMBERS[kind](chance)) for kind in NUMBERS for _ in range(300)}
    assert len({match_token(*value, KEY) for value in values}) == len(values)


def test_an_old_and_a_new_id_number_of_one_person_are_equal(chance: random.Random) -> None:
    old = victims.old_id_number(chance)
    body = f"{old[:6]}19{old[6:]}"
    check = "10x98765432"[sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body)) % 11]
    assert match_token("id", old, KEY) == match_token("id", body + check, KEY)


def test_tokens_name_kind_and_version_and_depend_on_the_key() -> None:
    ours, theirs = match_token("phone", "13800000123", KEY), match_token("phone", "13800000123", NEWER)
    assert re.fullmatch(r"phone\.1\.[0-9a-f]{32}", ours)
    assert theirs.startswith("phone.2.")
    assert ours.rsplit(".", 1)[1] != theirs.rsplit(".", 1)[1]
    assert "secret" not in repr(KEY)


def test_a_posts_tokens_are_of_victims_and_author_each_once() -> None:
    rows = "样本 张三,13800000123,粤I·00001,E00001234\n李四,8613800000123"
    text = f"{rows}\n联系电话 13700000789 mao@example.com"
    values = (
        ("phone", "13800000123"),
        ("plate", "粤i00001"),
        ("phone", "13700000789"),
        ("email", "mao@example.com"),
        ("paper", "e00001234"),
    )
    assert sorted(tokens(text)) == sorted(match_token(*value, KEY) for value in values)


CONCEALED = {
    "13800000123": "match:{phone}",
    "银行 138 0000 0123": "银行 match:{phone}",
    '"１３８００００0123" AND category:bank': "match:{phone} AND category:bank",
    "一三八零零零零零一二三": "match:{phone}",
    "NOT +86-138-0000-0123": "NOT +86-match:{phone}",
}


@pytest.mark.parametrize("query", CONCEALED)
def test_a_query_asks_for_tokens(query: str) -> None:
    phone = match_token("phone", "13800000123", KEY)
    assert conceal(query, lambda: [KEY]) == CONCEALED[query].format(phone=phone)


@pytest.mark.parametrize(
    "query",
    ["", "银行 客户", "contact:phone:13800000123", "contact:qq:9000012345", "price:[0 TO 1]", "9000012345"],
)
def test_other_queries_stay_as_they_are(query: str) -> None:
    assert conceal(query, lambda: pytest.fail("no key is needed")) == query


def test_a_query_asks_for_the_tokens_of_every_key() -> None:
    one, other = (match_token("phone", "13800000123", key) for key in (NEWER, KEY))
    assert conceal("13800000123", lambda: [NEWER, KEY]) == f"(match:{one} OR match:{other})"
