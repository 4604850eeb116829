"""A document as Elasticsearch stores it, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import msgspec

from records.document import Document
from records.wire import encode
from search.entry import entry_of
from search.fault import IndexFault
from search.terming import Termed

#: The version of the Elastic Common Schema whose names stand beside ours.
ECS = "8.17.0"
#: What of a stored document is read: all of the record, of which three fields have places of their own.
KEPT = ["hawkwatch.record", "hawkwatch.title", "message", "url.full"]


def source_of(document: Document, terms: Termed) -> dict[str, Any]:
    """What is stored of a document, by the fields of ``templates/hawkwatch-listings-mappings.json``.

    Raises:
        Unfit: a value has no place in an index.
    """
    entry = entry_of(document, terms)
    rest = replace(document, text="", title=None, url="")
    return {
        "@timestamp": document.told_at.isoformat(),
        "message": document.text,
        "ecs": {"version": ECS},
        "event": {"created": (document.first_seen or document.seen_at).isoformat()},
        "url": {"full": document.url, "domain": _host(document.url)},
        "hawkwatch": {
            "title": document.title,
            "words": " ".join(entry.words),
            "bigrams": " ".join(entry.bigrams),
            "alike": " ".join(entry.alike),
            **entry.tags,
            **entry.numbers,
            "newest": entry.newest,
            "brevity": entry.brevity,
            "severity_rank": entry.severity,
            "lowest_price": entry.price,
            "record": msgspec.Raw(encode(rest)),
        },
    }


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # what a page gave as an address need not be one
        return None


def document_in(hit: Mapping[str, Any], place: str) -> Document:
    """The document as it was put.

    Raises:
        IndexFault: another version wrote it.
    """
    try:
        source = hit["_source"]
        ours = source["hawkwatch"]
        own = {"text": source["message"], "title": ours["title"], "url": source["url"]["full"]}
        return msgspec.convert({**ours["record"], **own}, Document)
    except (KeyError, msgspec.ValidationError) as error:
        told = "{place}: a document of the index cannot be read ({error}); run `hawkwatch index rebuild`"
        raise IndexFault(told, place=place, error=error) from error
