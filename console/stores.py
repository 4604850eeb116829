"""The stores the console reads, opened at the door."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from analysis.privacy.match_tokens import conceal
from analysis.words.terms import TermsOfIndex
from config.settings import load_settings
from crawlers.declared.catalog import Catalog, shipped_folder
from crawlers.manners.turns import Turns
from crawlers.memory.file import memory_path
from crawlers.memory.past import Past, past_of
from evidence.ledger import Ledger, open_ledger
from evidence.match_keys import match_keys
from evidence.vault import Vault, open_vault
from search.index import Index, open_index


@contextmanager
def index() -> Iterator[Index]:
    """The index for one request: requests are served by many threads and a database belongs to one."""
    settings = load_settings()
    opened = open_index(settings.index_url, TermsOfIndex(settings.index_dictionary, settings.tokenizer))
    try:
        yield opened
    finally:
        opened.close()


def vault() -> Vault:
    """The vault."""
    return open_vault(load_settings().vault_url)


def ledger() -> Ledger:
    """The ledger."""
    return open_ledger(home() / "ledger.jsonl")


def concealed(query: str) -> str:
    """``query`` with the numbers that name a person as their match tokens.

    Raises:
        MatchKeyError: the house's match keys cannot be used.
    """
    return conceal(query, partial(match_keys, home() / "keys"))


def past(source: str, listing: str) -> Past | None:
    """What source memory has of a listing; None where it knows nothing of it.

    Raises:
        MemoryFault: source memory cannot be read.
    """
    return past_of(memory_path(home()), source, listing)


def hosts_left_alone() -> list[tuple[str, str, datetime, str]]:
    """Exit, host, until when and why, of each host that wants to be left alone now.

    Raises:
        TurnsError: the table of turns cannot be read.
    """
    turns, now = Turns(home() / "turns.sqlite"), datetime.now(UTC)
    found = turns.left_alone(now.timestamp())
    turns.close()
    return [(egress, host, datetime.fromtimestamp(until, UTC), why) for egress, host, until, why in found]


def home() -> Path:
    """The folder of everything, absolute."""
    return load_settings().home.resolve()


def sources() -> tuple[str, ...]:
    """The names of the declared sources, shipped or the operator's; a broken one is named too.

    Raises:
        SourceError: a folder of sources is missing.
    """
    return tuple(Catalog((shipped_folder(), *load_settings().source_folders)).names())
