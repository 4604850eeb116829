"""The day that is shown of a document is the day that finds it."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from analysis.words.terms import terms
from cli.answers import heading
from records.document import Document
from search.index import open_index


def test_the_day_shown_finds_it(tmp_path: Path, document: Callable[..., Document]) -> None:
    after_midnight = document(1, posted_at=datetime.fromisoformat("2026-03-15T00:06:00+08:00"))
    assert "  2026-03-14  " in heading(after_midnight)
    with closing(open_index(f"sqlite:///{tmp_path / 'index.sqlite'}", terms)) as index:
        index.put([after_midnight])
        assert index.find("posted:2026-03-14").total == 1
        assert index.find("month:2026-03").total == 1
