"""Pages written anew in places, every other character left as it came.

Words of a page lie in layers: a JSON string in an attribute in a comment. Each layer is decoded with the
origin of every character known, so that what is replaced inside comes out encoded as it was.
"""

from crawlers.rewriting.address import address_edits, find_addresses
from crawlers.rewriting.edits import Edit, apply
from crawlers.rewriting.leaf import Leaf, Part, Place, Replace
from crawlers.rewriting.markup import unseen_parts
from crawlers.rewriting.walk import Walk, rewrite

__all__ = [
    "Edit",
    "Leaf",
    "Part",
    "Place",
    "Replace",
    "Walk",
    "address_edits",
    "apply",
    "find_addresses",
    "rewrite",
    "unseen_parts",
]
