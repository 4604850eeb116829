"""What a person of the console or the commands is refused is said in Chinese, too, with the same places."""

import ast
import string
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from casework.chinese import CHINESE as OF_CASEWORK
from casework.fault import CaseworkError
from casework.rights import RIGHTS
from crawlers.chinese import CHINESE as OF_SOURCES
from evidence.chinese import CHINESE as OF_EVIDENCE
from evidence.vault import VaultError
from operations.batch.chinese import CHINESE as OF_LISTS
from operations.batch.upload import UploadError
from operations.hit_exports.about import WORDS
from operations.stumbling import Stumble
from search.chinese import CHINESE as OF_INDEXES
from search.fault import IndexFault

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("casework", "crawlers", "evidence", "search", "operations", "console", "cli")
ALL = (OF_CASEWORK, OF_SOURCES, OF_EVIDENCE, OF_LISTS, OF_INDEXES)
ERRORS: dict[str, Mapping[str, str]] = {
    **dict.fromkeys(("CaseworkError", "Denied", "Cancelled"), OF_CASEWORK),
    **dict.fromkeys(("SourceError", "MemoryFault"), OF_SOURCES),
    **dict.fromkeys(("VaultError", "LedgerError", "KeyringError", "MatchKeyError"), OF_EVIDENCE),
    "UploadError": OF_LISTS,
    **dict.fromkeys(("IndexFault", "WrongAccess"), OF_INDEXES),
}
# What is put together of a sentence and a code; of a list that runs or waits nobody says so.
COMPOSED = {
    *(f"{{name}} ({{role}}) has no right to {right}" for rights in RIGHTS.values() for right in rights),
    *(f"term list {{number}} is {state}" for state in ("unread", "unreadable", "cancelled", "done")),
}
# There it is put together, or names a line of a declaration and is said in the words of its keys.
COMPOSING = {
    "casework/rights.py",
    "casework/term_answers.py",
    "crawlers/declared/declaration.py",
    "crawlers/declared/source_block.py",
    "crawlers/declared/source_file.py",
}


@cache
def trees() -> dict[str, ast.Module]:
    """Every file of the rooms, read as Python."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if path.name != "chinese.py"]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def refusals() -> Iterator[tuple[str, str, ast.expr]]:
    """Every refusal in the code: its kind, its file, and what its sentence is."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            kind = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and kind in ERRORS:
                yield kind, file, node.args[0]


def named(tree: ast.Module) -> dict[str, set[str]]:
    """The texts that names stand for."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    found[target.id].add(node.value.value)
    return found


def test_every_refusal_has_its_chinese() -> None:
    lacking = set()
    for kind, file, sentence in refusals():
        if isinstance(sentence, ast.JoinedStr):
            said = set() if file in COMPOSING else {ast.unparse(sentence)}
        elif isinstance(sentence, ast.Name):
            said = named(trees()[file])[sentence.id]
        else:
            said = {sentence.value} if isinstance(sentence, ast.Constant) else set()
        lacking |= {(file, one) for one in said if one not in ERRORS[kind]}
    assert lacking == set()


def test_nothing_is_translated_that_nobody_says() -> None:
    texts = {
        node.value for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.Constant)
    }
    assert {english for chinese in ALL for english in chinese} - texts == COMPOSED


@pytest.mark.parametrize("chinese", ALL)
def test_no_place_is_lost(chinese: dict[str, str]) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [english for english, said in chinese.items() if places(english) != places(said)] == []


def test_a_purpose_has_one_name() -> None:
    said = [pair for chinese in ALL for pair in chinese.items()]
    for file in ROOT.glob("c*/locale/zh_Hans/LC_MESSAGES/*.po"):
        with file.open("rb") as catalogue:
            said += [(str(one.id), str(one.string)) for one in read_po(catalogue, locale="zh_Hans")]
    said += [*WORDS.values()]
    purposes = [chinese for english, chinese in said if "purpose" in english.lower()]
    assert len(purposes) > 5
    assert [chinese for chinese in purposes if "目的" in chinese] == []


def test_a_refusal_speaks_both_languages() -> None:
    refused = CaseworkError("there is no case {number}", number=7)
    assert (str(refused), refused.said("zh_Hans")) == ("there is no case 7", "没有编号为 7 的案件")
    listed = UploadError("line {line} is no CSV: {error}", line=3, error="a {brace}")
    assert listed.said("zh") == "第 3 行不是 CSV：a {brace}"
    assert CaseworkError("{nothing} to fill").said("zh") == "{nothing} to fill"
    fault = IndexFault(
        "{place}: there is no index yet; run `hawkwatch index init`", place="http://127.0.0.1:9"
    )
    assert fault.said("zh") == "http://127.0.0.1:9：还没有索引；请运行 `hawkwatch index init`"


def test_a_stumble_says_what_it_stumbled_over() -> None:
    stumble = Stumble(VaultError("{path} is not in the vault", path="ab"))
    assert (str(stumble), stumble.said("zh")) == ("ab is not in the vault", "证据库中没有 ab")
    full = Stumble(OSError(28, "No space left"))
    assert str(full) == "a store of the house cannot be used: [Errno 28] No space left"
    assert full.said("zh") == "本系统的一个存储无法使用：[Errno 28] No space left"
