"""The stores, opened at the door and handed on."""

from pathlib import Path

from analysis.words.terms import terms
from config.settings import Settings
from evidence.ledger import Ledger, open_ledger
from evidence.vault import Vault, open_vault
from search.index import Index, open_index


def open_the_index(settings: Settings) -> Index:
    """The index the settings name, ready for use.

    Raises:
        IndexFault: it cannot be reached or opened.
    """
    index = open_index(settings.index_url, terms)
    index.init()
    return index


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
