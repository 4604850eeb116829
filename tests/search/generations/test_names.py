"""Indices are named by schema and dictionary, made of templates, and told of."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from analysis.words.terms import terms
from search.elastic.reading import BY_ID, ORDERS
from search.elastic.templates import FOLDER, SCHEMA, template
from search.fault import IndexFault
from search.fields import FIELDS
from search.index import Index, open_index
from tests.search.generations.naming import Cut, indices


def test_the_first_index_is_named_by_schema_and_dictionary(index: Index, client: Any, prefix: str) -> None:
    told = index.init(dry_run=True)
    assert indices(client, prefix) == {}
    assert not client.indices.exists_index_template(name=prefix)
    assert index.init() == told
    first = f"-v{SCHEMA}-ab12ab12ab12-000001"
    assert indices(client, prefix) == {first: {"-read", "-write"}}
    assert [one for one in told if prefix + first in one]
    assert index.init() == index.init(dry_run=True) == []


def test_two_that_begin_at_once_make_one_index(url: str, client: Any, prefix: str) -> None:
    opened = [open_index(url, Cut() if number % 2 else terms) for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(lambda one: one.init(), opened))
    assert len(told) == 4
    assert len(indices(client, prefix)) == 1
    for one in opened:
        one.close()


def test_the_template_is_composed_and_strict(index: Index, client: Any, prefix: str) -> None:
    index.init()
    made = client.indices.get_index_template(name=prefix)["index_templates"][0]["index_template"]
    assert f"{prefix}-custom" in made["composed_of"]
    mapping = client.indices.get(index=f"{prefix}-read").body[f"{prefix}-v{SCHEMA}-ab12ab12ab12-000001"][
        "mappings"
    ]
    assert mapping["dynamic"] == "strict"
    ours = mapping["properties"]["hawkwatch"]["properties"]
    assert {field.name for field in FIELDS} <= set(ours)
    analyzers = {field["analyzer"] for field in ours.values() if "analyzer" in field}
    assert analyzers == {"whitespace"}


def test_documents_lie_in_the_order_in_which_most_hits_are_asked_for(
    index: Index, client: Any, prefix: str
) -> None:
    index.init()
    (made,) = client.indices.get_settings(index=f"{prefix}-read", flat_settings=True).body.values()
    fields, orders = (made["settings"][f"index.sort.{what}"] for what in ("field", "order"))
    assert [{field: order} for field, order in zip(fields, orders, strict=True)] == [*ORDERS["newest"], BY_ID]


def test_settings_of_ones_own_win(index: Index, client: Any, prefix: str) -> None:
    own = {"settings": {"number_of_shards": 2, "auto_expand_replicas": False, "number_of_replicas": 0}}
    client.cluster.put_component_template(name=f"{prefix}-custom", template=own)
    index.init()
    assert index.status()["shards"] == 2


def test_templates_name_the_prefix_in_use() -> None:
    for file in FOLDER.glob("*.json"):
        assert "hawkwatch-listings" not in str(template(file.stem, "house")), file.name


def test_status_tells_indices_aliases_and_what_they_were_made_by(
    index: Index, document: Any, prefix: str
) -> None:
    assert index.status()["index"] is None
    index.init()
    index.put([document(1), document(2)])
    index.rebuild([document(1)], switch=False)
    facts = index.status()
    first, second = (f"{prefix}-v{SCHEMA}-ab12ab12ab12-00000{number}" for number in (1, 2))
    assert (facts["index"], facts["next"], facts["next_is_whole"], facts["former"]) == (
        first,
        second,
        True,
        [],
    )
    assert facts["aliases"] == {f"{prefix}-read": first, f"{prefix}-write": first, f"{prefix}-next": second}
    assert (facts["schema"], facts["dictionary_of_index"]) == (SCHEMA, "ab12ab12ab12")
    assert (facts["documents"], facts["health"], facts["shards"]) == (2, "green", 1)
    assert facts["bytes"] > 0


def test_an_index_of_the_older_naming_is_taken_over(
    index: Index, document: Any, client: Any, prefix: str
) -> None:
    client.indices.create(index=f"{prefix}-v1-000007", aliases={prefix: {}})
    for ask in (index.init, lambda: index.init(dry_run=True)):
        with pytest.raises(
            IndexFault, match="v1-000007 was made by an older Hawkwatch; run `hawkwatch index reb"
        ):
            ask()
    assert index.rebuild([document(1)]) == 1
    assert indices(client, prefix) == {
        "-v1-000007": set(),
        f"-v{SCHEMA}-ab12ab12ab12-000008": {"-read", "-write"},
    }
    with pytest.raises(IndexFault, match="another version"):
        index.switch(back=True)
    assert index.init() == []
    assert len(index.prune(keep=0)) == 1


def test_an_index_of_a_newer_hawkwatch_is_left_alone(index: Index, client: Any, prefix: str) -> None:
    client.indices.create(index=f"{prefix}-v{SCHEMA + 1}-ab-000001", aliases={f"{prefix}-read": {}})
    with pytest.raises(IndexFault, match="upgrade this one"):
        index.init()
