"""What each term is taken for, what is refused and why; no term is syntax, no person asked in the clear."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import luhn

from analysis.words.terms import terms
from operations.batch.questions import question_of
from operations.batch.recognition import Unfit, understand
from records.match_key import MatchKey
from search.nodes import Everything, Not, Tag
from search.terming import clipped

KEYS = (MatchKey(2, b"2" * 32), MatchKey(1, b"1" * 32))
CARD = "999999123456789" + luhn.calc_check_digit("999999123456789")


def strings(node: Any) -> Iterator[str]:
    """Everything a question holds."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from strings(part)
    elif is_dataclass(node):
        for one in fields(node):
            yield from strings(getattr(node, one.name))


@pytest.mark.parametrize(
    ("text", "kind", "by", "value"),
    [
        ("13800000123", "phone", "token", "13800000123"),
        ("+86 138-0000-0123", "phone", "token", "13800000123"),
        ("１３８０００００１２３", "phone", "token", "13800000123"),
        ("990101199003070010", "id", "token", "990101199003070010"),
        (CARD, "card", "token", CARD),
        ("护照 E12345678", "paper", "token", "e12345678"),
        ("京A12345", "plate", "token", "京a12345"),
        ("A.B@Example.com", "email", "token", "a.b@example.com"),
        ("手机：138 0000 0123", "phone", "contact", "phone:13800000123"),
        ("手机:013800000123", "phone", "contact", "phone:13800000123"),
        ("phone:+86 13800000123", "phone", "contact", "phone:13800000123"),
        ("邮箱:a.b@example.com", "email", "contact", "email:a.b@example.com"),
        ("QQ 4300000017", "qq", "contact", "qq:4300000017"),
        ("扣扣号：4300000017", "qq", "contact", "qq:4300000017"),
        ("4300000017", "qq", "contact", "qq:4300000017"),
        ("微信：HZ00000user", "wechat", "contact", "wechat:hz00000user"),
        ("@KF00000cha", "telegram", "contact", "telegram:kf00000cha"),
        ("https://t.me/kf00000cha", "telegram", "contact", "telegram:kf00000cha"),
        ("飞机 @kf00000cha", "telegram", "contact", "telegram:kf00000cha"),
        ("vx：hz00000user", "wechat", "contact", "wechat:hz00000user"),
        ("wx:13800000123", "wechat", "contact", "wechat:13800000123"),
        ("v:hzuser", "wechat", "contact", "wechat:hzuser"),
        ("VX hz00000user", "wechat", "contact", "wechat:hz00000user"),
        ("加V：hz00000user", "wechat", "contact", "wechat:hz00000user"),
        ("weixin：hzuser", "wechat", "contact", "wechat:hzuser"),
        ("薇信号 hz00000user", "wechat", "contact", "wechat:hz00000user"),
        ("tg：@KF00000cha", "telegram", "contact", "telegram:kf00000cha"),
        ("telegram:kf00000cha", "telegram", "contact", "telegram:kf00000cha"),
        ("Q号：4300000017", "qq", "contact", "qq:4300000017"),
        ("TG Group", "name", "words", "tg group"),
        ("Wei Xiaoming", "name", "words", "wei xiaoming"),
        ("卫星：某某项目", "name", "words", "卫星:某某项目"),
        ("discuz:10001", "account", "account", "discuz:10001"),
        ("discuz:料商5", "account", "account", "discuz:料商5"),
        ("hz00000user", "account", "account", "hz00000user"),
        ("ICBC", "account", "account", "icbc"),
        ("shop.example.net", "web", "web", "shop.example.net"),
        ("https://shop.example.net/a?b=1", "web", "web", "https://shop.example.net/a?b=1"),
        ("https://example.com/13800000123", "web", "contact", "url:https://example.com/13800000123"),
        ("某某银行", "name", "words", "某某银行"),
        ("QQ 音乐", "name", "words", "qq 音乐"),
        ("Example Bank of Nowhere", "name", "words", "example bank of nowhere"),
        ("銀 行 客 戶", "name", "words", "银 行 客 户"),
    ],
)
def test_a_term_is_taken_for_what_it_is(text: str, kind: str, by: str, value: str) -> None:
    meaning = understand(text)
    assert (meaning.kind, meaning.by, meaning.value) == (kind, by, value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("长" * 201, "too long"),
        ("行", "too short"),
        ("  x ", "too short"),
        ("某某\ufffd行", "broken characters"),
        ("某某\x07行", "broken characters"),
        ("张三 13800000123", "more than one value"),
        ("13800000123 13800000124", "more than one value"),
        ("zhang:13800000123", "more than one value"),
        ("123456789012345678", "no such number"),
        ("990101199003070010990101199003070010", "no such number"),
        ("QQ: 12", "no such handle"),
        ("微信：某某某某某", "no such handle"),
        ("邮箱：a.b", "no such handle"),
        ("vx：某某某某某", "no such handle"),
        ("Wei: 13800000123", "more than one value"),
        ("V 13800000123", "more than one value"),
        ("Jiawei 13800000123", "more than one value"),
        ("Jiawei: 13800000123", "more than one value"),
        ("秋秋：13800000123", "more than one value"),
        ("韦信 13800000123", "more than one value"),
        ("薇 13800000123", "more than one value"),
        ("== ()", "nothing to search"),
        ("😀😀", "nothing to search"),
    ],
)
def test_a_term_is_refused_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(Unfit) as refused:
        understand(text)
    assert refused.value.why == why
    assert text.strip() not in str(refused.value)


@pytest.mark.parametrize("text", ["13800000123", "990101199003070010", CARD, "京A12345", "a.b@example.com"])
def test_what_names_a_person_is_asked_by_tokens_of_every_key(text: str) -> None:
    question = question_of(understand(text), clipped(terms), KEYS)
    said = list(strings(question))
    assert not [one for one in said if text.lower() in one.lower()]
    assert len([one for one in said if one.split(".")[1:2] in (["1"], ["2"])]) == 2


@pytest.mark.parametrize(
    "text", ['某某 OR 银行"', "contact*", "(银行)", "银行~2", "NOT 银行", "a && b", "seller:*"]
)
def test_nothing_in_a_term_is_syntax(text: str) -> None:
    question = question_of(understand(text), clipped(terms), KEYS)
    assert not any(isinstance(part, Everything | Not) for part in (question, *getattr(question, "parts", ())))
    assert question != Tag("seller", "")


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        question = question_of(understand(text), clipped(terms), KEYS)
    except Unfit:
        return
    assert getattr(question, "parts", (question,)), "a question without parts would find everything"
