"""How the tests name and list indices."""

from elasticsearch import Elasticsearch

from analysis.words.terms import terms
from records.term import Terms


class Cut:
    """Terms that tell a version of their dictionary."""

    version = "ab12" * 16

    def __call__(self, text: str) -> Terms:
        return terms(text)


def indices(client: Elasticsearch, prefix: str) -> dict[str, set[str]]:
    """The aliases on each index of the prefix, both without the prefix."""
    told = client.indices.get(index=f"{prefix}*", allow_no_indices=True).body
    return {
        name.removeprefix(prefix): {alias.removeprefix(prefix) for alias in facts["aliases"]}
        for name, facts in told.items()
    }
