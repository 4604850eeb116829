"""The ledger of a post: reads goods, counts and prices from left to right and joins what belongs together."""

import re
from collections.abc import Sequence
from itertools import pairwise

from analysis.grammars.prices import PACKAGE, Price
from analysis.grammars.quantities import Quantity
from analysis.judgement.goods import Goods
from analysis.judgement.lines import Line, Priced
from analysis.judgement.tokens import Token

#: Words before the price of a part of the stock.
PART = re.compile(
    r"拆|分着|单城|单省|按省|按[市区县]|分批|散|单市|包月|包.{0,2}月|单包|首单|试单|测|批量|单类|零卖|零拿"
    r"|每[市省区县]|一[省市区县城]"
)
#: Words before the price of all that was named.
WHOLE = re.compile(
    r"全拿|全要|一起|打包|整包|都要|全部|齐活|合起来|一块拿|通拿|[两三四五六几]样|[两三四五六]份"
    r"|[两三四五六]类|[两三四五六]项|[两三四五六]市|全套"
)
#: Words that give every thing named the same price.
SHARED = re.compile(
    r"各|均|皆|都(?!要)|每[市类样项种]|单类|单拿|单包|单卖|每筆|每笔|分开|一样|统一|一律|通通|单要"
)
#: Words that mean the first of two things named.
FORMER = re.compile(r"前(?:者|面|一)")
SENTENCE = re.compile(r"[。;\n]")
#: What parts goods that are told side by side: 车主名单、业主名单.
ASIDE = re.compile(r"[^。;\n]{0,6}[、,/|+和跟及与 ][^。;\n]{0,4}")
#: What parts prices, or goods, that are told in a row: 三分、五分、两分.
ROW = re.compile(r"[\s、,/;|]{1,4}(?:和|跟)?")


class Ledger:
    """What was named and waits for its price (``lines``), what has one (``priced``)."""

    def __init__(self, text: str, main: str) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.before: list[Line] = [Line(main)]
        self.priced: list[Priced] = []
        self._last = 0
        self._meant: Line | None = None
        self._own = False

    def read(self, tokens: Sequence[Token]) -> None:
        """All tokens of the post, in order."""
        place = 0
        while place < len(tokens):
            token, following = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
            if isinstance(token, Goods):
                self._own = True
                self._add_goods(token)
            elif isinstance(token, Quantity):
                self._add_quantity(token, following, tokens[place - 1] if place else None)
            elif len(self.lines) > 1 and (row := self._row(tokens[place:])):
                self._add_row(row)
                place += len(row) - 1
            else:
                self._add_price(token)
            place += 1

    def near(self, place: int) -> str:
        """The words right before a price, of its sentence and behind the price before."""
        return SENTENCE.split(self.text[max(self._last, place - 8) : place])[-1]

    def _add_goods(self, goods: Goods) -> None:
        """A new line, unless the last one is of the same category and still waits for its count."""
        counted = [line for line in self.lines if line.quantity]
        if len(counted) > 1:
            again = [line for line in counted if goods.word == line.word] or [
                line for line in counted if goods.category == line.category
            ]
            if len(again) == 1:
                self._meant = again[0]
                return
        waiting = self.lines[-1] if self.lines and self.lines[-1].quantity is None else None
        if waiting and waiting.category in (goods.category, "lookup"):
            self.lines[-1] = Line(goods.category, word=goods.word, named=(goods.start, goods.end))
        elif waiting is None or goods.category != "lookup":
            self.lines.append(Line(goods.category, word=goods.word, named=(goods.start, goods.end)))

    def _add_quantity(self, quantity: Quantity, following: Token | None, last: Token | None) -> None:
        """The count of the last line named; of the goods before where none was named since the last price."""
        if isinstance(last, Price) and self._is_late(quantity, following, last):
            end = self.priced[-1]
            self.priced[-1] = Priced(end.line.counting(quantity.value), end.price, end.own)
        elif not self.lines:
            self.lines.append(Line(self.before[-1].category, quantity.value, quantity.end))
        elif self.lines[-1].quantity is None:
            self.lines[-1] = self.lines[-1].counting(quantity.value, quantity.end)
        else:
            self.lines.append(Line(self.lines[-1].category, quantity.value, quantity.end))

    def _is_late(self, quantity: Quantity, following: Token | None, last: Price) -> bool:
        """Whether a count belongs to the price before it (10元 存 4千) and has none of its own."""
        if self.lines or self.priced[-1].line.quantity or last.block:
            return False
        if "\n" in self.text[last.end : quantity.start] or self._is_total(last):
            return False
        between = self.text[quantity.end : following.start] if following else "\n"
        return not isinstance(following, Price) or "\n" in between or len(between) > 8

    def _is_total(self, last: Price) -> bool:
        """Whether several prices were told in one breath: a count behind them is that of all."""
        if len(self.priced) < 2:
            return False
        return SENTENCE.search(self.text, self.priced[-2].price.end, last.start) is None

    def _row(self, tokens: Sequence[Token]) -> list[Price]:
        """Prices told in a row, one for each line that waits: 三分、五分、两分."""
        row: list[Price] = []
        for token in tokens[: len(self.lines)]:
            if not isinstance(token, Price) or (
                row and not ROW.fullmatch(self.text, row[-1].end, token.start)
            ):
                break
            row.append(token)
        return row if len(row) == len(self.lines) else []

    def _add_row(self, row: Sequence[Price]) -> None:
        self.priced += [Priced(line, price, self._own) for line, price in zip(self.lines, row, strict=True)]
        self._own = False
        self.before, self.lines, self._last = self.lines[-1:], [], row[-1].end

    def _add_price(self, price: Price) -> None:
        near = self.near(price.start)
        if self._meant in self.lines:
            chosen = [self._meant]
            self.lines = [line for line in self.lines if line is not self._meant]
            self.priced.append(Priced(self._meant, price, True))
            self.before, self._last, self._meant = chosen, price.end, None
            return
        chosen = self._chosen(price, near) if self.lines else self._again(price, near)
        self.priced += [Priced(line, price, self._own) for line in chosen]
        self._own = False
        self.before, self._last = chosen[-1:], price.end

    def _chosen(self, price: Price, near: str) -> list[Line]:
        """Of the lines that wait: every one where the price is shared, the one meant, else the last."""
        lines, self.lines = self.lines, []
        counted = [line for line in lines if line.quantity]
        if len(lines) > 1 and FORMER.search(near):
            lines = counted if len(counted) > 1 else lines
            self.lines = lines[1:]
            return lines[:1]
        if price.block and counted and counted[-1].quantity == price.block:
            if len(lines) > 1 and self._listed(lines):
                return [line.counting(price.block) for line in lines]
            self.lines = [line for line in counted[:-1] if line.category == counted[-1].category]
            return counted[-1:]
        if price.block:
            self.lines = lines
            return [Line(lines[-1].category, price.block)]
        if PART.search(near) and counted and price.start - counted[-1].end > 6 and not SHARED.search(near):
            self.lines = counted
            return [counted[-1].counting(None)]
        if len(counted) > 1:
            most = max(line.quantity or 0 for line in counted)
            return [line for line in counted if (line.quantity or 0) * 50 >= most]
        if len(lines) > 1 and (SHARED.search(near) or self._listed(lines)):
            if len({line.category for line in lines}) == 1 and counted:
                return counted
            return [line.counting(None) for line in lines] if len(counted) == 1 else lines
        if counted and lines[-1].category == counted[-1].category:
            return counted[-1:]
        return lines[-1:]

    def _listed(self, lines: Sequence[Line]) -> bool:
        """Whether the lines are things of different kinds told before the first price."""
        apart = all(
            ASIDE.fullmatch(self.text, one.named[1], other.named[0])
            for one, other in pairwise(lines)
            if other.named[0]
        )
        return apart and not self.priced and len({line.category for line in lines}) > 1

    def _again(self, price: Price, near: str) -> list[Line]:
        """A second price for the same goods: the count stays for the whole of it, in the same line."""
        kinds = {one.line.category for one in self.priced}
        if (
            len(self.priced) > 1
            and WHOLE.search(near)
            and any(one.line.quantity or len(kinds) > 1 for one in self.priced)
        ):
            return [Line(kinds.pop() if len(kinds) == 1 else "mixed_other")]
        fresh = PART.search(near) or "\n" in self.text[self._last : price.start] or len(self.before) > 1
        keeps = (
            PACKAGE.search(near + " " + SENTENCE.split(self.text[price.end : price.end + 3])[0]) and not fresh
        )
        return [line if keeps else line.counting(None) for line in self.before[-1:]]
