"""A query as typed made plain for Lucene's grammar, each character knowing where it was typed."""

import re
from dataclasses import dataclass

from search.fault import QueryError

# No ？: it ends Chinese questions.
SIGNS = str.maketrans("：“”„「」『』（）［］｛｝＊＜＞＝－＋！\u3000", ':"""""""()[]{}*<>=-+! ')
UNSEARCHABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
AND_OR = {"&&": "AND", "||": "OR"}
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
RANGE = re.compile(r"[^\]}\[{]*[\]}]")
BOUND = r'\s*(?:"[^"]*"|[^\s"]+)\s*'
ENDS = re.compile(rf"{BOUND}(?<=\s)TO(?=\s){BOUND}[\]}}]")
#: Signs that nobody sees; telephones copy a number with such around it.
UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe0e\ufe0f\ufeff"
#: A sign by itself that is no grammar: whoever writes 银行、客户 with blanks means the words.
PAUSE = re.compile(rf"(?<!\S)[,，、;；。.·…—/&|{UNSEEN}]+(?!\S)")
OPERATOR = re.compile(r"(?<!\S)(&&|\|\|)(?!\S)")


@dataclass(frozen=True, slots=True)
class Plain:
    """``text`` for the grammar; ``origins[i]`` is the place in the query of its character ``i``."""

    text: str
    origins: tuple[int, ...]

    def place(self, position: int) -> int:
        """The place in the query of a place in ``text``; the query's end for one behind it."""
        return self.origins[min(position, len(self.origins) - 1)]


def make_plain(query: str) -> Plain:
    """Full-width signs become ASCII; signs that are no grammar where they stand (the colons of a web
    address, an account or a time, a slash within words, brackets around no range) are escaped.

    Raises:
        QueryError: quotation marks, brackets or a range that are not closed; characters that are none.
    """
    if odd := UNSEARCHABLE.search(query):
        message = "the character {code} cannot be searched; take it away"
        repaired = UNSEARCHABLE.sub("", query)
        raise QueryError(message, odd.start(), repaired=repaired, code=f"U+{ord(odd.group()):04X}")
    scanner = _Scanner(query.translate(SIGNS))
    scanner.scan()
    return Plain("".join(scanner.text), (*scanner.origins, len(query)))


class _Scanner:
    """Reads the query once from left to right."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.text: list[str] = []
        self.origins: list[int] = []
        self.at = 0
        self.named = False  # the word we are in has its field's colon behind it
        self.open: list[int] = []

    def scan(self) -> None:
        while self.at < len(self.query):
            self.step(self.query[self.at])
        if self.open:
            message = "brackets do not pair up: add ) or take this one away"
            raise QueryError(message, self.open[-1], repaired=self.query + ")" * len(self.open))

    def step(self, sign: str) -> None:
        if operator := OPERATOR.match(self.query, self.at):
            self.give(AND_OR[operator.group()], 2)
        elif pause := PAUSE.match(self.query, self.at):
            for _ in pause.group():
                self.give(" ", 1)
        elif sign == '"':
            self.quoted()
        elif sign == "\\":
            self.give(self.query[self.at : self.at + 2], 2)
        elif sign == ":":
            self.colon()
        elif sign in "[{":
            self.range(sign)
        elif sign in "()":
            self.bracket(sign)
        elif sign == "!" and self.begins() and self.before_word():
            self.give("-", 1)
        else:
            negative = sign == "-" and self.text[-1:] in (["<"], [">"], ["="])
            escaped = sign in "]}" or negative or (sign == "/" and not self.begins())
            escaped = escaped or (sign == "'" and self.begins())
            self.named = self.named and not sign.isspace()
            self.give(f"\\{sign}" if escaped else sign, 1)

    def give(self, text: str, taken: int) -> None:
        self.text.append(text)
        self.origins += [self.at] * len(text)
        self.at += taken

    def begins(self) -> bool:
        """Whether a word begins here."""
        return not self.text or self.text[-1][-1] in " \t\n(+-:"

    def before_word(self) -> bool:
        return self.at + 1 < len(self.query) and not self.query[self.at + 1].isspace()

    def colon(self) -> None:
        # The first colon of a word names a field, unless the word is a web address.
        escaped = self.named or self.query.startswith("//", self.at + 1)
        self.named = True
        self.give("\\:" if escaped else ":", 1)

    def quoted(self) -> None:
        # A quotation mark inside a word is a character like others.
        if not self.begins():
            self.give('\\"', 1)
            return
        end = QUOTED.match(self.query, self.at)
        if end is None:
            message = "this quotation mark is not closed; add another one"
            raise QueryError(message, self.at, repaired=f'{self.query}"')
        if self.text and self.text[-1] == "\\:":  # contact:qq:"a b" is one value
            self.at += 1
            for sign in end.group()[1:-1]:
                self.give(f"\\{sign}", 1)
            self.at += 1
            return
        for sign in end.group():
            self.give(sign, 1)
        self.named = False

    def range(self, sign: str) -> None:
        if not (self.text and self.text[-1] == ":"):
            self.give(f"\\{sign}", 1)
            return
        end = RANGE.match(self.query, self.at + 1)
        if end is None:
            raise QueryError("this range is not closed; write it like [1 TO 3]", self.at)
        if not ENDS.fullmatch(end.group()):
            message = "this range has not two ends; write it like [1 TO 3], * for an open one"
            repaired = self.query[: self.at] + re.sub(
                r"(?<=\s)to(?=\s)", "TO", self.query[self.at :], count=1
            )
            raise QueryError(message, self.at, repaired=repaired if repaired != self.query else "")
        self.give(sign, 1)
        for inner in end.group():
            self.give(f"\\{inner}" if inner in ":/" else inner, 1)
        self.named = False

    def bracket(self, sign: str) -> None:
        if sign == "(":
            self.open.append(self.at)
        elif self.open:
            self.open.pop()
        else:
            message = "brackets do not pair up: take this ) away or add ( before"
            raise QueryError(message, self.at, repaired=self.query[: self.at] + self.query[self.at + 1 :])
        self.named = False
        self.give(sign, 1)
