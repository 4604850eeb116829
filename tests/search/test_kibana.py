"""The saved objects for Kibana name fields that are there, and each other."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from search.elastic.address import PREFIX
from search.elastic.templates import FOLDER, template
from search.index import open_index

OBJECTS = [
    json.loads(line) for line in (FOLDER / "kibana" / "hawkwatch.ndjson").read_text("utf-8").splitlines()
]
MAPPING = template(f"{PREFIX}-mappings", PREFIX)["template"]["mappings"]["properties"]


def fields(properties: dict[str, Any], outer: str = "") -> Iterator[tuple[str, str]]:
    """Each field's whole name and its type."""
    for name, facts in properties.items():
        if inner := facts.get("properties"):
            yield from fields(inner, f"{outer}{name}.")
        else:
            yield outer + name, facts["type"]


KNOWN = dict(fields(MAPPING))


def named(value: Any) -> Iterator[str]:
    """The fields that an object names, also in the JSON inside its JSON."""
    if isinstance(value, str) and value[:1] in "{[" and value:
        yield from named(json.loads(value))
    elif isinstance(value, list):
        for one in value:
            yield from named(one)
    elif isinstance(value, dict):
        yield from (value[key] for key in ("field", "timeFieldName") if isinstance(value.get(key), str))
        yield from value.get("columns", ())
        yield from (name for name, _ in value.get("sort", ()))
        for one in value.values():
            yield from named(one)


@pytest.mark.parametrize("saved", OBJECTS, ids=lambda saved: str(saved["id"]))
def test_the_fields_and_objects_it_names_are_there(saved: Any) -> None:
    found = set(named(saved["attributes"]))
    assert found <= set(KNOWN)
    assert found or saved["type"] == "dashboard"
    there = {(one["type"], one["id"]) for one in OBJECTS}
    assert {(one["type"], one["id"]) for one in saved["references"]} <= there
    for name in re.findall(r'"(?:panelRefName|indexRefName)":"([^"]+)"', json.dumps(saved).replace("\\", "")):
        assert any(one["name"].rsplit(":", 1)[-1] == name for one in saved["references"])


def test_what_is_counted_can_be_counted() -> None:
    counted = {name for one in OBJECTS if one["type"] == "visualization" for name in named(one["attributes"])}
    assert len(counted) > 5
    assert {KNOWN[name] for name in counted} <= {"keyword", "date", "double", "byte"}


def test_there_is_a_view_columns_and_a_dashboard_of_all_that_is_drawn() -> None:
    kinds = [one["type"] for one in OBJECTS]
    assert {"index-pattern", "search", "dashboard"} <= set(kinds)
    view = next(one for one in OBJECTS if one["type"] == "index-pattern")
    assert view["attributes"]["title"] == f"{PREFIX}-read"
    shown = {one["id"] for one in next(one for one in OBJECTS if one["type"] == "dashboard")["references"]}
    assert shown == {one["id"] for one in OBJECTS if one["type"] in ("visualization", "search")}


def test_what_is_drawn_is_asked_of_a_server(elasticsearch_url: str, prefix: str, document: Any) -> None:
    index = open_index(f"{elasticsearch_url}?prefix={prefix}", terms)
    index.init()
    index.put([document(number) for number in range(5)])
    drawn = {name for one in OBJECTS for name in named(one["attributes"])}
    with Elasticsearch(elasticsearch_url) as client:
        hits = client.search(index=f"{prefix}-read", fields=sorted(drawn), source=False)["hits"]["hits"]
        said = client.search(index=f"{prefix}-read", q="银行 AND hawkwatch.source:board_one")
    assert set().union(*(hit["fields"] for hit in hits)) == drawn
    assert said["hits"]["total"]["value"] == 2, "what is typed without a field is looked for in the words"
    index.close()
