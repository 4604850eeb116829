"""Words of a page replaced in whatever they are wrapped in, everything else left alone."""

import html
import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.charset import decode
from crawlers.declared.catalog import shipped_folder
from crawlers.recorded import find_cases, load_page
from crawlers.rewriting import Edit, Leaf, find_addresses, rewrite

PAGES = [
    (folder, case)
    for folder in sorted(shipped_folder().glob("testbed_*/pages"))
    for case in find_cases(folder)
]


def texts(folder: Path, case: str) -> list[tuple[str, str]]:
    page = load_page(folder, case)
    own = [decode(page.content, page.exchange.header("Content-Type") if page.exchange else None)]
    return own + [decode(answer.body) for answer in (page.rendering.exchanges if page.rendering else ())]


def leaves(text: str) -> list[Leaf]:
    found: list[Leaf] = []
    rewrite(text, lambda leaf: found.append(leaf) or ())  # type: ignore[func-returns-value]
    return found


def written_anew(leaf: Leaf) -> list[Edit]:
    return [Edit(0, len(leaf.text), leaf.text)] if leaf.place != "address" else []


def meant(text: str) -> str:
    """The text without the ways of writing a character that markup, scripts and addresses leave free."""
    plain = html.unescape(text).replace("%3D", "=")
    coded = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([/'\"]))")
    return coded.sub(lambda found: found[3] or chr(int(found[1] or found[2], 16)), plain)


class Replacing:
    """Replaces one word wherever a leaf holds it."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    def __call__(self, leaf: Leaf) -> list[Edit]:
        start = leaf.text.find(self.old) if leaf.place != "address" else -1
        return [Edit(start, start + len(self.old), self.new)] if start >= 0 else []


@pytest.mark.parametrize(
    ("folder", "case"), PAGES, ids=lambda part: part if isinstance(part, str) else part.parent.name
)
def test_a_page_with_nothing_replaced_is_the_same(folder: Path, case: str) -> None:
    for text, codec in texts(folder, case):
        assert rewrite(text, lambda leaf: (), codec) == text
        same = rewrite(text, written_anew, codec)
        assert meant(same) == meant(text), "words written anew mean what they meant"


WRAPPED = {
    "text": "<p>by 张三, yesterday</p>",
    "text across tags": "<p>by <b>张</b><i>三</i></p>",
    "text in character references": "<p>by &#24352;&#x4e09;</p>",
    "title": "<title>张三 - board</title>",
    "attribute": "<a title='张三' href=/x>x</a>",
    "attribute without quotes": "<a title=张三 class=y>x</a>",
    "comment": '<code><!-- <ul><li title="张三">x</li></ul> --></code>',
    "script": "<script>var user = {'name': '张三'};</script>",
    "script in ASCII": '<script>var user = {"name": "\\u5f20\\u4e09"};</script>',
    "handler": "<a onclick=\"show('张三'); return false\">x</a>",
    "JSON": '{"user": {"screen_name": "张三"}, "n": 1}',
    "JSONP": 'mtopjsonp3({"user": {"nick": "张三"}})',
    "JSON in an attribute": '<div data-field="'
    + html.escape('{"author":{"user_name":"张三"}}')
    + '">x</div>',
    "JSON in ASCII in an attribute": '<div data-field="{&quot;n&quot;:&quot;\\u5f20\\u4e09&quot;}">x</div>',
    "markup in JSON": json.dumps({"text": "<a href='/n/x'>@张三</a>:hello"}, ensure_ascii=False),
    "JSON in JSON": json.dumps({"data": json.dumps({"nick": "张三"})}),
    "address in UTF-8": f"<a href='/space-username-{quote('张三')}.html'>x</a>",
    "address in GBK": f"<a href='/space-username-{quote('张三'.encode('gbk'))}.html'>x</a>",
    "parameter": f"<a href='/home?un={quote('张三')}&amp;fr=x'>x</a>",
    "address in JSON": json.dumps({"url": f"https://example.com/n/{quote('张三')}"}),
    "address in a style": f"<i style=\"background-image:url('/f/{quote('张三')}.png')\"></i>",
    "CDATA": "<root><![CDATA[<b>张三</b>]]></root>",
    "textarea": "<textarea>张三</textarea>",
    "template": "<script type='text/template'><b>张三</b></script>",
}


@pytest.mark.parametrize("kind", WRAPPED)
def test_a_word_is_found_and_written_in_every_wrapping(kind: str) -> None:
    before = WRAPPED[kind]
    after = rewrite(before, Replacing("张三", "山川"), "gb18030")
    assert any("张三" in leaf.text for leaf in leaves(before))
    assert any("山川" in leaf.text for leaf in leaves(after))
    assert not any("张" in leaf.text or "三" in leaf.text for leaf in leaves(after))
    back = rewrite(after, Replacing("山川", "张三"), "gb18030")
    assert [leaf.text for leaf in leaves(back)] == [leaf.text for leaf in leaves(before)]


def test_the_encoding_stays() -> None:
    assert rewrite(WRAPPED["address in GBK"], Replacing("张三", "山川"), "gb18030") == (
        f"<a href='/space-username-{quote('山川'.encode('gbk'))}.html'>x</a>"
    )
    assert rewrite(WRAPPED["script in ASCII"], Replacing("张三", "山川")) == (
        '<script>var user = {"name": "\\u5c71\\u5ddd"};</script>'
    )
    assert rewrite("<p title='x'>a&amp;x</p>", Replacing("x", "<'\">")) == (
        "<p title='&lt;&#x27;&quot;&gt;'>a&amp;&lt;&#x27;&quot;&gt;</p>"
    )
    assert rewrite('{"a": "x"}', Replacing("x", 'q"\\')) == '{"a": "q\\"\\\\"}'


def test_a_longer_word_goes_on_behind_the_last_tag() -> None:
    assert rewrite("<b>12</b>34<i>5</i>", Replacing("12345", "9876543210")) == "<b>98</b>76<i>543210</i>"


def test_a_value_is_called_by_the_keys_that_lead_to_it() -> None:
    text = '{"cards":[{"mblog":{"user":{"id":7,"screen_name":"x"},"tags":["y","z"]}}],"ok":1}'
    named = {leaf.name: leaf.text for leaf in leaves(text) if leaf.place in ("value", "number")}
    assert named["user.screen_name"] == "x"
    assert named["user.id"] == "7"
    assert named["mblog.tags"] == "z"
    assert named["ok"] == "1"


def test_shown_text_knows_its_link_and_its_element() -> None:
    (run,) = [
        leaf
        for leaf in leaves("<p>by <a href='u?a=1&amp;uid=2' class=xw1><b>x</b>y</a></p>")
        if leaf.place == "text"
    ]
    assert [(run.text[part.start : part.end], part.href) for part in run.parts] == [
        ("by ", None), ("x", "u?a=1&uid=2"), ("y", "u?a=1&uid=2"),
    ]  # fmt: skip
    assert "xw1" in run.parts[1].classes


def test_addresses_in_a_text_are_found() -> None:
    text = "看 http://a.example.com/x?y=1，或www.b.example；c.test/p 见 readme.txt，3.5元"
    found = [text[start:end] for start, end in find_addresses(text, lambda host: host.endswith(".test"))]
    assert found == ["http://a.example.com/x?y=1", "www.b.example", "c.test/p"]


markup = st.recursive(
    st.text(alphabet="ab张<>&\"'{}[]:,=/%\\u20e5 \n-!", max_size=30),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        inner.map(lambda text: f"<p class='{text}'>{text}</p>"),
        inner.map(lambda text: f"<!--{text}-->"),
        inner.map(lambda text: f"<script>{json.dumps(text)}</script>"),
        inner.map(lambda text: json.dumps({"a": text, "b": [text]})),
        inner.map(lambda text: f"<a href='/x?y={quote(text)}'>{html.escape(text)}</a>"),
    ),
    max_leaves=6,
)


@given(markup)
def test_anything_at_all_can_be_walked_through(text: str) -> None:
    assert rewrite(text, lambda leaf: ()) == text
    rewrite(text, Replacing("a", "bc"))
