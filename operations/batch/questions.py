"""A term as a tree of the query language. It is never written as a query: nothing in it can be syntax."""

from collections.abc import Sequence

from analysis.privacy.match_tokens import match_token
from operations.batch.recognition import Meaning, Unfit
from records.match_key import MatchKey
from search.fields import fold_value
from search.nodes import All, Any, Node, Tag, TagStart
from search.terming import Termed, text_parts


def question_of(meaning: Meaning, terms: Termed, keys: Sequence[MatchKey]) -> Node:
    """What asks the index for a term. ``terms`` cuts text as the index does, ``keys`` make match tokens.

    Raises:
        Unfit: it holds nothing that the index has terms of.
    """
    match meaning.by:
        case "token":
            tokens = (match_token(meaning.kind, meaning.value, key) for key in keys)
            return _any(*(Tag("match", token) for token in tokens))
        case "contact":
            # A messenger is a platform, too: telegram:abc writes as well as it is written to.
            return _any(Tag("contact", meaning.value), Tag("seller", meaning.value))
        case "account":
            return _account(meaning.value, terms)
        case "web":
            return _web(meaning.value, terms)
        case "words":
            return _phrase(meaning.value, terms)


def _account(value: str, terms: Termed) -> Node:
    """``platform:name``, or a bare name or handle, which may stand in a text as well."""
    if ":" in value:
        return Tag("seller", value)
    return _any(Tag("author", value), Tag("contact", value), _phrase(value, terms))


def _web(value: str, terms: Termed) -> Node:
    """An address as a contact, with or without its scheme, what lies below it, or in a text."""
    bare = value.partition("://")[2] or value
    bare = bare.removeprefix("www.").rstrip("/")
    spellings = [f"{scheme}{www}{bare}" for scheme in ("", "http://", "https://") for www in ("", "www.")]
    exact = (Tag("contact", f"url:{one}") for one in spellings)
    below = (TagStart("contact", f"url:{one}/") for one in spellings)
    return _any(*exact, *below, _phrase(bare, terms))


def _phrase(text: str, terms: Termed) -> Node:
    parts = text_parts(fold_value(text), terms, phrase=True)
    if not parts:
        raise Unfit("nothing to search")
    return parts[0] if len(parts) == 1 else All(parts)


def _any(*parts: Node) -> Node:
    return parts[0] if len(parts) == 1 else Any(tuple(parts))
