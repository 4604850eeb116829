"""The stores, opened at the door and handed on."""

from pathlib import Path

from analysis.words.terms import TermsOfIndex
from config.settings import Settings
from evidence.ledger import Ledger, open_ledger
from evidence.vault import Vault, open_vault
from operations.lexicon.dictionary import keep_dictionary, next_dictionary
from operations.rebuild import rebuild
from search.index import Index, open_index


def open_the_index(settings: Settings) -> Index:
    """The index the settings name, ready for use.

    Raises:
        IndexFault: it cannot be reached or opened.
    """
    keep_dictionary(settings.index_dictionary)
    return _open(settings, settings.index_dictionary)


def _open(settings: Settings, dictionary: Path) -> Index:
    index = open_index(settings.index_url, TermsOfIndex(dictionary, settings.tokenizer))
    index.init()
    return index


def make_index_anew(settings: Settings) -> int:
    """Fill a new index by the dictionary of today and switch to both; returns the number of documents.

    Raises:
        IndexFault: it cannot be reached or written; then the old one stays.
    """
    with next_dictionary(settings.index_dictionary) as dictionary:
        index = _open(settings, dictionary)
        number = rebuild(settings.home, index)
        index.close()
    return number


def open_the_vault(settings: Settings) -> Vault:
    """The vault the settings name."""
    return open_vault(settings.vault_url)


def open_the_ledger(settings: Settings) -> Ledger:
    """The home's ledger."""
    return open_ledger(ledger_path(settings))


def ledger_path(settings: Settings) -> Path:
    """Where the ledger of a home lies."""
    return settings.home.resolve() / "ledger.jsonl"


def keys_folder(settings: Settings) -> Path:
    """Where the signing key of a home lies."""
    return settings.home.resolve() / "keys"
