"""How often the fast engine cuts a text exactly as jieba does, with the stock dictionary and with ours.

``python -m benchmarks.token_parity [FILE…]``: texts of JSON lines (their ``text``), else the labelled posts
and texts made of them. Figures go to ``benchmarks/out/token_parity.json``.
"""

import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from analysis.words.dictionary import STOCK, shipped_dictionary
from analysis.words.reference import ReferenceTokenizer
from analysis.words.tokenizer import FastTokenizer
from testbed.posting import labelled_files

ROOT = Path(__file__).parents[1]
OUT = ROOT / "benchmarks" / "out" / "token_parity.json"
#: What the engines are known to cut differently, and what breaks runs.
ODDITIES = (
    "t.cn/a1", "o_o", "3.5%", "C++", "AT&T", "1.5L", "3-4", "192.168.1.1", "v2.0.1a", "a--b", "...", "_-_",
    "x1_y2-z3.4%", "5OO", "T恤", "IC卡", "㐂", "\u9fd6", "\uf900", "𠮷", "\u3007", "\r\n", "\u3000", "\ud800",
    "哈哈哈", "🐧", "９", "é", "Ω", "%", "#1", "@a_b",
)  # fmt: skip


@dataclass(slots=True)
class Parity:
    """Texts compared, and how many of them were not cut as jieba cuts them."""

    texts: int = 0
    differ: int = 0
    search_differ: int = 0


def labelled_texts() -> list[str]:
    """The texts of the labelled posts."""
    return [text for path in labelled_files() for text in texts_in(path)]


def texts_in(path: Path) -> Iterator[str]:
    """The texts of a file of JSON lines."""
    with path.open(encoding="utf-8", errors="replace") as lines:
        yield from (str(json.loads(line).get("text", "")) for line in lines)


def made_texts(number: int, seed: int = 0) -> Iterator[str]:
    """Texts of pieces of labelled posts with oddities between them."""
    chance, posts = random.Random(seed), labelled_texts()
    for _ in range(number):
        pieces = []
        for _ in range(chance.randint(1, 6)):
            post = chance.choice(posts)
            start = chance.randrange(len(post))
            pieces += [post[start : start + chance.randint(0, 25)], chance.choice(ODDITIES)]
        yield "".join(pieces)


def engines() -> dict[str, tuple[FastTokenizer, ReferenceTokenizer]]:
    """Both engines, with the stock dictionary and with ours."""
    dictionaries = {"stock": STOCK, "ours": shipped_dictionary()}
    return {name: (FastTokenizer(one), ReferenceTokenizer(one)) for name, one in dictionaries.items()}


def compare(
    texts: Iterable[str], pairs: Mapping[str, tuple[FastTokenizer, ReferenceTokenizer]]
) -> dict[str, Parity]:
    """Cut every text by both engines of each pair."""
    found = {name: Parity() for name in pairs}
    for text in texts:
        for name, (fast, jieba) in pairs.items():
            parity = found[name]
            parity.texts += 1
            parity.differ += fast.cut(text) != jieba.cut(text)
            parity.search_differ += fast.cut_for_search(text) != jieba.cut_for_search(text)
    return found


if __name__ == "__main__":
    paths = [Path(word) for word in sys.argv[1:]]
    given = (text for path in paths for text in texts_in(path))
    figures = compare(given if paths else (*labelled_texts(), *made_texts(20_000)), engines())
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps({name: asdict(parity) for name, parity in figures.items()}, indent=1))
    print(OUT.read_text())
