"""Build ``analysis/words/dictionary.tsv`` from the lexicon with the frequencies jieba computes for new words.

Run it after adding goods words: ``python benchmarks/build_dictionary.py``.
"""

import jieba

from analysis.words.dictionary import PATH
from analysis.words.vocabulary import goods_words, load_entries


def worth_adding(word: str) -> bool:
    """Han words of two to six characters: ASCII runs are cut by rule, longer phrases are no words."""
    return 2 <= len(word) <= 6 and all("\u4e00" <= one <= "\u9fff" for one in word)


def frequencies() -> dict[str, int]:
    """Word to frequency, for every lexicon word jieba would cut into pieces."""
    phrases = {
        entry.word for entry in load_entries() if entry.topic == "trade" and entry.group in ("settle", "test")
    }
    words = sorted(
        {word for word in (*goods_words(), *phrases) if worth_adding(word)},
        key=lambda word: (len(word), word),
    )
    return {word: jieba.suggest_freq(word, tune=False) for word in words if jieba.lcut(word) != [word]}


if __name__ == "__main__":
    found = frequencies()
    PATH.write_text("".join(f"{word}\t{count}\n" for word, count in sorted(found.items())), "utf-8")
    print(f"{len(found)} words -> {PATH}")
