"""Words of the house: written and taken out, tried before they are saved, handed on, brought into search."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.judgement.assessor import assess
from analysis.words.dictionary import shipped_dictionary
from analysis.words.entries import Entry, read_entries
from analysis.words.overlay import look_in
from analysis.words.terms import TermsOfIndex
from analysis.words.vocabulary import FOLDER, house_entries, shipped_entries
from config.settings import Settings
from operations.lexicon.check import check_lexicon
from operations.lexicon.dictionary import keep_dictionary, next_dictionary, version_of, waiting_words
from operations.lexicon.house import WordRefused, add_entry, make_entry, refuse_known, remove_entry
from operations.lexicon.patch import PLACE, write_patch
from operations.lexicon.trial import Change, Sample, Trial, Verdict, labelled_samples, try_words

POST = "出桔子单，0.5一条，10万条，可测，QQ9000012345 懂的来"
SIGNED = {"author": "lin", "date": "2026-11-26"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    look_in(tmp_path / "lexicon")
    yield tmp_path / "lexicon"
    look_in(None)


def entry(word: str = "桔子单", topic: str = "bank", group: str = "goods", **more: str) -> Entry:
    return make_entry(word, topic, group, "lists, of a bank's customers", **SIGNED, **more)


def test_a_word_is_added_and_removed(folder: Path) -> None:
    added = [entry(), entry("ＯＲＡＮＧＥ单", source="S9"), entry("3159", topic="counter", group="news")]
    for one in added:
        refuse_known(one)
        add_entry(folder, one)
    assert set(house_entries()) == set(added)
    assert "orange单" in {one.word for one in house_entries()}
    with pytest.raises(WordRefused, match=r"桔子单 stands in bank.goods of the house's own words already"):
        refuse_known(added[0])
    for one in added:
        remove_entry(folder, one)
    assert house_entries() == ()
    assert list(folder.glob("*.yml")) == []


def test_a_word_that_two_add_at_once_is_there_once(folder: Path) -> None:
    add_entry(folder, entry())
    with pytest.raises(WordRefused, match="has just been added by somebody else"):
        add_entry(folder, entry())
    assert len(house_entries()) == 1


def test_what_people_wrote_beside_the_words_stays(folder: Path) -> None:
    add_entry(folder, entry())
    file = folder / "bank.yml"
    file.write_text("# Ask lin before you change this.\n" + file.read_text("utf-8"), "utf-8")
    add_entry(folder, entry("桔子库"))
    assert file.read_text("utf-8").startswith("# Ask lin before you change this.\n")
    assert [one.word for one in house_entries()] == ["桔子单", "桔子库"]


@pytest.mark.parametrize(
    ("word", "topic", "group", "why"),
    [
        ("桔子单", "fruit", "goods", "topic 'fruit' is not known; topics are account_kit, bank"),
        ("桔子单", "bank", "fruit", "topic bank has no group 'fruit'; its groups are goods, people"),
        ("\u200b", "bank", "goods", "is no word"),
    ],
)
def test_a_word_without_a_place_is_refused(word: str, topic: str, group: str, why: str) -> None:
    with pytest.raises(WordRefused, match=why):
        make_entry(word, topic, group, "nothing")


def test_a_word_of_the_product_is_not_added_again() -> None:
    known = shipped_entries()[0]
    with pytest.raises(WordRefused, match="of the lexicon already"):
        refuse_known(make_entry(known.word, known.topic, known.group, "again"))


def test_a_trial_tells_how_posts_would_be_judged(folder: Path) -> None:
    rows = [
        {"id": "own-a", "text": POST, "title": None, "author": None, "label": "sale"},
        {"id": "own-b", "text": "今天降温了", "title": None, "author": None, "label": "other"},
    ]
    before = assess(POST)
    trial = try_words((entry(),), labelled_samples(rows))
    assert (trial.posts, trial.holding) == (2, 1)
    (change,) = trial.changes
    assert (change.id, change.labelled) == ("own-a", "sale")
    assert (change.before.score, change.before.categories) == (before.score, before.categories)
    assert change.after.categories == ("bank",)
    assert assess(POST) == before


@pytest.mark.parametrize(
    ("labels", "labelled", "mended", "spoilt"),
    [
        (("other", "sale"), "sale", 1, 0),
        (("other", "sale"), "other", 0, 1),
        (("other", "sale"), "seek", 0, 0),
        (("sale", "sale"), "sale", 0, 0),
        (("other", "sale"), None, 0, 0),
    ],
)
def test_a_change_mends_or_spoils_a_label(
    labels: tuple[str, str], labelled: str | None, mended: int, spoilt: int
) -> None:
    before, after = (Verdict(label, 0.5, ()) for label in labels)
    told = Trial(1, 1, (Change("own-a", POST, before, after, labelled),)).to_dict()
    assert (told["mended"], told["spoilt"]) == (mended, spoilt)
    assert told["label_changes"] == (labels[0] != labels[1])


def test_a_word_is_found_under_its_disguise(folder: Path) -> None:
    disguised = POST.replace("桔子单", "桔.子.单")
    trial = try_words((entry(),), [Sample("own-a", disguised, lambda: assess(disguised))])
    assert [change.after.categories for change in trial.changes] == [("bank",)]


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "--strip=1", "--quiet", "--input"]])
def test_the_patch_applies_to_the_shipped_lexicon(tool: list[str], folder: Path, tmp_path: Path) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    words = [
        entry(example="dev-0001", source="S9"),
        entry("桔子库", group="people", example="dev-0002"),
        entry("净土专班", topic="counter", group="police", example="dev-0003"),
    ]
    source = tmp_path / "source"
    shutil.copytree(FOLDER, source / PLACE)
    patch = tmp_path / "house.patch"
    patch.write_text(write_patch(words), "utf-8")
    assert f"bank.goods 桔子单: {SIGNED['author']}, {SIGNED['date']}\n" in patch.read_text("utf-8")
    subprocess.run([*tool, patch], cwd=source, check=True)
    patched = {
        (one.topic, one.group, one.word)
        for path in sorted((source / PLACE).glob("*.yml"))
        for one in read_entries(path)
    }
    shipped = {(one.topic, one.group, one.word) for one in shipped_entries()}
    assert patched - shipped == {(one.topic, one.group, one.word) for one in words}
    assert shipped <= patched


def test_nothing_to_hand_on_is_an_empty_patch() -> None:
    assert write_patch([]) == ""


def test_words_wait_for_the_next_index(folder: Path) -> None:
    path = folder / "dictionary.tsv"
    terms = TermsOfIndex(path)
    keep_dictionary(path)
    assert version_of(path) == shipped_dictionary().digest
    add_entry(folder, entry("桔梗桔"))
    keep_dictionary(path)
    assert waiting_words(path) == ("桔梗桔",)
    assert "桔梗桔" not in {one.text for one in terms("出桔梗桔").words}
    with next_dictionary(path) as coming:
        assert "桔梗桔" in {one.text for one in TermsOfIndex(coming)("出桔梗桔").words}
        assert version_of(path) == shipped_dictionary().digest
    assert waiting_words(path) == ()
    assert "桔梗桔" in {one.text for one in terms("出桔梗桔").words}
    assert version_of(path) != shipped_dictionary().digest


def test_the_doctor_reads_the_words(folder: Path) -> None:
    settings = Settings(home=folder.parent)
    assert check_lexicon(settings).state == "ok"
    add_entry(folder, entry())
    assert check_lexicon(settings).found == "1 words of the house; 0 wait for the next index"
    file = folder / "bank.yml"
    file.write_text(file.read_text("utf-8").replace("goods:", "gone:"), "utf-8")
    assert (check_lexicon(settings).state, "桔子单" in check_lexicon(settings).found) == ("warn", True)
    file.write_text("groups: [", "utf-8")
    assert (check_lexicon(settings).state, f"{folder}: bank.yml: line" in check_lexicon(settings).found) == (
        "fail",
        True,
    )


def test_an_index_that_could_not_be_made_leaves_the_old_words(folder: Path) -> None:
    path = folder / "dictionary.tsv"
    keep_dictionary(path)
    add_entry(folder, entry("桔梗桔"))
    with pytest.raises(RuntimeError, match="no index"), next_dictionary(path):
        raise RuntimeError("no index")
    assert version_of(path) == shipped_dictionary().digest


def test_a_new_index_of_a_house_with_words_has_them_from_the_start(folder: Path) -> None:
    add_entry(folder, entry("桔梗桔"))
    keep_dictionary(folder / "dictionary.tsv")
    assert waiting_words(folder / "dictionary.tsv") == ()
