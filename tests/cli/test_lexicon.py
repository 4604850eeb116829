"""``hawkwatch lexicon``: a word is tried on what the house knows, added, counts, and is handed on."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.words.overlay import look_in
from casework.accounts import add_account
from casework.audit import recent_events
from casework.open import open_casework
from cli.main import run
from records.order import Exit

POST = "出桔子单，0.5一条，10万条，可测，QQ9000012345 懂的来"
TALK = "手里有桔子单"
KEPT = "出一手银行客户名单和桔子单 10万条 5毛一条 先测后买 QQ 4294967300"
PLACE = ("--topic", "bank", "--group", "goods")

Say = Callable[..., Any]


@pytest.fixture
def say(home: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Say]:
    """A command in this test's home: its exit code, what it says on stdout, and on stderr."""

    def saying(*words: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            run([*map(str, words), "--home", str(home)])
        spoken = capsysbinary.readouterr()
        return int(ended.value.code or 0), spoken.out.decode(), spoken.err.decode()

    yield saying
    look_in(None)


@pytest.fixture
def told(say: Say) -> Say:
    """What a command that ends well tells as JSON."""

    def telling(*words: object) -> Any:
        code, out, err = say(*words, "--json")
        assert code == 0, err
        return json.loads(out)

    return telling


@pytest.fixture
def lin(home: Path) -> str:
    open_casework(home)
    return add_account("lin", "analyst", "zK4-tulpe-9vw").name


def post_lines(path: Path, *texts: str) -> Path:
    path.write_text("\n\n".join(texts), "utf-8")
    return path


def test_a_word_is_tried_on_what_the_house_knows(told: Say, home: Path, tmp_path: Path) -> None:
    file = post_lines(tmp_path / "said.txt", TALK, "大家早 今天降温了", KEPT)
    told("import", file, "--from", "市局", "--how", "抄录", "--purpose", "核查")
    line = {"id": "own-1", "text": POST, "label": "sale", "categories": [], "offers": [], "contacts": []}
    labelled = tmp_path / "labelled.jsonl"
    labelled.write_text(json.dumps(line), "utf-8")
    trial = told("lexicon", "test", "桔子单", *PLACE, "--labelled", labelled)
    assert {name: (one["posts"], one["holding"]) for name, one in trial.items()} == {
        "labelled": (1, 1),
        "kept": (1, 1),
        "passed_over": (2, 1),
    }
    assert trial["labelled"]["changes"][0]["after"]["categories"] == ["bank"]
    (change,) = trial["passed_over"]["changes"]
    assert (change["text"], change["labelled"]) == (TALK, None)
    assert change["after"]["score"] > change["before"]["score"]
    assert not (home / "lexicon" / "bank.yml").exists()
    told("lexicon", "add", "桔子单", *PLACE, "--means", "bank customers")
    told("import", post_lines(tmp_path / "again.txt", POST), "--from", "市局", "--how", "抄录")
    assert told("search", "category:bank 桔子单")["total"] == 2


def test_a_word_is_added_counts_and_is_handed_on(say: Say, told: Say, lin: str, tmp_path: Path) -> None:
    told("index", "init")
    row = told("lexicon", "add", "桔子单", *PLACE, "--means", "bank customers", "--as", lin)
    assert (row["author"], row["counts"], row["waits_for_index"]) == ("lin", True, True)
    (tmp_path / "post.jsonl").write_text(json.dumps({"id": "a", "text": POST}), "utf-8")
    judged = told("assess", tmp_path / "post.jsonl")
    assert (judged["label"], judged["categories"]) == ("sale", ["bank"])
    assert told("index", "status")["words_waiting"] == 1
    told("index", "rebuild")
    assert told("index", "status")["words_waiting"] == 0
    assert told("lexicon", "list") == [row | {"waits_for_index": False}]
    assert "桔子单" in told("explain", POST)["words"]

    _, patch, complaint = say("lexicon", "export")
    assert "+      - {word: 桔子单, means: bank customers}\n" in patch
    assert "names no example" in complaint
    say("lexicon", "export", "--out", tmp_path / "house.patch")
    assert (tmp_path / "house.patch").read_text("utf-8") == patch
    gone = told("lexicon", "remove", "桔子单", "--as", lin)
    assert (gone["word"], gone["counts"]) == ("桔子单", False)
    assert told("lexicon", "list") == []
    assert [(one.actor, one.kind) for one in recent_events(2)] == [
        ("lin", "word removed"),
        ("lin", "word added"),
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "桔子单", "--topic", "fruit", "--group", "goods", "--means", "x"), "topic 'fruit'"),
        (("add", "桔子单", *PLACE, "--means", "x", "--as", "nobody"), "no active account named 'nobody'"),
        (("remove", "桔子单"), "桔子单 is none of the house's own words"),
        (("export", "--out", "/nowhere/house.patch"), "/nowhere/house.patch: No such file"),
        (("test", "桔子单", *PLACE, "--labelled", "/nowhere.jsonl"), "/nowhere.jsonl: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(say: Say, words: tuple[str, ...], why: str) -> None:
    code, out, err = say("lexicon", *words)
    assert code == Exit.USAGE
    assert out == ""
    assert why in err


def test_an_account_without_the_right_adds_no_word(say: Say, home: Path) -> None:
    open_casework(home)
    add_account("wu", "officer", "zK4-tulpe-9vw")
    code, _, err = say("lexicon", "add", "桔子单", *PLACE, "--means", "x", "--as", "wu")
    assert code != 0
    assert "wu (officer) has no right to words" in err
    assert not (home / "lexicon" / "bank.yml").exists()
