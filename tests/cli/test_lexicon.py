"""``hawkwatch lexicon``: a word is tried on what the house knows, added, counts, and is handed on."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

POST = "出桔子单，0.5一条，10万条，可测，QQ9000012345 懂的来"
KEPT = "出一手银行客户名单和桔子单 10万条 5毛一条 先测后买 QQ 4294967300"
PLACE = ("--topic", "bank", "--group", "goods")


@pytest.fixture
def home_with_posts(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "said.txt"
    file.write_text(f"{POST}\n\n大家早 今天降温了\n\n{KEPT}\n", "utf-8")
    done = run("hawkwatch", "import", file, "--from", "市局", "--how", "抄录", "--purpose", "核查")
    assert done.returncode == 0, done.stderr


def said(run: Run, *words: object) -> Any:
    done = run("hawkwatch", *words, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.usefixtures("home_with_posts")
def test_a_word_is_tried_added_counted_and_handed_on(run: Run, home: Path) -> None:
    trial = said(run, "lexicon", "test", "桔子单", *PLACE)
    assert trial["labelled"]["posts"] >= 420
    assert trial["labelled"]["holding"] == 0
    assert (trial["kept"]["posts"], trial["kept"]["holding"]) == (1, 1)
    (change,) = trial["passed_over"]["changes"]
    assert (change["before"]["label"], change["after"]["label"]) == ("other", "sale")
    assert "9000012345" not in change["text"]
    assert not (home / "lexicon" / "bank.yml").exists()

    run("hawkwatch", "users", "add", "lin", "--role", "analyst", "--password-stdin", input="zK4-tulpe-9vw\n")
    row = said(run, "lexicon", "add", "桔子单", *PLACE, "--means", "bank customers", "--as", "lin")
    assert (row["author"], row["counts"], row["waits_for_index"]) == ("lin", True, True)
    line = json.dumps({"id": "a", "text": POST})
    judged = json.loads(run("hawkwatch", "assess", input=line).stdout)
    assert (judged["label"], judged["categories"]) == ("sale", ["bank"])
    assert said(run, "index", "status")["words_waiting"] == 1
    said(run, "index", "rebuild")
    assert said(run, "lexicon", "list") == [row | {"waits_for_index": False}]

    exported = run("hawkwatch", "lexicon", "export")
    assert "+      - {word: 桔子单, means: bank customers}\n" in exported.stdout
    assert "names no example" in exported.stderr
    assert said(run, "lexicon", "remove", "桔子单", "--as", "lin") == row | {
        "counts": False,
        "waits_for_index": False,
    }


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "桔子单", "--topic", "fruit", "--group", "goods", "--means", "x"), "topic 'fruit'"),
        (("add", "桔子单", *PLACE, "--means", "x", "--as", "nobody"), "no active account named 'nobody'"),
        (("test", "持卡人", *PLACE, "--labelled", "/nowhere.jsonl"), "/nowhere.jsonl: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(run: Run, words: tuple[str, ...], why: str) -> None:
    done = run("hawkwatch", "lexicon", *words)
    assert done.returncode == 2
    assert why in done.stderr
    assert "Traceback" not in done.stderr
