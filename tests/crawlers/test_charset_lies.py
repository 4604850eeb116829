"""Header, page and bytes that disagree: the text comes out as it was written all the same."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import opencc
import pytest

from crawlers.charset import decode

CORPUS = Path(__file__).parents[2] / "testbed" / "corpus" / "dev.jsonl"
LABELS = [
    "utf-8", "gbk", "gb2312", "gb18030", "big5", "big5-hkscs", "utf-16", "iso-8859-1", "windows-1252",
    "shift_jis", "euc-kr", "euc-jp", "koi8-r", "windows-1251", "nonsense", "",
]  # fmt: skip
CODECS = [
    "utf-8", "utf-8-sig", "gbk", "gb2312", "gb18030", "big5", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be",
]  # fmt: skip
LENGTHS = [4, 6, 10, 30, 300]
ROW = '<div class="post" id="p{0}"><a href="/thread-{0}-1-1.html" onclick="return go(this)">link</a></div>\n'


@dataclass(frozen=True, slots=True)
class Lie:
    """A body that really is ``text`` in ``codec``, and what is said about it."""

    text: str
    codec: str
    header: str
    page: str
    body: bytes


def lies(number: int, seed: int) -> Iterator[Lie]:
    """Every kind of page in every encoding, most of them declared wrongly."""
    chance = random.Random(seed)
    texts = [json.loads(line)["text"] for line in CORPUS.read_text("utf-8").splitlines()]
    traditional = opencc.OpenCC("s2tw").convert
    for turn in range(number):
        codec = CODECS[turn % len(CODECS)]
        text = _piece(chance, texts)
        if codec.startswith("big5") or chance.random() < 0.2:
            text = traditional(text)
        text += chance.choice(["", "", "", "💰", "👍🏻"])
        header, page = chance.choice(LABELS), chance.choice(LABELS)
        whole = _written(chance, text, page, bare=not codec.startswith("utf-16-"))
        plain = codec.removesuffix("-sig")
        whole = whole.encode(plain, "ignore").decode(plain)
        body = whole.encode(codec)
        if chance.random() < 0.2:
            body = body[: chance.randrange(len(body) - len(text), len(body))]
            whole = body.decode(codec, "ignore")
        yield Lie(whole, codec, header, page, body)


def _piece(chance: random.Random, texts: list[str]) -> str:
    """A beginning, middle or end that holds at least four Chinese characters."""
    while True:
        text, length = chance.choice(texts), chance.choice(LENGTHS)
        start = chance.randrange(max(1, len(text) - length))
        if sum("\u4e00" <= sign <= "\u9fff" for sign in text[start : start + length]) >= 4:
            return text[start : start + length]


def _written(chance: random.Random, text: str, label: str, bare: bool) -> str:
    meta = chance.choice(
        [
            f'<meta charset="{label}">',
            f'<meta http-equiv=Content-Type content="text/html; charset={label}" />',
        ]
    )
    kinds = [
        f"<!DOCTYPE html><html><head>{meta if label else ''}<title>{text[:12]}</title></head>{text}</html>",
        f"<html><head>{meta}</head>{''.join(map(ROW.format, range(200)))}{text}</html>",
        f"<html><head>{meta}</head>&#20986;&nbsp;&raquo;{text}&copy;</html>",
        json.dumps({"data": [{"id": chance.randrange(10**6), "text": text}]}, ensure_ascii=False),
    ]
    return chance.choice([*kinds, text] if bare else kinds)


def wrongly_read(number: int, seed: int) -> list[Lie]:
    return [
        lie
        for lie in lies(number, seed)
        if decode(lie.body, f"text/html; charset={lie.header}" if lie.header else None)[0] != lie.text
    ]


def test_text_is_exact_whatever_is_declared() -> None:
    wrong = wrongly_read(400, seed=4)
    assert len(wrong) <= 2, wrong


@pytest.mark.full
@pytest.mark.parametrize("seed", range(5))
def test_text_is_exact_in_two_thousand_variants(seed: int) -> None:
    wrong = wrongly_read(2000, seed)
    assert len(wrong) <= 10, [(lie.codec, lie.header, lie.page, lie.text[:60]) for lie in wrong]
