"""The stores, opened at the door and handed on."""

from pathlib import Path

from analysis.words.terms import TermsOfIndex
from config.settings import Settings
from evidence.ledger import Ledger, open_ledger
from evidence.vault import Vault, open_vault
from operations.lexicon.dictionary import keep_dictionary
from search.access import Access
from search.index import Index, open_index


def open_the_index(settings: Settings) -> Index:
    """The index the settings name, ready for use.

    Raises:
        IndexFault: it cannot be reached or opened, or was made by another version.
    """
    keep_dictionary(settings.index_dictionary)
    index = reach_the_index(settings)
    index.init()
    return index


def reach_the_index(settings: Settings, dictionary: Path | None = None) -> Index:
    """The index the settings name as it is; ``dictionary`` instead of the one it was made with.

    Raises:
        IndexFault: it cannot be reached or opened.
    """
    access = Access(settings.index_api_key, settings.index_password, settings.index_ca_file)
    terms = TermsOfIndex(dictionary, settings.tokenizer) if dictionary else terms_of(settings)
    return open_index(settings.index_url, terms, access)


def terms_of(settings: Settings) -> TermsOfIndex:
    """How the index that is in use cuts texts."""
    return TermsOfIndex(settings.index_dictionary, settings.tokenizer)


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
