"""A case room with a case and its people, an index of each engine, and the desk where lists are asked."""

import shutil
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from analysis.words.terms import terms
from casework import accounts
from casework.cases import open_case
from casework.open import open_casework
from casework.term_lists import Draft, add_list
from evidence.list_keys import list_keys
from evidence.match_keys import match_keys
from operations.batch.asking import Desk
from records.term_list import Upload
from records.wire import encode
from search.index import Index, open_index
from search.terming import clipped

PASSWORD = "correct horse battery"
_spec = util.spec_from_file_location("search_fixtures", Path(__file__).parents[2] / "search" / "conftest.py")
assert _spec is not None
assert _spec.loader is not None
_search = util.module_from_spec(_spec)
_spec.loader.exec_module(_search)
elasticsearch_url, prefix = _search.elasticsearch_url, _search.prefix
index_url, index = _search.index_url, _search.index
maker, document = _search.maker, _search.document


@pytest.fixture(scope="session")
def empty_room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated home with an investigator, an administrator and a case, to be copied."""
    from django.db import connections

    folder = tmp_path_factory.mktemp("empty")
    open_casework(folder)
    people = [accounts.add_account(f"{role}-1", role, PASSWORD) for role in ("investigator", "admin")]
    open_case("Bank clerks", people[0])
    connections.close_all()
    return folder


@pytest.fixture
def room(home: Path, empty_room: Path) -> Iterator[Path]:
    """This test's home, its case room open."""
    from django.db import connections

    shutil.copytree(empty_room, home, dirs_exist_ok=True)
    open_casework(home)
    yield home
    connections.close_all()


@pytest.fixture
def clerk(room: Path) -> Any:
    """The investigator."""
    return accounts.find_account("investigator-1")


def desk_over(index: Index, home: Path) -> Desk:
    """What asking takes."""
    return Desk(
        index=index, terms=clipped(terms), match_keys=match_keys(home / "keys"), keyring=list_keys(home)
    )


@pytest.fixture
def desk(room: Path) -> Iterator[Desk]:
    """A desk over an embedded index: for what does not depend on the engine."""
    opened = open_index(f"sqlite:///{room / 'index.sqlite'}", terms)
    opened.init()
    yield desk_over(opened, room)
    opened.close()


@pytest.fixture
def each_desk(room: Path, index: Index) -> Desk:
    """A desk over an index of each engine."""
    return desk_over(index, room)


@pytest.fixture
def hand_in(room: Path, clerk: Any) -> Any:
    """Hand in a list: ``hand_in("QQ 4300000017")`` gives its row."""

    def hand(content: str | bytes, name: str = "") -> Any:
        raw = content.encode() if isinstance(content, str) else content
        draft = Draft(name="list", case=1, purpose="to test", plain=encode(Upload(name, raw)))
        return add_list(draft, clerk, list_keys(room))

    return hand
