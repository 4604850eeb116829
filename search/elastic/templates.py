"""The templates of our indices: what stands in ``templates/``, installed under the prefix in use."""

import json
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from search.elastic.address import PREFIX

#: The version of the mappings; an index of another one has to be made anew.
SCHEMA = 4
FOLDER = Path(__file__).parents[1] / "templates"
PARTS = ("settings", "mappings")
LIFECYCLE = "x-pack-ilm"


def template(name: str, prefix: str) -> dict[str, Any]:
    """A template as it is installed for indices of ``prefix``; ``name`` is that of its file."""
    text = (FOLDER / f"{name}.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text.replace(PREFIX, prefix))
    return loaded


def install(client: Elasticsearch, prefix: str) -> None:
    """Put the component templates and the index template that is composed of them; again does no harm."""
    if offers_lifecycle(client):
        _put_lifecycle(client, prefix)
    for part in PARTS:
        _put_part(client, prefix, part)
    client.indices.put_index_template(name=prefix, **template(PREFIX, prefix))


def _put_lifecycle(client: Elasticsearch, prefix: str) -> None:
    policy = template(f"{PREFIX}-policy", prefix)["policy"]
    # Whoever may not (403) does without: it is a help, no need.
    answer = client.options(ignore_status=403).ilm.put_lifecycle(name=prefix, policy=policy)
    if answer.meta.status == 200:
        _put_part(client, prefix, "lifecycle")


def _put_part(client: Elasticsearch, prefix: str, part: str) -> None:
    loaded = template(f"{PREFIX}-{part}", prefix)
    client.cluster.put_component_template(name=f"{prefix}-{part}", **loaded)


def offers_lifecycle(client: Elasticsearch) -> bool:
    """Whether every node of the server has lifecycle management."""
    told = client.nodes.info(filter_path="nodes.*.modules.name").body.get("nodes", {}).values()
    return all(LIFECYCLE in {module["name"] for module in node["modules"]} for node in told)
