"""Signs of Lucene's syntax that mean nothing here, refused with the query as it goes without them."""

import re

from luqum import tree

from search.fault import QueryError
from search.language.plain import Plain
from search.language.scope import ALIKE
from search.terming import HAN

SIGN = re.compile(r"[\^~][0-9.]*")
UNSUPPORTED = {
    tree.Boost: "'{part}' is not supported: relevance weighs rare words more by itself; take ^ away",
    tree.Fuzzy: "'{part}' is not supported; for what sounds or looks alike write alike: before Chinese words",
    tree.Proximity: "'{part}' is not supported: the words of a phrase stand side by side; join words by AND",
    tree.Regex: "expressions between slashes are not supported; write the beginning of a word and * or ?",
}


def unsupported(node: tree.Item, query: str, plain: Plain) -> QueryError:
    """Why ``node``, whose type is in ``UNSUPPORTED``, is refused; the query without its sign."""
    part, start = str(node).strip(), plain.place(int(node.pos or 0))
    place = start
    if node.children:
        place = plain.place(int(node.pos) + len(str(node.children[0]).strip()))
    kept, repaired = query[:place], ""
    if sign := SIGN.match(query, place):
        repaired = kept + query[sign.end() :]
    if isinstance(node, tree.Fuzzy) and HAN.search(part):
        repaired = f"{query[:start]}{ALIKE[0]}:{repaired[start:]}"
    return QueryError(UNSUPPORTED[type(node)], place, repaired=repaired, part=part)
