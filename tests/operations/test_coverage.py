"""Coverage of real runs: what was read and what was not, and that a question opens no journal again."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from analysis.words.terms import terms
from casework.open import open_casework
from casework.paused import held_sources
from casework.pauses import standing_pauses
from cli.main import run
from config.settings import Settings, load_settings
from crawlers.journal.account import Account
from operations.coverage import account, cover
from records.coverage import FILE, Coverage, SourceCoverage
from records.coverage_words import sentences
from search.asked import asked
from search.index import open_index

HANDED = "import:handed-in"
CHAT = "出一手银行客户资料10万条，0.5元一条，先测后买，QQ 4300000017\n"


@pytest.fixture(scope="module")
def settings(shared_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A house that read one channel twice, another one short, was handed a text, and left the rest alone."""
    folder = tmp_path_factory.mktemp("coverage")
    for name in ("calm", "waits", "never"):
        declare(shared_sources, folder, name, posts=1)
    declare(shared_sources, folder, "greedy", posts=5000)
    declare(shared_sources, folder, "switched-off", posts=1, enabled=False)
    folder.joinpath("chat.txt").write_text(CHAT, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HAWKWATCH_HOME", str(folder / "home"))
        patch.setenv("HAWKWATCH_SOURCES", str(folder / "sources"))
        assert ended("crawl", "calm", "greedy") == 10
        assert ended("crawl", "calm") == 0
        assert ended("import", folder / "chat.txt", "--from", "a reader", "--how", "by hand") == 0
        assert ended("sources", "pause", "waits", "--why", "the site is being moved") == 0
        yield load_settings()


def ended(*words: object) -> int:
    """The exit code of a command, in this process."""
    with pytest.raises(SystemExit) as end:
        run([*map(str, words)])
    return int(end.value.code or 0)


def declare(shipped: Path, folder: Path, name: str, posts: int, enabled: bool = True) -> None:
    """One channel of the testbed under a name of its own."""
    yaml = YAML(typ="safe", pure=True)
    said = yaml.load(shipped / "testbed_channels" / "source.yml")
    said |= {"start": said["start"][-1:], "enabled": enabled, "expect": {"posts": posts}}
    (folder / "sources" / name).mkdir(parents=True)
    yaml.dump(said, folder / "sources" / name / "source.yml")


@pytest.fixture(scope="module")
def covered(settings: Settings) -> Coverage:
    return ask(settings, "")


def ask(settings: Settings, query: str) -> Coverage:
    index = open_index(settings.index_url, terms)
    found = cover(settings, index, asked(query, None, terms))
    index.close()
    return found


def named(coverage: Coverage, name: str) -> SourceCoverage:
    return next(source for source in coverage.sources if source.name == name)


def test_each_source_is_told_as_it_stands(covered: Coverage) -> None:
    outcomes = {source.name: source.outcome for source in covered.sources if source.off != "example"}
    assert outcomes == {
        "calm": "quiet",
        "greedy": "short",
        HANDED: "full",
        "never": "",
        "switched-off": "",
        "waits": "",
    }
    assert [source.name for source in covered.never] == ["never", "waits"]
    assert named(covered, "waits").paused == "the site is being moved"
    assert named(covered, "switched-off").off == "disabled"
    assert not named(covered, HANDED).declared


def test_a_source_is_read_up_to_when_its_last_complete_run_began(covered: Coverage) -> None:
    calm, greedy = named(covered, "calm"), named(covered, "greedy")
    assert calm.read_until == calm.begun_at
    assert calm.ended_at is not None
    assert calm.begun_at is not None
    assert calm.begun_at < calm.ended_at
    assert greedy.read_until is None
    assert "5000" in greedy.short[0]


def test_what_the_index_holds_of_a_source_is_counted(covered: Coverage, settings: Settings) -> None:
    index = open_index(settings.index_url, terms)
    held = {source.name: source.listings for source in covered.sources if source.listings}
    assert sum(filter(None, held.values())) == index.count()
    assert held[HANDED] == index.find("source:import*").total == 1
    assert named(covered, "never").listings == 0
    index.close()


def test_no_hit_says_where_nobody_looked(covered: Coverage) -> None:
    text = "\n".join(sentences(covered, hits=0))
    assert text.startswith("Searched: 3 of 5 sources, read up to 20")
    for sentence in (
        "Never read: never, waits.",
        "Not run, as declared: switched-off.",
        "Short, ",
        "Paused: waits (",
    ):
        assert sentence in text
    assert "从未读取：never、waits。" in "\n".join(sentences(covered, chinese=True, hits=0))


def test_only_what_the_question_asks_is_told(settings: Settings) -> None:
    covered = ask(settings, "source:(calm OR never OR nix)")
    assert [source.name for source in covered.sources] == ["calm", "never"]
    assert covered.narrowed
    assert covered.unknown == ("nix",)


def test_pauses_read_without_django_are_those_of_the_case_room(settings: Settings) -> None:
    from django.utils import timezone

    open_casework(settings.home)
    now = timezone.now()
    held = held_sources(settings.home, now)
    assert [(one.source, one.why, one.until) for one in held.values()] == [
        (row.source, row.why, row.until) for row in standing_pauses(now)
    ]
    assert held


def test_a_question_opens_no_journal_that_has_not_changed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("operations.covered.runs.Account", lambda path: opened.append(path) or Account(path))
    before = settled(settings)
    opened.clear()
    assert account(settings).sources == before.sources
    assert opened == []
    (settings.home / FILE).unlink()
    assert account(settings).sources == before.sources  # made anew, from what is there
    assert len(opened) == len(list((settings.home / "runs").iterdir()))


def settled(settings: Settings) -> Coverage:
    """The coverage once reports are old enough to be taken for the last."""
    import os

    for report in (settings.home / "runs").glob("*/*"):
        os.utime(report, (1_700_000_000, 1_700_000_000))
    return account(settings)


def test_documents_that_wait_are_counted_until_they_are_delivered(settings: Settings) -> None:
    settled(settings)
    journal = next((settings.home / "runs").glob("*-import:*/journal.sqlite"))
    change(journal, "UPDATE outbox SET delivered_at=NULL")
    settings.home.joinpath(FILE).unlink()
    waiting = named(account(settings), HANDED).waiting
    assert waiting > 0
    assert f"{waiting} documents wait" in "\n".join(sentences(account(settings)))
    change(journal, "UPDATE outbox SET dead=1")
    assert (named(account(settings), HANDED).waiting, named(account(settings), HANDED).dead) == (
        0,
        waiting,
    )
    change(journal, "UPDATE outbox SET dead=0, delivered_at='2026-03-01T00:00:00+00:00'")
    assert (named(account(settings), HANDED).waiting, named(account(settings), HANDED).dead) == (0, 0)


def change(journal: Path, statement: str) -> None:
    with closing(sqlite3.connect(journal, isolation_level=None)) as database:
        database.execute(statement)


def test_a_run_cut_off_is_told_as_begun(settings: Settings) -> None:
    run = settings.home / "runs" / "20990101T000000Z-never-0000"
    was = next((settings.home / "runs").glob("*-calm-*/journal.sqlite"))
    run.mkdir()
    run.joinpath("journal.sqlite").write_bytes(was.read_bytes())
    change(run / "journal.sqlite", "DELETE FROM meta WHERE key IN ('ended_at', 'outcome')")
    change(run / "journal.sqlite", "UPDATE meta SET value='never' WHERE key='source'")
    told = named(account(settings), "never")
    assert (told.outcome, told.read_until, told.incomplete) == ("running", None, True)
    assert "No report of the last run (under way, cut off, or started by scrapy alone): never." in sentences(
        account(settings)
    )
    run.joinpath("journal.sqlite").write_bytes(b"no database at all")
    assert any("20990101T000000Z-never-0000" in fault for fault in account(settings).faults)


def test_a_source_declared_anew_or_wrongly_is_told_at_once(settings: Settings) -> None:
    account(settings)
    folder = settings.source_folders[-1] / "fresh"
    folder.mkdir()
    folder.joinpath("source.yml").write_text("title: Fresh\n")
    assert "source.yml" in named(account(settings), "fresh").fault
    was = settings.source_folders[-1] / "calm" / "source.yml"
    folder.joinpath("source.yml").write_text(was.read_text())
    told = named(account(settings), "fresh")
    assert (told.fault, told.never, told.family) == ("", True, "telegram")


def test_a_source_in_a_group_made_later_is_told_and_one_taken_away_is_not(settings: Settings) -> None:
    group = settings.source_folders[-1] / "group"
    group.mkdir()
    account(settings)
    calm = (settings.source_folders[-1] / "calm" / "source.yml").read_text()
    (group / "late").mkdir()
    (group / "late" / "source.yml").write_text(calm)
    assert named(account(settings), "late").never
    shutil.rmtree(group)
    assert "late" not in {source.name for source in account(settings).sources}
    shutil.rmtree(settings.source_folders[-1] / "calm")
    gone = named(account(settings), "calm")
    assert (gone.declared, gone.outcome) == (False, "quiet")  # what was read of it is searched still


def test_what_cannot_be_found_out_keeps_nobody_from_searching(settings: Settings) -> None:
    known = account(settings).sources
    lost = account(replace(settings, sources="/nowhere/at-all"))
    assert any("/nowhere/at-all" in fault for fault in lost.faults)
    assert {source.name for source in lost.sources} == {source.name for source in known}
    assert any(sentence.startswith("Not all is known: ") for sentence in sentences(lost))
