"""Encodings by evidence."""

from codecs import BOM_UTF8
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.character_cost import PATH
from crawlers.charset import decode
from crawlers.readers import read
from crawlers.readers.file_page import file_page

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


COMMON = st.sampled_from([sign for sign in PATH.read_text("utf-8") if "\u4e00" <= sign <= "\u9fff"])


@given(st.lists(COMMON, min_size=2, max_size=200).map("".join))
def test_utf8_chinese_is_utf8_whatever_is_declared(text: str) -> None:
    assert decode(text.encode(), "text/html; charset=gbk") == (text, "utf-8")


@pytest.mark.parametrize(
    ("text", "codec", "header"),
    [
        ("© 2024 Example » Board index", "utf-8", "text/html"),  # what GBK would read as 漏 and 禄
        ("café, naïve", "utf-8", None),
        ("café, naïve, señor", "cp1252", "text/html; charset=iso-8859-1"),
        ("Продам базу клиентов банка", "cp1251", "text/html; charset=windows-1251"),
        ("Продам базу клиентов банка", "utf-8", None),
        ("個人情報の売買について", "cp932", "text/html; charset=shift_jis"),
        ("개인정보를 판매하지 않습니다", "cp949", "text/html; charset=euc-kr"),
        ("Größe: 5 €, näää, Öl", "iso8859_15", "text/html; charset=ISO-8859-15"),
        ("Größe ändern, Übersicht, Beiträge öffnen", "cp1252", None),
        ("Příliš žluťoučký kůň úpěl", "utf-8", "text/html; charset=utf-8"),
        ("مرحبا بكم في المنتدى", "utf-8", "text/html; charset=utf-8"),
        ("Καλώς ήρθατε στο φόρουμ", "utf-8", "text/html; charset=utf-8"),
        ("谢谢", "gb18030", "text/html; charset=gbk"),  # its bytes are also two Cyrillic letters in UTF-8
        ("联通", "gb18030", "text/html; charset=utf-8"),
        ("出客户数据💰", "gb18030", "text/html; charset=utf-8"),  # four bytes a sign
        ("面交～三重／板橋", "cp950", "text/html; charset=big5"),
    ],
)
def test_other_languages_and_short_texts(text: str, codec: str, header: str | None) -> None:
    assert decode(text.encode(codec), header)[0] == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(codec: str) -> None:
    page = _page(TEXT, "utf-8")
    assert decode(page.encode(codec), "text/html; charset=gbk") == (page, codec)


def test_a_false_byte_order_mark_is_dropped() -> None:
    page = _page(TEXT, "gbk")
    assert decode(BOM_UTF8 + page.encode("gbk"), None) == (page, "gb18030")


def test_a_few_characters_in_much_markup_decide() -> None:
    page = (
        "<table>"
        + "<tr><td class='windowbg'><a href='/x?y=1'>link</a></td></tr>" * 20_000
        + "客户数据</table>"
    )
    assert decode(page.encode("gbk"), "text/html; charset=utf-8") == (page, "gb18030")
    assert decode(page.encode("gbk"), "text/html; charset=utf-16") == (page, "gb18030")
    assert decode(b"\0" + page.encode("gbk"), "text/html") == ("\0" + page, "gb18030")


@pytest.mark.parametrize(
    ("body", "header", "charset"),
    [
        (_page(TEXT, "gbk").encode("gbk"), "text/html; charset=gbk", "gb18030"),
        (
            _page(TEXT, "big5").encode("gbk"),
            "text/html; charset=utf-8",
            "gb18030 (header says utf-8, page says big5)",
        ),
        (_page(TEXT, "gbk").encode(), "text/html", "utf-8 (page says gbk)"),
        (_page(TEXT, "").encode(), "text/html; charset=ISO-8859-1", "utf-8 (header says ISO-8859-1)"),
    ],
)
def test_the_decision_is_recorded(body: bytes, header: str, charset: str) -> None:
    page = file_page(
        body,
        url="https://www.example.com/",
        fetched_at=datetime(2026, 3, 5, tzinfo=UTC),
        headers=(("Content-Type", header),),
    )
    assert read(page, "discuz", "Asia/Shanghai").charset == charset


@pytest.mark.parametrize(
    "piece", [b"\xff", b"\x81", b"\xa4\xa4", b"a\xc3", b"\0", b"\xed\xa0\x80", b"<meta charset="]
)
def test_ten_megabytes_are_decided_at_once(piece: bytes) -> None:
    body = piece * (10_000_000 // len(piece))
    before = process_time()
    decode(body, "text/html; charset=gbk")
    assert process_time() - before < 5


@pytest.mark.parametrize(
    "words", ["گفتگوی دینی و علمی", "Обсуждение товаров", "Größe für Mädchen, süß und schön – äöüß"]
)
def test_utf8_of_any_script_is_utf8(words: str) -> None:
    assert decode(f"<p>{words}</p>".encode(), "text/html; charset=gbk") == (f"<p>{words}</p>", "utf-8")
