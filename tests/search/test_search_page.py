"""What docs/search.md says of the query language holds."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.words.terms import terms
from records.document import Document
from search.answer import DEEPEST, MOST_COUNTED, SORTS
from search.entry import entry_of
from search.fields import FIELDS, codes_of
from search.matcher import matches
from search.query import LONGEST, MOST_DEPTH, MOST_LEAVES, parse
from search.sqlite.wildcards import MOST_TERMS

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text("utf-8")
EXAMPLES = [
    shlex.split(line, comments=True)[2] for line in re.findall(r"^hawkwatch search .*", PAGE, re.MULTILINE)
]
SYNTAX = PAGE.partition("## Syntax")[2].partition("### Times")[0]
TIMES = PAGE.partition("### Times")[2].partition("\n\n")[2].partition("\n\n")[0]


def rows(part: str) -> list[list[str]]:
    table = re.findall(r"^\| (.*) \|$", part, re.MULTILINE)
    return [re.split(r" *(?<!\\)\| *", row) for row in table][2:]


@pytest.mark.parametrize(
    "query",
    [
        *EXAMPLES,
        *(quoted.replace("\\|", "|") for row in rows(SYNTAX) for quoted in re.findall("`([^`]+)`", row[0])),
    ],
)
def test_every_example_can_be_read(query: str) -> None:
    if not re.fullmatch(r"\\.", query):
        parse(query, terms)


def test_every_time_can_be_read() -> None:
    shown = [word for quoted in re.findall("`([^`]+)`", TIMES) for word in quoted.split()]
    assert len(shown) > 15
    for time in shown:
        parse(f"posted:{time}" if time[0] not in "<>" else f"posted:{time.removeprefix('>')}", terms)


def test_every_field_stands_there_with_its_names_and_values() -> None:
    told = {row[0].strip("` "): row for row in rows(PAGE.partition("## Fields")[2].partition("##")[0])}
    assert set(told) == {field.name for field in FIELDS}
    for field in FIELDS:
        chinese = [name for name in field.names if not name.isascii()]
        assert [name for name in told[field.name][1].split(", ") if name] == chinese, field.name
        assert told[field.name][2].startswith(field.kind) == (field.kind != "tag"), field.name
        known = codes_of(field.values)
        named = set(re.findall(r"`([\w.]+)`", told[field.name][2])) if field.name != "category" else set()
        assert not field.values or named <= {*known, "review"}, field.name
        assert field.name == "category" or set(field.values) <= named, field.name


def test_the_limits_are_those() -> None:
    for number in (LONGEST, MOST_LEAVES, MOST_DEPTH, DEEPEST, MOST_COUNTED, MOST_TERMS):
        assert f"{number:,}" in PAGE, number
    assert not [sort for sort in SORTS if f"`{sort}`" not in PAGE]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("微信", "加薇❤聊"),
        ("银行", "出銀行客戶"),
        ("银行", "出银_行名单"),
        ("QQ", "加ＱＱ"),
        ("alike:薇信", "加威信"),
    ],
)
def test_disguise_is_found(document: Callable[..., Document], query: str, text: str) -> None:
    entry = entry_of(document(1, title=None, text=text, contacts=(), author_name=None), terms)
    assert matches(parse(query, terms), entry)
