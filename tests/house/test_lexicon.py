"""What is made of the lexicon's words is made anew when the house adds one; sources of words are listed."""

import ast
import re
from pathlib import Path

import pytest

from analysis.words.dictionary import PATH as DICTIONARY
from analysis.words.dictionary import shipped_dictionary
from analysis.words.entries import WORKING_KNOWLEDGE
from analysis.words.vocabulary import shipped_entries
from benchmarks.build_dictionary import build

#: What gives words of the house, too.
WORDS = {"load_entries", "house_entries", "word_lists"}
CACHES = {"lru_cache", "cache"}


def _names(node: ast.AST) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _kept(module: ast.Module) -> list[str]:
    """Functions that are cached, and constants, that are made of the words."""
    kept = []
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            decorators = set().union(*(_names(one) for one in node.decorator_list), set())
            if decorators & CACHES and _names(node) & WORDS:
                kept.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr) and _names(node) & WORDS:
            kept.append(f"line {node.lineno}")
    return kept


@pytest.mark.parametrize("room", ["analysis", "cli", "operations", "pipelines"])
def test_nothing_made_of_the_words_outlives_them(room: str, root: Path) -> None:
    """``from_lexicon`` of analysis/words/overlay.py keeps what is made until the words change."""
    files = sorted((root / room).rglob("*.py"))
    found = {str(path): _kept(ast.parse(path.read_text("utf-8"))) for path in files}
    assert not {path: names for path, names in found.items() if names}


def test_the_dictionary_is_what_the_lexicon_makes_of_it() -> None:
    built = build()
    if built != shipped_dictionary():
        DICTIONARY.write_text(built.to_text(), "utf-8")
        pytest.fail(f"{DICTIONARY.name} was written anew: read and commit it")


def test_every_source_of_a_word_is_in_the_list(root: Path) -> None:
    page = (root / "docs" / "judgement.md").read_text("utf-8")
    listed = set(re.findall(r"\bS\d+[a-z]?\b", page.partition("## Sources of words")[2]))
    named = {one.source for one in shipped_entries()} - {WORKING_KNOWLEDGE}
    assert named <= listed
