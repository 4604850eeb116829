"""Encodings by evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.charset import decode

TEXT = "出售银行客户名单，姓名电话地址齐全，五毛一条，量大从优。欢迎咨询，非诚勿扰！"
TRADITIONAL = "出售銀行客戶名單，姓名電話地址齊全，五毛一條，量大從優。歡迎諮詢，非誠勿擾！"


def _page(text: str, charset: str) -> str:
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}" /></head>{text}'
    )


@pytest.mark.parametrize(
    ("text", "codec", "header", "meta"),
    [
        (TEXT, "gb18030", "text/html; charset=gbk", "gbk"),
        (TEXT, "gb18030", "text/html", "gb2312"),
        (TEXT, "gb18030", None, ""),
        (TEXT, "gb18030", "text/html; charset=utf-8", "utf-8"),  # header and page lie
        (TEXT, "gb18030", "text/html; charset=big5", "big5"),
        (TEXT, "utf-8", "text/html; charset=gbk", "gbk"),
        (TEXT, "utf-8", "text/html; charset=iso-8859-1", "gb2312"),
        (TRADITIONAL, "big5", "text/html; charset=big5", "big5"),
        (TRADITIONAL, "big5", "text/html; charset=gbk", ""),
        (TRADITIONAL, "big5", None, ""),
        (TRADITIONAL, "utf-8", "text/html; charset=big5", "big5"),
    ],
)
def test_text_is_read_whatever_is_declared(text: str, codec: str, header: str | None, meta: str) -> None:
    page = _page(text, meta)
    assert decode(page.encode(codec), header)[0] == page


def test_the_header_is_heard_before_the_page() -> None:
    assert decode(_page("二", "big5").encode("gb18030"), "text/html; charset=gbk")[1] == "gb18030"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode(TEXT.encode(codec), "text/html; charset=gbk")[0] == TEXT


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_body_cut_inside_a_character_loses_that_character_only(codec: str) -> None:
    body = TEXT.encode(codec)[:-1]
    assert decode(body, f"text/html; charset={codec}")[0].rstrip("\ufffd") == TEXT[:-1]


def test_some_broken_bytes_do_not_turn_the_page() -> None:
    body = TEXT.encode() * 20 + b"\xff\xfe" + TEXT.encode() * 20
    text, codec = decode(body, "text/html; charset=utf-8")
    assert codec == "utf-8"
    assert text.count(TEXT) == 40


@pytest.mark.parametrize(
    "label", ["rot13", "zlib", "undefined", "idna", "no-such", "utf-7", "unicode_escape"]
)
def test_a_label_that_is_no_web_encoding_is_not_believed(label: str) -> None:
    assert decode(TEXT.encode(), f"text/html; charset={label}") == (TEXT, "utf-8")


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "text/html; charset=gbk", "text/html; charset=utf-8", "x"]),
)
def test_any_bytes_become_text(body: bytes, header: str | None) -> None:
    text, _ = decode(body, header)
    text.encode("utf-8")  # no half surrogate pairs


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=200))
def test_utf8_chinese_is_utf8_whatever_is_declared(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=gbk") == (text, "utf-8")
