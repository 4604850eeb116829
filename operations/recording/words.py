"""The words of ``words.yml``."""

from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    loaded = YAML(typ="safe").load(Path(__file__).with_suffix(".yml"))
    return {name: frozenset(str(words).split()) for name, words in loaded.items()}


def word_list(name: str) -> frozenset[str]:
    """The list called ``name``."""
    return _lists()[name]
