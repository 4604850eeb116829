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
    "“13800000123”": "match:{phone}",
    "一三八零零零零零一二三": "match:{phone}",
    "1 3 8 0 0 0 0 0 1 2 3": "match:{phone}",
    r"138\-0000\-0123": "match:{phone}",
    "NOT +86-138-0000-0123": "NOT match:{phone}",
    "013800000123": "match:{phone}",
    "-13800000123": "-match:{phone}",
    "(138) 0000 0123 银行": "match:{phone} 银行",
    "类别:银行 (13800000123 OR mao@example.com)": "类别:银行 (match:{phone} OR match:{email})",
    "13800000123*": "match:{phone}",
    "13800000123?": "match:{phone}",
    "13800000123^2": "match:{phone}^2",
    "加13800000123微信": "加 match:{phone} 微信",
    "13800000123，mao＠example.com": "match:{phone} match:{email}",
    '"张三 13800000123 住址"': '(match:{phone} AND "张三" AND "住址")',
    'NOT author:"张三 13800000123"': 'NOT (match:{phone} AND author:"张三")',
    '"13800000123，mao@example.com"': "(match:{phone} AND match:{email})",
    '"13800000123 银行': '" match:{phone} 银行',
    "text:13800000123 author:13800000123": "match:{phone} match:{phone}",
    "board:mao@example.com": "match:{email}",
    "contact:phone:13800000123 13800000123": "contact:phone:13800000123 match:{phone}",
    "contact:(qq OR wechat) 13800000123": "contact:(qq OR wechat) match:{phone}",
    "contact:11010119900307001X": "match:{id}",
    "id:11010119900307001x": "match:{id}",
}


@pytest.mark.parametrize("query", CONCEALED)
def test_a_query_asks_for_tokens(query: str) -> None:
    values = {"phone": "13800000123", "email": "mao@example.com", "id": "11010119900307001x"}
    tokens = {kind: match_token(kind, value, KEY) for kind, value in values.items()}
    concealed = conceal(query, lambda: [KEY])
    assert concealed == CONCEALED[query].format(**tokens)
    assert conceal(concealed, lambda: [KEY]) == concealed


@pytest.mark.parametrize(
    "query",
    [
        *(
            "",
            "银行 客户",
            "contact:qq:9000012345",
            "price:[0 TO 1]",
            "9000012345",
            "posted:2026-03-01T08:00",
        ),
        *(
            "contact:phone:13800000123",
            "contact: 13800000123",
            "联系方式：手机：13800000123",
            "PHONE:13800000123",
        ),
        *('contact:"138 0000 0123"', "contact:(13800000123 OR qq)", "contact:(a OR (phone:13800000123))"),
        *("微信:13800000123", "seller:weibo:13800000123", "email:mao@example.com", "contact:mao@example.com"),
        *("match:phone.1.a13800000123" + "5e" * 10, "capture:" + "13800000123f" * 6),
    ],
)
def test_other_queries_stay_as_they_are(query: str) -> None:
    assert conceal(query, lambda: pytest.fail("no key is needed")) == query


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("form", victims.FORMS)
@pytest.mark.parametrize(
    "around", ["{}", '"{}"', '"张三 {} 住址"', "银行 NOT ({} OR 客户)", "text:{}", "-{}*"]
)
def test_no_query_shows_a_value_in_any_written_form(
    kind: str, form: str, around: str, chance: random.Random
) -> None:
    value = NUMBERS[kind](chance)
    written = victims.FORMS[form](value, chance)
    concealed = conceal(around.format(written), lambda: [KEY])
    assert match_token(kind, value.lower(), KEY) in concealed
    assert written not in concealed


def test_a_long_query_is_read_through(chance: random.Random) -> None:
    concealed = conceal("(" * 5000 + "a:" * 5000 + "13800000123 " * 500, lambda: [KEY])
    assert "13800000123" not in concealed
    assert concealed.count("match:") == 500


def test_a_query_asks_for_the_tokens_of_every_key() -> None:
    one, other = (match_token("phone", "13800000123", key) for key in (NEWER, KEY))
    assert conceal("13800000123", lambda: [NEWER, KEY]) == f"(match:{one} OR match:{other})"
