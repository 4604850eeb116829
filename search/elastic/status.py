"""What there is to know of an index on Elasticsearch."""

from typing import Any

from elasticsearch import Elasticsearch

from search.elastic.generations import Generation, Generations


def facts_of(client: Elasticsearch, generations: Generations) -> dict[str, Any]:
    """Documents, bytes and health of the index in use; the names of all, what they were made by, and the
    aliases on them. ``documents`` is 0 and ``index`` None where there is none yet.
    """
    every = generations.all()
    used, coming = generations.used(every), generations.next(every)
    return {
        **_sizes(client, used),
        "index": used.name if used else None,
        "next": coming.name if coming else None,
        "next_is_whole": coming.filled if coming else None,
        "former": [one.name for one in generations.former(every)],
        "aliases": {alias: one.name for one in every for alias in sorted(one.aliases)},
        "schema": used.schema if used else None,
        "dictionary_of_index": used.dictionary if used else None,
    }


def _sizes(client: Elasticsearch, used: Generation | None) -> dict[str, Any]:
    if used is None:
        return {"documents": 0, "bytes": 0}
    told = client.indices.stats(index=used.name, metric="store,docs")["_all"]["primaries"]
    health = client.cluster.health(index=used.name)
    return {
        "documents": client.count(index=used.name)["count"],
        "bytes": told["store"]["size_in_bytes"],
        "health": health["status"],
        "nodes": health["number_of_nodes"],
        "shards": health["active_primary_shards"],
        "copies": health["active_shards"] - health["active_primary_shards"],
        "shards_missing": health["unassigned_shards"],
    }
