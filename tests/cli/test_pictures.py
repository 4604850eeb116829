"""``hawkwatch explain --image``: what was read in a picture, where, and what follows from it."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from records.order import Exit

ADVERT = "出一手银行客户名单，10万条，5毛一条，先测后买，微信：abc_0001"


def explain(capsysbinary: pytest.CaptureFixture[bytes], *words: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        run(["explain", *map(str, words)])
    spoken = capsysbinary.readouterr()
    return int(ended.value.code or 0), spoken.out.decode(), spoken.err.decode()


def test_without_the_extra_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Any
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as where it is not installed
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    code, out, err = explain(capsysbinary, "看图", "--image", tmp_path / "a.png")
    assert (code, out, err.count("\n")) == (Exit.USAGE, "", 1)
    assert "the extra `images`" in err


def test_nothing_to_explain_is_a_mistake_of_usage(capsysbinary: Any) -> None:
    code, out, err = explain(capsysbinary)
    assert (code, out) == (Exit.USAGE, "")
    assert "--image" in err


def test_lines_places_and_judgement(tmp_path: Path, capsysbinary: Any) -> None:
    pytest.importorskip("rapidocr")
    from testbed.drawn_posts import draw

    (tmp_path / "a.jpg").write_bytes(draw(ADVERT, 3))
    code, out, _ = explain(capsysbinary, "看图", "--image", tmp_path / "a.jpg", "--json")
    shown = json.loads(out)
    assert (code, shown["assessment"]["label"]) == (0, "sale")
    (picture,) = shown["pictures"]
    assert [line["end"] > line["start"] for line in picture["lines"]] == [True] * len(picture["lines"])
    reasons = [one for one in shown["assessment"]["reasons"] if one["field"] == "image"]
    assert reasons
    assert all(picture["text"][one["start"] : one["end"]] == one["text"] for one in reasons)
    (tmp_path / "b.jpg").write_text("no picture")
    code, _, err = explain(capsysbinary, "--image", tmp_path / "a.jpg", "--image", tmp_path / "b.jpg")
    assert code == Exit.USAGE
    assert "b.jpg: it is no whole picture" in err
