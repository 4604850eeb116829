"""``hawkwatch index`` on a real Elasticsearch, as somebody types it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from cli.main import run
from search.elastic.templates import SCHEMA
from tests.operations.delivery.conftest import House, make_listing

Ask = Callable[..., Any]


@pytest.fixture
def ask(
    tmp_path: Path, elasticsearch_url: str, prefix: str, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> Ask:
    """Runs ``hawkwatch index …`` and gives what it printed."""
    monkeypatch.setenv("HAWKWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("HAWKWATCH_INDEX", f"{elasticsearch_url}?prefix={prefix}")

    def asked(*words: str, code: int = 0) -> Any:
        with pytest.raises(SystemExit) as ended:
            run(["index", *words])
        assert (ended.value.code or 0) == code
        told = capsys.readouterr()
        return json.loads(told.out) if "--json" in words else told.out + told.err

    return asked


def test_an_index_from_init_to_prune(ask: Ask, prefix: str) -> None:
    assert ask("status", "--json")["index"] is None
    would = ask("init", "--dry-run", "--json")
    assert (would["dry_run"], len(would["steps"])) == (True, 2)
    assert ask("init", "--json")["steps"] == would["steps"]
    assert ask("init", "--json")["steps"] == []
    facts = ask("status", "--json")
    assert facts["index"] == f"{prefix}-v{SCHEMA}-{facts['dictionary'][:12]}-000001"
    assert (facts["pending"], facts["words_waiting"]) == (0, 0)

    assert "put 0 documents" in ask("rebuild", "--dry-run")
    assert ask("rebuild", "--no-switch", "--json") == {"documents": 0, "refused": [], "switched": False}
    assert "000002, no longer to" in ask("switch", "--dry-run")
    assert ask("status", "--json")["next"].endswith("000002")
    assert ask("switch", "--json")["steps"]
    assert ask("switch", "--json")["steps"] == []
    assert "000001, no longer to" in ask("switch", "--back")
    assert ask("rebuild", "--json") == {"documents": 0, "refused": [], "switched": True}
    assert "remove" in ask("prune", "--keep", "0", "--dry-run")
    assert len(ask("prune", "--json")["steps"]) == 1
    assert "nothing to do" in ask("prune")
    assert "merge" in ask("optimize")
    shown = ask("status")
    assert f"aliases: {prefix}-read → {prefix}-v{SCHEMA}" in shown
    assert "health: green" in shown


def test_switching_takes_the_words_along(ask: Ask, tmp_path: Path) -> None:
    ask("init")
    first = ask("status", "--json")
    word = ["lexicon", "add", "桔梗桔", "--topic", "bank", "--group", "goods", "--means", "an invented word"]
    with pytest.raises(SystemExit) as ended:
        run(word)
    assert not ended.value.code
    ask("rebuild", "--no-switch")
    assert ask("status", "--json")["dictionary"] == first["dictionary"]
    ask("switch")
    second = ask("status", "--json")
    assert second["dictionary"] != first["dictionary"]
    assert second["dictionary"].startswith(second["dictionary_of_index"])
    ask("switch", "--back")
    assert ask("status", "--json")["dictionary"] == first["dictionary"]
    for kept in (tmp_path / "lexicon" / "dictionaries").iterdir():
        kept.unlink()
    assert "is not kept here" in ask("switch", "--back")


def test_a_rebuild_tells_what_is_refused_and_leaves_the_switch_to_people(
    ask: Ask, tmp_path: Path, elasticsearch_url: str, prefix: str
) -> None:
    ask("init")
    post = make_listing(2).post
    House(tmp_path).keep(make_listing(1), make_listing(2, post=replace(post, board="数据交易")))
    with pytest.raises(SystemExit):
        run(["deliver"])
    mappings = {"properties": {"hawkwatch": {"properties": {"board": {"type": "date"}}}}}
    with Elasticsearch(elasticsearch_url) as client:
        client.cluster.put_component_template(name=f"{prefix}-custom", template={"mappings": mappings})
    told = ask("rebuild", code=1)
    assert f"refused: {2:020x}: " in told
    assert "the index in use stays" in told
    facts = ask("status", "--json")
    assert (facts["documents"], facts["dead_letters"], facts["next_is_whole"]) == (2, 1, True)
    assert ask("rebuild", "--json", code=1)["switched"] is False
    assert "no longer to" in ask("switch")
    assert ask("status", "--json")["documents"] == 1


def test_no_password_is_shown(ask: Ask, elasticsearch_url: str, prefix: str, monkeypatch: Any) -> None:
    secret = elasticsearch_url.replace("//", "//clerk:keepquiet@")
    monkeypatch.setenv("HAWKWATCH_INDEX", f"{secret}?prefix={prefix}")
    for words in (["init"], ["status"], ["status", "--json"], ["rebuild"]):
        assert "keepquiet" not in str(ask(*words))
    monkeypatch.setenv("HAWKWATCH_INDEX", "http://clerk:keepquiet@127.0.0.1:9")
    assert "keepquiet" not in ask("status", code=13)
