"""Everything the command line says through ``say`` is said in Chinese too."""

import ast
import gettext
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CLI = Path(__file__).resolve().parents[2] / "cli"
PO = CLI / "locale" / "zh_Hans" / "LC_MESSAGES" / "hawkwatch.po"
# Said by their codes: outcomes of runs, parts of their ledgers, verdicts, facets.
CODES = {
    *("full", "quiet", "short", "failed", "interrupted"),
    *("text", "price", "gone"),
    *("branch", "list", "thread"),
    *("valid", "damaged", "not sealed", "signer not checked", "not checkable"),
    *("category", "channel", "severity"),
}


def spoken() -> Iterator[str]:
    """Every literal handed to ``say``."""
    for path in CLI.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
            if said and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)


def written() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def test_the_catalogue_holds_what_is_said_and_nothing_else() -> None:
    assert {message.id for message in written() if message.id} == {*spoken(), *CODES}


def test_every_message_has_chinese_with_the_same_places_to_fill() -> None:
    for message in written():
        if message.id:
            assert message.string, message.id
            assert message.string.count("{") == message.id.count("{")


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in written():
        if message.id:
            assert compiled.gettext(message.id) == message.string


@pytest.mark.parametrize(
    ("words", "env"),
    [(("--lang", "zh"), {}), ((), {"LANG": "zh_CN.UTF-8"}), ((), {"HAWKWATCH_LANGUAGE": "zh"})],
)
def test_messages_follow_the_language(
    run: Callable[..., Any], words: tuple[str, ...], env: dict[str, str]
) -> None:
    assert "共 0 条" in run("hawkwatch", *words, "search", "银行", env=env).stdout
    assert "0 listings" in run("hawkwatch", "--lang", "en", "search", "银行", env=env).stdout


if __name__ == "__main__":
    with PO.with_suffix(".mo").open("wb") as out:
        write_mo(out, written())
