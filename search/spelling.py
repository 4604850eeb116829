"""The characters behind Lucene's escapes and quotation marks."""

import re

from luqum import tree


def value_of(node: tree.Item) -> str:
    """What a word or phrase says, without quotation marks and escapes."""
    if isinstance(node, tree.Prohibit):  # -1 as a bound
        return f"-{value_of(node.a)}"
    text = str(getattr(node, "value", node)).strip()
    return re.sub(r"\\(.)", r"\1", text[1:-1] if isinstance(node, tree.Phrase) else text, flags=re.DOTALL)


def starred(node: tree.Item) -> bool:
    """Whether a word ends in a wildcard that is not escaped."""
    text = str(getattr(node, "value", "")).strip()
    return isinstance(node, tree.Word) and bool(re.search(r"(?<!\\)(?:\\\\)*\*$", text))
