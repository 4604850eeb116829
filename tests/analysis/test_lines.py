"""Posts as JSON lines, and figures as plain dicts."""

import json
from pathlib import Path

import pytest

from analysis.corpus_lines import (
    LineError,
    format_assessment,
    parse_labelled,
    parse_line,
    parse_side_labels,
    side_file,
)
from analysis.judgement.assessor import assess
from analysis.measurement import Score, measure


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 3: not JSON"),
        ("[]", "line 3: expected a JSON object"),
        ('{"id": "a"}', "line 3: field text is missing"),
        ('{"id": 1, "text": "x"}', "line 3: field id: expected text, got int"),
        ('{"id": "a", "text": "x", "title": 5}', "line 3: field title"),
    ],
)
def test_bad_lines_name_line_and_field(line: str, said: str) -> None:
    with pytest.raises(LineError, match=said):
        parse_line(line, 3)


def test_a_line_is_read_and_a_lone_surrogate_replaced() -> None:
    post = parse_line('{"id": "a", "text": "出\\ud800", "author": null, "more": 1}', 1)
    assert post.text.encode("utf-8")
    assert post.author is None


def test_labelled_lines_need_labels() -> None:
    with pytest.raises(LineError, match="line 1: field label"):
        list(parse_labelled(['{"id": "a", "text": "x", "label": "ad"}']))
    with pytest.raises(LineError, match="line 1: field offers"):
        list(parse_labelled(['{"id": "a", "text": "x", "label": "sale", "categories": []}']))


def test_side_labels_are_found_by_id() -> None:
    assert side_file(Path("posts/dev.jsonl")) == Path("posts/dev_meta.jsonl")
    lines = ['{"id": "a", "obfuscation": ["punct"]}', "", '{"id": "b"}']
    assert parse_side_labels(lines) == {"a": {"id": "a", "obfuscation": ["punct"]}, "b": {"id": "b"}}
    for line, said in (
        ("{", "line 1: not JSON"),
        ('{"id": 1}', "line 1: field id"),
        ("{}", "line 1: field id"),
    ):
        with pytest.raises(LineError, match=said):
            parse_side_labels([line])


def test_the_judgement_has_the_corpus_shapes() -> None:
    shown = json.loads(json.dumps(format_assessment("a", assess("出车主名单 2万条 8毛一条 QQ 9000012345"))))
    assert list(shown) == ["id", "label", "score", "categories", "offers", "contacts", "severity", "reasons"]
    assert shown["offers"][0] == {
        "category": "vehicle",
        "quantity": 20000,
        "price": 0.8,
        "price_unit": "record",
        "fields": [],
    }
    assert shown["contacts"] == [{"kind": "qq", "value": "9000012345"}]
    assert {"rule", "start", "end", "text"} <= set(shown["reasons"][0])


def test_figures_count_hits_against_found_and_labelled() -> None:
    score = Score(hits=1, found=2, labelled=4)
    assert (score.precision, score.recall, round(score.f1, 4)) == (0.5, 0.25, 0.3333)
    row = {"id": "a", "text": "今天天气好", "label": "other", "categories": [], "offers": [], "contacts": []}
    missed = row | {"id": "b", "label": "sale", "contacts": [{"kind": "qq", "value": "9000012345"}]}
    plain = measure([row, missed], meta={"b": {"obfuscation": ["punct"]}}).to_dict()
    assert plain["labels"]["sale"]["recall"] == 0
    assert plain["contacts"]["recall"] == 0
    assert plain["obfuscated_sale_recall"] == 0
