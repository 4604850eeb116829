"""The words our dictionary adds to the tokenizer, with the frequencies jieba would compute for them.

``dictionary.tsv`` is built from the lexicon by ``benchmarks/build_dictionary.py``; jieba is not
loaded at run time.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

import rjieba

PATH = Path(__file__).parent / "dictionary.tsv"


@lru_cache(maxsize=1)
def load_tokenizer() -> rjieba.Jieba:
    """The tokenizer with the stock dictionary and ours (about a third of a second, once per process)."""
    tokenizer = rjieba.Jieba()
    for line in PATH.read_text("utf-8").splitlines():
        word, frequency = line.split("\t")
        tokenizer.add_word(word, int(frequency), "n")
    return tokenizer


@lru_cache(maxsize=1)
def dictionary_digest() -> str:
    """SHA-256 of our dictionary: an index built with another one gives other terms."""
    return hashlib.sha256(PATH.read_bytes()).hexdigest()
