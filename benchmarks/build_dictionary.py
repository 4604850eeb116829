"""Build ``analysis/words/dictionary.tsv`` from the lexicon with the frequencies jieba computes for new words.

Run it after adding goods words: ``python -m benchmarks.build_dictionary``.
"""

from analysis.words.dictionary import PATH, STOCK, Dictionary
from analysis.words.reference import ReferenceTokenizer
from analysis.words.vocabulary import dictionary_words, shipped_entries


def build() -> Dictionary:
    """Every word of the lexicon that jieba would cut into pieces."""
    jieba = ReferenceTokenizer(STOCK)
    cut = [word for word in dictionary_words(shipped_entries()) if jieba.cut(word) != [word]]
    words = tuple(sorted((word, jieba.frequency_for(word)) for word in cut))
    return Dictionary(words, STOCK.counted_twice + sum(jieba.known_frequency(word) for word in cut))


if __name__ == "__main__":
    built = build()
    PATH.write_text(built.to_text(), "utf-8")
    print(f"{len(built.words)} words -> {PATH}")
