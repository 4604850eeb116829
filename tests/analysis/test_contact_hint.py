"""What is asked before a passed-over post is read for its contacts hides none that a reading finds."""

from typing import Any

import pytest

from analysis.grammars.contact_hint import may_name_contact
from analysis.grammars.post_reading import read_post
from analysis.readings.coarse import coarse


@pytest.mark.parametrize(
    "text",
    [
        "集合点在东门，电话 17700000123",
        "一七七零零零零零一二三 找我",
        "⓵⑦⑦ 0000 0123",
        "邮箱 office00@example.org",
        "飞机 @club_000",
        "飞机 @ ＣＬＵＢ_000",
        "邮箱 office@一二六.example",
        "详情见 https://example.org/club",
        "企鹅 90000 12345",
        "加 薇 abc_00000",
    ],
)
def test_ways_to_be_reached_are_seen(text: str) -> None:
    assert may_name_contact(text, coarse(text))


@pytest.mark.parametrize(
    "text", ["今天天气不错", "@阿秀 看这里", "socket 和 keepalive 怎么配", "iPhone15 的屏幕"]
)
def test_plain_words_are_none(text: str) -> None:
    assert not may_name_contact(text, coarse(text))


def test_hardly_a_contact_of_a_labelled_post_is_hidden(corpus: list[dict[str, Any]]) -> None:
    named = [row for row in corpus if read_post(row["text"], row["title"]).contacts]
    hidden = [
        row["id"]
        for row in named
        if not may_name_contact(f"{row['title']}\n{row['text']}", coarse(row["text"], row["title"]))
    ]
    assert len(named) > 150
    assert len(hidden) <= 0.01 * len(named), hidden
