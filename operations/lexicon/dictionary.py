"""The dictionary that the index is made with: words that came later wait for the next index."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.words.dictionary import Dictionary, read_dictionary, shipped_dictionary
from analysis.words.vocabulary import dictionary_words, house_entries


def coming_dictionary() -> Dictionary:
    """The dictionary of the next index: the shipped one, and the words of the house that would be cut."""
    own = dictionary_words(house_entries())
    if not own:
        return shipped_dictionary()
    from analysis.words.tokenizer import FastTokenizer  # starts an engine; few houses have words of theirs

    tokenizer = FastTokenizer(shipped_dictionary())
    cut = [word for word in own if tokenizer.cut(word) != [word]]
    return shipped_dictionary().with_words({word: tokenizer.frequency_for(word) for word in cut})


def version_of(path: Path) -> str:
    """The digest of the dictionary at ``path``, which names the terms of the index."""
    return (read_dictionary(path) if path.exists() else shipped_dictionary()).digest


def waiting_words(path: Path) -> tuple[str, ...]:
    """The words of the coming dictionary that the one at ``path`` lacks, sorted; none where there is no index
    yet.

    Raises:
        DictionaryError: the file is no dictionary.
    """
    if not path.exists():
        return ()
    known = dict(read_dictionary(path).words)
    return tuple(word for word, _ in coming_dictionary().words if word not in known)


def keep_dictionary(path: Path) -> None:
    """Begin with the coming dictionary where there is none yet."""
    if not path.exists():
        with next_dictionary(path):
            pass


@contextmanager
def next_dictionary(path: Path, adopted: bool = True) -> Iterator[Path]:
    """The file of the coming dictionary, which takes the place of the one at ``path`` when the block ends
    well: an index that is made within it is the one that is searched from then on.

    Where it is not ``adopted`` yet it is kept for the time when that index is.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _draft(path) as coming:
        coming.write_text(coming_dictionary().to_text(), "utf-8")
        yield coming
        copy = _kept(path, version_of(coming))
        copy.parent.mkdir(exist_ok=True)
        _copy(coming, copy)
        if adopted:
            coming.replace(path)


def adopt_dictionary(path: Path, version: str) -> bool:
    """Put the kept dictionary whose digest begins with ``version`` at ``path``; False where there is none."""
    if path.exists() and version_of(path).startswith(version):
        return True
    found = next(iter(sorted(_kept(path, "").parent.glob(f"{version}*.tsv"))), None)
    if found is None:
        return version_of(path).startswith(version)
    _copy(found, path)
    return True


def _copy(file: Path, to: Path) -> None:
    with _draft(to) as draft:
        draft.write_bytes(file.read_bytes())
        draft.replace(to)


@contextmanager
def _draft(path: Path) -> Iterator[Path]:
    """A name beside ``path`` that nobody else writes to at this time; what is left under it goes."""
    draft = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def _kept(path: Path, version: str) -> Path:
    """Where the dictionary of each index that was made here is kept."""
    return path.parent / "dictionaries" / f"{version}.tsv"
