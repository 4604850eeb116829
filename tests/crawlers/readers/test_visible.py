"""Visible text."""

import pytest

from crawlers.readers.visible import visible_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("一<br>二<br/>\r\n三", "一\n二\n三"),
        ("一<br><br><br><br>二", "一\n\n二"),
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<div><div>一</div></div>二", "一\n二"),
        ("a  b\n\tc&nbsp;&nbsp;d", "a b c  d"),
        ("<b>a </b> <i> b</i>", "a b"),
        ("<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>", "一 二\n三"),
        ("<script>x</script><style>y</style><!-- z -->w", "w"),
        ('a<span style="display: none">x</span><span style="font-size:0px">y</span><b hidden>z</b>b', "ab"),
        ('<span style="font-size:0.9em">x</span>', "x"),
        ("a<img alt=[doge]>b<img src=x>", "a[doge]b"),
        ('a <a class="__cf_email__" data-cfemail="422302276c25">[email&#160;protected]</a>b', "a a@e.gb"),
        ('<span class="__cf_email__" data-cfemail="42xx">[email&#160;protected]</span>', "[email protected]"),
        ("薇\u200b信 &lt;b&gt; &#x1F4B0;", "薇\u200b信 <b> 💰"),
        ("全　角", "全　角"),
        ("", ""),
        (None, ""),
        ("   ", ""),
    ],
)
def test_what_is_seen(markup: str | None, text: str) -> None:
    assert visible_text(markup) == text


def test_what_is_dropped() -> None:
    assert (
        visible_text('a<font class="jammer">x</font>b<p style="display:none">q</p>c', ".jammer, p") == "abc"
    )


def test_a_dropped_block_still_parts_what_stands_around_it() -> None:
    assert visible_text('a<div class="quote">q<p>r</p></div>b', ".quote, .quote p") == "a\nb"


def test_what_is_written_in_pre_keeps_its_lines() -> None:
    assert (
        visible_text("a\nb<pre><code>name, phone\n  x,  1\n\ny</code></pre>c")
        == "a b\nname, phone\nx, 1\n\ny\nc"
    )


def test_a_hundred_thousand_nested_elements_are_read() -> None:
    assert visible_text("<div>" * 100_000 + "deep") == "deep"


def test_a_body_of_too_many_tags_keeps_its_words() -> None:
    text = visible_text("<p>出客户数据</p>" + "<br>" * 100_000 + "&lt;加Q&gt;")
    assert (text[:6], text[-4:]) == ("出客户数据\n", "<加Q>")
    assert len(text) < 20
