"""The characters behind Lucene's escapes, quotation marks and wildcards."""

import re

from luqum import tree

ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PIECE = re.compile(r"\\(?P<escaped>.)|(?P<wild>[*?]+)|(?P<plain>[^\\*?]+)", re.DOTALL)


def value_of(node: tree.Item) -> str:
    """What a word or phrase says, without quotation marks and escapes."""
    if isinstance(node, tree.Prohibit):  # -1 as a bound
        return f"-{value_of(node.a)}"
    text = str(getattr(node, "value", node)).strip()
    return ESCAPED.sub(r"\1", text[1:-1] if isinstance(node, tree.Phrase) else text)


def pieces_of(node: tree.Item) -> tuple[str, ...]:
    """What a word says and its wildcards by turns, a text (maybe empty) first and last: ``ab?c*`` is
    ``("ab", "?", "c", "*", "")``. A phrase has no wildcards.
    """
    if isinstance(node, tree.Phrase):
        return (value_of(node),)
    pieces = [""]
    for piece in PIECE.finditer(str(node.value).strip()):
        if wild := piece["wild"]:
            pieces += [_shortest(wild), ""]
        else:
            pieces[-1] += piece["escaped"] or piece["plain"]
    return tuple(pieces)


def _shortest(wild: str) -> str:
    """``**`` finds what ``*`` finds."""
    return "?" * wild.count("?") + ("*" if "*" in wild else "")
