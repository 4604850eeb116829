"""An import is a run: journal, evidence, ledger, report; the same file again adds nothing."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from analysis.words.terms import terms
from casework.runs import recent_runs
from cli.replaying import judge_again
from config.settings import Settings
from crawlers.journal.account import Account
from evidence.ledger import open_ledger
from evidence.match_keys import match_keys
from evidence.vault import open_vault
from operations.deliver import deliver
from operations.exports import export as bundle
from operations.rebuild import documents, replay
from operations.rereading import Rereading
from records.visit import Listing
from search.index import open_index
from tests.operations.importing.conftest import (
    AT,
    HOW,
    OFFER,
    TALK,
    WHO,
    Take,
    chat,
    listings_of,
    message,
    service,
    write_json,
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    talk = [message(number, f"{TALK} {number}") for number in range(2, 130)]
    said = [service(1), *talk[:60], message(200, OFFER, reply_to_message_id=5), *talk[60:]]
    return write_json(tmp_path / "result.json", chat("资源对接群", 4294967298, said))


def test_a_run_is_reported_and_found(take: Take, settings: Settings, export: Path) -> None:
    report = take(export)
    assert report.run
    assert (report.exit_code, report.run.outcome, report.run.posts, report.run.listings) == (
        0,
        "full",
        129,
        1,
    )
    assert [gap.why for gap in report.run.gaps] == ["result.json: 1 × service message"]
    assert [(run.run, run.source, run.exit_code) for run in recent_runs()] == [
        (report.run.run, "import:handed-in", 0)
    ]
    index = open_index(settings.index_url, terms)
    deliver(settings.home, index)
    hits = index.find("银行 QQ").hits
    index.close()
    assert [hit.document.source for hit in hits] == ["import:handed-in"]
    assert hits[0].document.url == "telegram:chat/4294967298/200"


def test_the_evidence_says_who_how_and_where(take: Take, settings: Settings, export: Path) -> None:
    report = take(export)
    vault = open_vault(settings.vault_url)
    (digest,) = vault.digests()
    capture = vault.open(digest)
    facts, part = capture.facts, capture.page().part
    assert part
    assert facts["observations"]["03 access mode"] == "provided"
    assert facts["observations"]["07 entry steps"]["handed in by"] == WHO
    assert (part.handover.by, part.handover.how, part.handover.at) == (WHO, HOW, AT)
    assert part.file.sha256 == report.files[0].sha256
    assert part.place.startswith("messages ")
    # Whoever holds the file can cut the same bytes out of it.
    assert export.read_bytes()[part.start : part.start + len(part.content)] == part.content
    # Fifty neighbours, not the whole of other people's talk.
    assert len(part.content) < export.stat().st_size / 2
    assert not vault.check(digest)
    entries = list(open_ledger(settings.home / "ledger.jsonl").entries())
    assert [entry.kind for entry in entries] == ["import", "capture"]
    assert (entries[0].subject, entries[0].details["handed_in_by"]) == (part.file.sha256, WHO)
    assert (entries[1].actor, entries[1].details["file"]) == ("import", part.file.sha256)


def test_the_same_file_and_an_overlapping_one_add_nothing(
    take: Take, settings: Settings, tmp_path: Path
) -> None:
    first = write_json(
        tmp_path / "a.json", chat("群", 4294967298, [message(n, f"{OFFER} {n}") for n in range(9)])
    )
    more = write_json(
        tmp_path / "b.json", chat("群", 4294967298, [message(n, f"{OFFER} {n}") for n in range(4, 12)])
    )
    one = take(first)
    again = take(first)
    assert one.run
    assert again.files[0].before == one.run.run
    assert (again.files[0].listings, again.files[0].sightings, again.exit_code) == (0, 9, 0)
    assert (take(more).files[0].listings, len(list(documents(settings.home)))) == (3, 12)
    assert len(list(open_vault(settings.vault_url).digests())) == 2


def test_the_vault_is_read_again_with_the_form_it_was_read_in(
    take: Take, settings: Settings, export: Path
) -> None:
    before = listings_of(take(export), settings)
    again = partial(judge_again, match_keys(settings.home / "keys")[0])
    replayed = replay(settings.home, open_vault(settings.vault_url), {}, again)
    assert (replayed.captures, replayed.listings, replayed.faults) == (1, 1, ())
    assert [one.post for one in before] == [one.post for one in documents_posts(settings)]


def test_a_damaged_capture_is_named_and_its_run_keeps_all_that_it_had(
    take: Take, settings: Settings, tmp_path: Path
) -> None:
    groups = [chat("群", 4294967298 + n, [message(n, f"{OFFER} {n}"), message(90, TALK)]) for n in range(3)]
    take(*(write_json(tmp_path / f"{number}.json", group) for number, group in enumerate(groups)))
    before, vault = documents_posts(settings), open_vault(settings.vault_url)
    assert len(before) == 3
    vault.path(before[1].capture).write_bytes(b"no capture")
    again = partial(judge_again, match_keys(settings.home / "keys")[0])
    (journal,) = settings.home.glob("runs/*/journal.sqlite")
    captures = list(Account(journal).captures())
    said = Rereading(vault, {}, again).said_by(captures)
    assert [bool(one.fault) for one in said] == [one.digest == before[1].capture for one in captures]
    assert [len(one.listings) for one in said] == [int(not one.fault) for one in said]
    replayed = replay(settings.home, vault, {}, again)
    assert (replayed.captures, len(replayed.faults)) == (3, 1)
    assert documents_posts(settings) == before


def documents_posts(settings: Settings) -> list[Listing]:
    (journal,) = settings.home.glob("runs/*/journal.sqlite")
    account = Account(journal)
    found = list(account.listings())
    account.close()
    return found


def test_a_run_that_was_cut_off_goes_on(
    take: Take, settings: Settings, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import operations.importing.run as running

    real, calls = running.read_part, []

    def cut_off(*args: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "read_part", cut_off)
    halted = take(export)
    assert halted.run
    assert (halted.run.outcome, halted.exit_code) == ("interrupted", 11)
    monkeypatch.undo()
    report = take(export)
    assert report.run
    assert (report.run.run, report.files[0].done_before) == (halted.run.run, 1)
    assert (report.run.posts, report.run.listings, report.run.outcome) == (129, 1, "full")


def test_what_is_no_file_of_posts_is_named_and_the_rest_is_taken(
    take: Take, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "goods.zip").write_bytes(b"PK\x03\x04" + bytes(100))
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "post.txt").write_text(OFFER, "utf-8")
    (tmp_path / "link.txt").symlink_to(folder / "post.txt")
    (folder / "inner.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    report = take(folder, tmp_path / "link.txt", tmp_path / "pipe", tmp_path / "nothing.txt")
    said = {one.file: one.refused for one in report.files}
    assert said["empty.txt"] == "is empty"
    assert "is a zip archive" in (said["goods.zip"] or "")
    assert said["noise.txt"] == "is no text"
    assert "symbolic link" in (said["link.txt"] or "")
    assert said["pipe"] == "is no regular file"
    assert "No such file" in (said["nothing.txt"] or "")
    assert said["post.txt"] is None
    assert "inner.txt" not in said
    assert (report.exit_code, report.run and report.run.listings) == (1, 1)


def test_damaged_lines_are_named_and_the_others_kept(take: Take, tmp_path: Path) -> None:
    post = {"id": "a", "source": "tieba", "text": OFFER, "author": "甲"}
    lines = [
        json.dumps(post, ensure_ascii=False),
        "{damaged",
        json.dumps(post | {"id": "b", "text": OFFER + "\ud800\0"}),
        "[1, 2]",
        "x" * (9 * 2**20),
        json.dumps(post | {"id": "c"}),
    ]
    (tmp_path / "posts.jsonl").write_text("\n".join(lines), "utf-8")
    report = take(tmp_path / "posts.jsonl")
    assert report.files[0].faults == [
        "line 2 is no JSON object",
        "line 4 is no JSON object",
        "line 5 is longer than 8 MiB",
    ]
    assert (report.exit_code, report.files[0].listings) == (1, 3)


def test_a_file_of_another_format_is_refused(take: Take, tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text(f"内容,作者\n{OFFER},甲\n", "utf-8")
    report = take(tmp_path / "posts.csv", wanted="telegram")
    assert report.files[0].refused == "is no telegram export: it looks like csv"
    assert (report.exit_code, report.run) == (1, None)


def test_a_bundle_of_it_can_be_checked(take: Take, settings: Settings, export: Path, tmp_path: Path) -> None:
    (listing,) = listings_of(take(export), settings)
    made = bundle([listing.id], tmp_path / "case", settings, "tester")
    assert made.verdict.state == "valid"
    names = {path.name for path in (tmp_path / "case").rglob("*")}
    assert {"part.txt", f"{listing.capture}.warc.gz"} <= names
    items = (tmp_path / "case" / "data" / "derived" / "item-list.csv").read_text("utf-8")
    assert f"handed in by {WHO}: {HOW}" in items
    assert "plain HTTP request" not in items


def test_addresses_of_ours_are_not_masked_and_names_of_chats_are(
    take: Take, settings: Settings, tmp_path: Path
) -> None:
    said = chat("客户 13900000000", 13900000001, [message(1, OFFER)])
    (listing,) = listings_of(take(write_json(tmp_path / "result.json", said)), settings)
    assert listing.post.url == "telegram:chat/13900000001/1"
    assert listing.post.board == "客户 139********"
