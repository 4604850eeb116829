"""A list of people is refused and leaves nothing behind; posts that look like one are taken."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import Settings
from operations.importing.leak import MOST_SAMPLES, Weighing, is_list
from tests.operations.importing.conftest import OFFER, TALK, Take, chat, message, write_json
from tests.operations.importing.people import INNOCENT, SHAPES, P, rows

Shape = Callable[[int], str]


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_people_are_a_leak(shape: Shape) -> None:
    weighing = Weighing()
    for row in rows(shape, 40):
        weighing.add(row)
    assert weighing.share > 0.9
    assert weighing.is_leak


@pytest.mark.parametrize("shape", INNOCENT.values(), ids=INNOCENT.keys())
def test_posts_full_of_numbers_are_none(shape: Shape) -> None:
    weighing = Weighing()
    for row in rows(shape, 40):
        weighing.add(row)
    # One in ten numbers of orders passes a card's check by chance.
    assert weighing.share < 0.2
    assert not weighing.is_leak


def test_samples_in_a_catalogue_are_no_leak_but_a_list_below_one_is() -> None:
    weighing = Weighing()
    few = "\n".join([OFFER, "样本:", *rows(SHAPES["hotel"], 3)])
    weighing.add(few)
    assert (weighing.people, is_list(few)) == (0, False)
    assert is_list("\n".join([OFFER, *rows(SHAPES["hotel"], MOST_SAMPLES + 1)]))


def leaks(folder: Path) -> dict[str, Path]:
    """The same kind of list as many kinds of file."""
    people = rows(SHAPES["table with papers"], 60)
    paper = [row.split(",") for row in people]
    texts = {
        "headers.csv": "\n".join(["序号,姓名,手机号,身份证,地址", *people]),
        "bare.csv": "\n".join(people),
        "tabs.txt": "\n".join(row.replace(",", "\t") for row in people),
        "fixed.txt": "\n".join(rows(SHAPES["fixed width"], 60)),
        "sheet.csv": "\n".join(['"' + '","'.join(row) + '"' for row in paper]),
        "people.jsonl": "\n".join(
            json.dumps({"姓名": name, "电话": phone, "证件": card}, ensure_ascii=False)
            for _, name, phone, card, _ in paper
        ),
        "dump.sql": "DROP TABLE u;\nINSERT INTO `u` VALUES "
        + ",".join("('" + "','".join(row) + "')" for row in paper)
        + ";\n",
        "log.txt": "\n".join(
            f"2026-01-05 20:15:{n % 60:02} 料王(4294967400)\n{row}\n" for n, row in enumerate(people)
        ),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    pasted = [message(1, TALK), message(2, "\n".join(people))]
    write_json(folder / "result.json", chat("群", 4294967298, pasted))
    listed = [dict(zip(("id", "name", "tel", "card"), row, strict=False)) for row in paper]
    write_json(folder / "list.json", listed, indent=2)
    return {file.name: file for file in folder.iterdir()}


def test_a_leak_is_refused_in_every_shape_and_nothing_is_kept(
    take: Take, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    files = leaks(tmp_path / "in")
    report = take(*files.values())
    assert report.exit_code == 1
    assert report.run is None
    for one in report.files:
        assert "is a list of people and not of posts" in (one.refused or "")
        assert "%" in (one.refused or "")
    secrets = {row.split(",")[2] for row in (tmp_path / "in" / "bare.csv").read_text("utf-8").splitlines()}
    kept = b"".join(path.read_bytes() for path in settings.home.rglob("*") if path.is_file())
    assert not [secret for secret in secrets if secret.encode() in kept]
    assert not list(settings.home.glob("runs/*"))


def test_a_list_in_a_chat_is_left_out_and_the_chat_is_taken(
    take: Take, settings: Settings, tmp_path: Path
) -> None:
    people = rows(SHAPES["table with papers"], 30)
    talk = [message(number, f"{TALK} {number}") for number in range(2, 80)]
    said = [message(1, OFFER), message(100, "\n".join(people)), *talk]
    report = take(write_json(tmp_path / "result.json", chat("群", 4294967298, said)))
    assert (report.exit_code, report.files[0].posts, report.files[0].listings) == (0, 79, 1)
    assert report.files[0].skipped == {"message that is a list of people": 1}
    assert report.run
    journal = settings.home / "runs" / report.run.run / "journal.sqlite"
    dump = "\n".join(sqlite3.connect(journal).iterdump())
    kept = dump.encode() + b"".join(path.read_bytes() for path in settings.home.rglob("*.gz"))
    assert people[3].split(",")[2].encode() not in kept


def test_posts_with_columns_of_numbers_are_taken(take: Take, tmp_path: Path) -> None:
    head = "编号,内容,作者,电话"
    body = [f"{n},{OFFER} 第{n}批,卖家{n},{P.phone()}" for n in range(30)]
    (tmp_path / "posts.csv").write_text("\n".join([head, *body]), "utf-8")
    report = take(tmp_path / "posts.csv")
    assert (report.exit_code, report.files[0].listings) == (0, 30)
