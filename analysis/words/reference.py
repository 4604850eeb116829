"""jieba itself, to compare with or to be asked for by the setting ``tokenizer``; slower by a dozen times."""

import logging
from tempfile import TemporaryDirectory

from analysis.words.dictionary import Dictionary
from analysis.words.tokenizer import Placed
from records.complaint import Complaint


class NoReference(Complaint):
    """jieba is not installed."""


class ReferenceTokenizer:
    """jieba with a dictionary of ours. It starts in about a second and takes 150 MB."""

    def __init__(self, dictionary: Dictionary) -> None:
        try:
            import jieba
        except ImportError as error:
            raise NoReference("jieba is not installed: pip install 'hawkwatch[reference]'") from error
        jieba.setLogLevel(logging.WARNING)
        self.engine = jieba.Tokenizer()
        # jieba reads its cache from a name anybody on the machine could have written to.
        with TemporaryDirectory(prefix="hawkwatch-") as folder:
            self.engine.tmp_dir = folder
            self.engine.initialize()
        for word, frequency in dictionary.words:
            self.engine.add_word(word, frequency)

    def cut(self, text: str) -> list[str]:
        """``jieba.lcut``."""
        return list(self.engine.lcut(text))

    def cut_for_search(self, text: str) -> list[str]:
        """``jieba.lcut_for_search``."""
        return list(self.engine.lcut_for_search(text))

    def place_for_search(self, text: str) -> list[Placed]:
        """``jieba.tokenize`` in search mode."""
        return list(self.engine.tokenize(text, mode="search"))

    def frequency_for(self, word: str) -> int:
        """The frequency at which jieba would no longer cut ``word``."""
        return int(self.engine.suggest_freq(word, tune=False))

    def known_frequency(self, word: str) -> int:
        """The frequency ``word`` has in the dictionary, 0 where it has none."""
        return int(self.engine.FREQ.get(word, 0))
