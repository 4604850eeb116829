"""Whatever the case room or a list refuses is said in Chinese, too, with the same places."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.chinese import CHINESE
from casework.fault import CaseworkError
from casework.rights import RIGHTS
from operations.batch.chinese import CHINESE as OF_LISTS
from operations.batch.upload import UploadError

ROOT = Path(__file__).resolve().parents[2]
ERRORS = {"CaseworkError": CHINESE, "Denied": CHINESE, "Cancelled": CHINESE, "UploadError": OF_LISTS}
# What is put together of a sentence and a code; of a list that runs or waits nobody says so.
COMPOSED = {
    *(f"{{name}} ({{role}}) has no right to {right}" for rights in RIGHTS.values() for right in rights),
    *(f"term list {{number}} is {state}" for state in ("unread", "cancelled", "done")),
}


def refusals() -> Iterator[tuple[str, str, ast.Call]]:
    """Every refusal in the code: its kind, where it stands, and the call."""
    for room in ("casework", "operations", "console", "cli"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                kind = getattr(getattr(node, "func", None), "id", "")
                if isinstance(node, ast.Call) and kind in ERRORS:
                    yield kind, f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_refusal_has_its_chinese() -> None:
    lacking, said = [], dict.fromkeys(COMPOSED, CHINESE)
    for kind, place, call in refusals():
        sentence = call.args[0]
        if isinstance(sentence, ast.Constant):
            said[sentence.value] = ERRORS[kind]
        elif isinstance(sentence, ast.JoinedStr) and place.split(":")[0] not in (
            "casework/rights.py",
            "casework/term_answers.py",
        ):
            lacking.append(place)
    assert lacking == []
    assert [sentence for sentence, chinese in said.items() if sentence not in chinese] == []
    assert set(said) == set(CHINESE) | set(OF_LISTS), "nothing is translated that nobody says"


@pytest.mark.parametrize("chinese", [CHINESE, OF_LISTS])
def test_no_place_is_lost(chinese: dict[str, str]) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert [english for english, said in chinese.items() if places(english) != places(said)] == []


def test_a_refusal_speaks_both_languages() -> None:
    refused = CaseworkError("there is no case {number}", number=7)
    assert (str(refused), refused.said("zh_Hans")) == ("there is no case 7", "没有编号为 7 的案件")
    refused = UploadError("line {line} is no CSV: {error}", line=3, error="a {brace}")
    assert refused.said("zh") == "第 3 行不是 CSV：a {brace}"
    assert CaseworkError("{nothing} to fill").said("zh") == "{nothing} to fill"
