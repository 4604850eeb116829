"""A house of its own for each test, and files as people hand them in: every word and number invented."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casework.open import open_casework
from config.settings import Settings
from crawlers.journal.account import Account
from operations.importing.folders import files_of
from operations.importing.hints import Hints
from operations.importing.report import ImportReport
from operations.importing.run import Import, import_files
from pipelines.chain import open_chain
from records.handover import Handover
from records.reading import Post
from records.visit import Listing

WHO, HOW = "市局网安支队", "群成员交来的 U 盘"
AT = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
OFFER = "出一手银行客户名单 10万条 5毛一条 先测后买 QQ 4294967300"
TALK = "大家早 今天降温了"
GIVING = Handover(by=WHO, how=HOW, purpose="立案前核查", at=AT)

Take = Callable[..., ImportReport]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", disk_bytes=0)


@pytest.fixture
def take(settings: Settings) -> Take:
    """Take in files or folders as the command does."""
    open_casework(settings.home)

    def importing(
        *paths: Path, wanted: str | None = None, name: str = "handed-in", **hints: Any
    ) -> ImportReport:
        asked = Import(handover=GIVING, hints=Hints(**hints), wanted=wanted, name=name)
        return import_files(_files(paths), asked, settings, open_chain)

    return importing


def _files(paths: tuple[Path, ...]) -> Iterator[Any]:
    for path in paths:
        yield from files_of(path)


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    """A message as Telegram Desktop writes it into ``result.json``."""
    return {
        "id": number,
        "type": "message",
        "date": "2026-01-05T20:15:33",
        "date_unixtime": str(1767615333 + number),
        "from": "料商阿杰",
        "from_id": "user4294967299",
        "text": text,
        "text_entities": [],
    } | more


def service(number: int) -> dict[str, Any]:
    """What Telegram announces."""
    return {
        "id": number,
        "type": "service",
        "date": "2026-01-05T20:00:00",
        "actor": "群主",
        "action": "invite_members",
        "members": ["新人"],
        "text": "",
    }


def chat(name: str, number: int, messages: list[dict[str, Any]]) -> dict[str, Any]:
    """One chat of an export."""
    return {"name": name, "type": "private_supergroup", "id": number, "messages": messages}


def write_json(path: Path, value: Any, indent: int | None = 1) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent), "utf-8")
    return path


def listings_of(report: ImportReport, settings: Settings) -> list[Listing]:
    assert report.run
    account = Account(settings.home / "runs" / report.run.run / "journal.sqlite")
    found = list(account.listings())
    account.close()
    return found


@pytest.fixture
def read(take: Take, settings: Settings) -> Any:
    """The posts of the listings in a file, in their order."""

    def reading(path: Path, **hints: Any) -> list[Post]:
        report = take(path, **hints)
        assert not report.files[0].refused, report.files[0].refused
        return sorted((one.post for one in listings_of(report, settings)), key=lambda post: post.text)

    return reading
