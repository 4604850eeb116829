"""The query tree as SQL over the embedded index."""

from search.nodes import All, Any, Everything, Node, Not, Range, Run, Tag, Word, WordStart

Clause = tuple[str, list[str | float]]
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
        case Word(text):
            return TERM, [f"words : {_quoted(text)}"]
        case WordStart(text):
            return TERM, [f"words : {_quoted(text)} *"]
        case Run(bigrams):
            return TERM, [f"bigrams : {_quoted(' '.join(bigrams))}"]
        case Tag(field, value):
            return "n IN (SELECT n FROM tag WHERE field=? AND value=?)", [field, value]
        case Range():
            return _between(node)


def _joined(word: str, parts: tuple[Node, ...]) -> Clause:
    pieces = [clause(part) for part in parts]
    return word.join(f"({text})" for text, _ in pieces), [value for _, values in pieces for value in values]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _between(bounds: Range) -> Clause:
    text, values = "SELECT n FROM number WHERE field=?", [bounds.field]
    found: list[str | float] = [*values]
    if bounds.low is not None:
        text += f" AND value {'>=' if bounds.low_included else '>'} ?"
        found.append(bounds.low)
    if bounds.high is not None:
        text += f" AND value {'<=' if bounds.high_included else '<'} ?"
        found.append(bounds.high)
    return f"n IN ({text})", found
