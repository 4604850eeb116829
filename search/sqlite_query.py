"""The query tree as SQL over the embedded index."""

from search.nodes import (
    All,
    Any,
    Everything,
    Leaf,
    Node,
    Not,
    Range,
    Row,
    Run,
    Tag,
    TagStart,
    Word,
    WordStart,
)

Clause = tuple[str, list[str | float]]
# Behind every text that begins alike.
LAST = "\U0010ffff"
TERM = "n IN (SELECT rowid FROM term WHERE term MATCH ?)"


def clause(node: Node) -> Clause:
    """A WHERE clause over ``document`` with its parameters."""
    match node:
        case Everything():
            return "1", []
        case All(parts):
            return _joined(" AND ", parts)
        case Any(parts):
            return _joined(" OR ", parts)
        case Not(part):
            text, values = clause(part)
            return f"NOT ({text})", values
        case Word() | WordStart() | Run() | Row():
            return TERM, [match_of(node)]
        case Tag(field, value):
            return "n IN (SELECT n FROM tag WHERE field=? AND value=?)", [field, value]
        case TagStart(field, value):
            text = "n IN (SELECT n FROM tag WHERE field=? AND value>=? AND value<?)"
            return text, [field, value, value + LAST]
        case Range():
            return _between(node)


def _joined(word: str, parts: tuple[Node, ...]) -> Clause:
    pieces = [clause(part) for part in parts]
    return word.join(f"({text})" for text, _ in pieces), [value for _, values in pieces for value in values]


def match_of(leaf: Leaf) -> str:
    """A leaf in FTS5's own language."""
    match leaf:
        case Word(text):
            return f"words : {_quoted(text)}"
        case WordStart(text):
            return f"words : {_quoted(text)} *"
        case Row(words):
            return f"words : {_quoted(' '.join(words))}"
        case Run(bigrams):
            return f"bigrams : {_quoted(' '.join(bigrams))}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _between(bounds: Range) -> Clause:
    text = "SELECT n FROM number WHERE field=?"
    found: list[str | float] = [bounds.field]
    if bounds.low is not None:
        text += f" AND value {'>=' if bounds.low_included else '>'} ?"
        found.append(bounds.low)
    if bounds.high is not None:
        text += f" AND value {'<=' if bounds.high_included else '<'} ?"
        found.append(bounds.high)
    return f"n IN ({text})", found
