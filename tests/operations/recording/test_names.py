"""A name is replaced however it is written, and what only looks like one stays."""

import html
import json
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from crawlers.declared.catalog import load_source, shipped_folder
from crawlers.expected import read_as
from tests.operations.recording.faking import everything, faked, text_of

NAME = st.one_of(
    st.text(alphabet="王李张小明大海风云", min_size=2, max_size=6),
    st.from_regex(r"[a-z]{3,8}[0-9_]{2,4}[a-z]?", fullmatch=True),
    st.text(alphabet="王明xy01·", min_size=5, max_size=9).filter(
        lambda name: len(set(name)) > 3 and "王" in name
    ),
)


WRITTEN: list[Callable[[str], str]] = [
    lambda name: f"<p>by {html.escape(name)}, {name}</p>",
    lambda name: f"<p title='{name}'><b>{name[0]}</b>{name[1:]}</p>",
    lambda name: "<p>" + "".join(f"&#{ord(sign)};" for sign in name) + "</p>",
    lambda name: "<p>" + "".join(f"&#x{ord(sign):x};" for sign in name) + "</p>",
    lambda name: (
        f"<a href='/u.php?n={quote(name)}'>x</a><a href='/u.php?n={quote(name.encode('gbk'))}'>x</a>"
    ),
    lambda name: f"<a href='http://board.example.com/x/{quote(name)}/y.html?a=1#{quote(name)}'>x</a>",
    lambda name: f"<script>var a = {{b: {json.dumps(name)}, c: '{name}'}}, d = '{quote(name)}';</script>",
    lambda name: f"<div data-field='{json.dumps({'a': {'b': [name]}}, ensure_ascii=False)}'>x</div>",
    lambda name: '<div data-x="' + html.escape(json.dumps({"a": json.dumps({"b": name})})) + '">x</div>',
    lambda name: f"<!-- <li data-n='{name}'>{name}</li> -->",
    lambda name: f"<a onclick=\"reply('{name}'); return false\">x</a>",
    lambda name: (
        f"<meta name=keywords content='{name},论坛'><textarea>{name}</textarea><title>{name}</title>"
    ),
]


def test_a_name_is_replaced_wherever_and_however_it_is_written() -> None:
    name = "张三丰88"
    field = html.escape(json.dumps({"author": {"user_name": name}}, ensure_ascii=True))
    markup = f"""<div id="post_1" data-field="{field}"><div class="authi"><a class="xw1"
      href="space-username-{quote(name.encode("gbk"))}.html" title="{name}">张三<b>丰</b>88</a></div>
      <td id="postmessage_1">我是{name}，加ＱＱ９150000024 或 https://my.shop.example/{quote("张三丰")}/a</td></div>
      <script>var post = {{"author": "\\u5f20\\u4e09\\u4e3088", qq: 9150000024,
      'to': '{quote(name)}'}};</script>
      <!-- {name} --><a href="http://wpa.qq.com/msgrd?uin=9150000024">QQ</a>"""
    made = faked(markup, "gbk")
    assert made.page is not None, made.why
    shown = everything(made.page)
    assert not [part for part in ("张三", "88", "9150000024", "my.shop") if part in shown.replace("8800", "")]
    source = load_source(shipped_folder() / "testbed_board")
    (post,) = read_as(made.page, source).posts
    assert post.author_name
    assert shown.count(post.author_name) >= 8
    numbers = set(re.findall(r"9\d{3}000\d{3}", shown))
    assert len(numbers) == 1
    assert re.search(r"https://[a-z]+\.example\.(?:com|net|org)/", post.text)


@settings_of_hypothesis(max_examples=20, deadline=None)
# In GBK the bytes of 小 are those of a Cyrillic letter in UTF-8.
@example("小小小", {4}, "gbk")
@given(NAME, st.sets(st.sampled_from(range(len(WRITTEN))), min_size=1), st.sampled_from(["utf-8", "gbk"]))
def test_no_writing_of_a_name_survives(name: str, kinds: set[int], charset: str) -> None:
    author = f"<div class=authi><a class=xw1 href='home.php?mod=space&amp;uid=5'>{name}</a></div>"
    wrapped = "".join(WRITTEN[kind](name) for kind in sorted(kinds))
    made = faked(f"<div id=post_1>{author}<td id=postmessage_1>hello</td></div>{wrapped}", charset)
    assert made.page is not None, made.why
    shown = everything(made.page).lower()
    assert name.lower() not in shown
    (post,) = read_as(made.page, load_source(shipped_folder() / "testbed_board")).posts
    assert post.author_name
    assert shown.count(post.author_name.lower()) > len(kinds)


@pytest.mark.parametrize(
    ("charset", "name"), [("big5", "陳大文"), ("cp1251", "Иван Петров"), ("euc-kr", "김철수")]
)
def test_fakes_can_be_written_in_the_pages_encoding(charset: str, name: str) -> None:
    author = f"<div class=authi><a class=xw1 href='home.php?mod=space&amp;uid=5'>{name}</a></div>"
    text = text_of(faked(f"<div id=post_1>{author}<td id=postmessage_1>{name}, 1 2 3</td></div>", charset))
    assert name not in text
    assert "1 2 3" in text


def test_a_short_name_that_is_a_word_of_the_site_is_left_where_it_is_one() -> None:
    wall = (
        "<title>提示信息</title><div id=um><a href='home.php?mod=space&amp;uid=5'>删除</a></div>"
        "<div id=messagetext class=alert_error><p>抱歉，指定的主题已被删除</p></div>"
    )
    text = text_of(faked(wall))
    assert "抱歉，指定的主题已被删除" in text
    assert ">删除<" not in text


def test_a_page_that_would_read_otherwise_is_refused() -> None:
    wall = (
        "<title>提示信息</title><div id=um><a href='home.php?mod=space&amp;uid=5'>已被删除</a></div>"
        "<div id=messagetext class=alert_error><p>抱歉，指定的主题已被删除</p></div>"
    )
    made = faked(wall)
    assert made.page is None
    assert made.why.startswith("the state was gone and is unknown")


def test_what_else_stands_in_an_element_for_names_is_none() -> None:
    posts = "".join(
        f"<div id=post_{number}><p class=author>作者: <a class=xw1 href='space-uid-5.html'>王小明</a>"
        f" {time}</p>"
        f"<td id=postmessage_{number}>x</td></div>"
        for number, time in enumerate(
            ("» 2026-3-1 13:05", "今天, 11:07", "3 分钟前", "02-22-2026 04:43 PM"), 1
        )
    )
    path = "<div id=pt><a class=forum_name href='forum-2-1.html'>江城闲聊</a></div>"
    text = text_of(faked(path + posts))
    for stays in ("作者: ", "» 2026-3-1 13:05", "今天, 11:07", "3 分钟前", "02-22-2026 04:43 PM", "江城闲聊"):
        assert stays in text
    assert "王小明" not in text
