"""The stores the console reads, opened at the door."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from analysis.privacy.match_tokens import conceal
from analysis.words.terms import TermsOfIndex
from casework.models import Alert
from config.settings import load_settings
from crawlers.declared.catalog import Catalog, shipped_folder
from crawlers.manners.turns import Turns
from crawlers.memory.file import memory_path
from crawlers.memory.past import Past, past_of
from evidence.ledger import Ledger, open_ledger
from evidence.list_keys import ListKeys
from evidence.list_keys import list_keys as keys_of_lists
from evidence.match_keys import match_keys
from evidence.vault import Vault, open_vault
from records.coverage import FILE, Coverage, KeptCoverage
from records.document import Document
from records.wire import decode
from search.access import Access
from search.asked import asked, narrow, with_holdings
from search.index import Index, open_index


@contextmanager
def index() -> Iterator[Index]:
    """The index, for a request. It stays open for all of them, so that what one has found another may use."""
    settings = load_settings()
    access = Access(settings.index_api_key, settings.index_password, settings.index_ca_file)
    yield _opened(settings.index_url, _terms(), access, _file(settings.index_url))


@lru_cache(maxsize=1)
def _opened(url: str, terms: TermsOfIndex, access: Access, file: tuple[int, int] | None) -> Index:
    """Of an embedded index ``file`` is the one it was opened of: where another one lies there it is opened
    anew. Whoever still reads the former one keeps it; it ends with the last of them.
    """
    return open_index(url, terms, access)


def _file(url: str) -> tuple[int, int] | None:
    """Which file an embedded index is; None for a server, and where none is there yet."""
    try:
        found = Path(url.removeprefix("sqlite://")).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _terms() -> TermsOfIndex:
    settings = load_settings()
    return TermsOfIndex(settings.index_dictionary, settings.tokenizer)


def with_documents(alerts: Iterable[Alert]) -> list[tuple[Alert, Document | None]]:
    """Alerts, each with the document of its listing, where the index holds it."""
    rows = list(alerts)
    with index() as opened:
        found = opened.get_many([row.listing for row in rows])
    return [(row, found.get(row.listing)) for row in rows]


def vault() -> Vault:
    """The vault."""
    return open_vault(load_settings().vault_url)


def ledger() -> Ledger:
    """The ledger."""
    return open_ledger(home() / "ledger.jsonl")


def list_keys() -> ListKeys:
    """The keys of the term lists."""
    return keys_of_lists(home())


def concealed(query: str) -> str:
    """``query`` with the numbers that name a person as their match tokens.

    Raises:
        MatchKeyError: the house's match keys cannot be used.
    """
    return conceal(query, partial(match_keys, home() / "keys"))


def coverage(query: str, filters: Mapping[str, str], index: Index) -> Coverage | None:
    """What the answer of ``index`` covers; None where operations has made nothing out yet.

    Raises:
        QueryError: the query cannot be read.
    """
    try:
        kept = decode((home() / FILE).read_bytes(), KeptCoverage)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
    return narrow(with_holdings(kept.coverage, index), asked(query, filters, _terms()))


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
