"""The ledger of a post: reads goods, counts and prices from left to right and joins what belongs together."""

import re
from collections.abc import Sequence

from analysis.grammars.prices import PACKAGE, Price
from analysis.grammars.quantities import Quantity
from analysis.judgement.goods import Goods
from analysis.judgement.labels import label_before, named_again
from analysis.judgement.lines import Line, Priced, buys_whole, prices_in_row, told_aside
from analysis.judgement.price_words import PART, SHARED, TOTAL, WHOLE, count_off, is_bundle
from analysis.judgement.tokens import Token

SENTENCE = re.compile(r"[。;\n]")


class Ledger:
    """What was named and waits for its price (``lines``), what has one (``priced``)."""

    def __init__(self, text: str, main: str) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.before: list[Line] = [Line(main)]
        self.priced: list[Priced] = []
        self.bundled = False
        self._last = 0
        self._figure = 0
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
            elif len(self.lines) > 1 and (row := prices_in_row(tokens[place:], len(self.lines), self.text)):
                self._add_row(row)
                place += len(row) - 1
            else:
                self._add_price(token)
            self._figure = self._figure if isinstance(token, Goods) else token.end
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
            return
        if self._count_again(quantity, following):
            return
        label = label_before(self.text, self._figure, quantity.start)
        if TOTAL.search(label) and self._is_sum(quantity):
            self.lines = [self.lines[-1].counting(None)]
        waiting = bool(self.lines) and self.lines[-1].quantity is None
        line = self.lines.pop() if waiting else Line((self.lines or self.before)[-1].category)
        self.lines.append(line.counting(quantity.value, quantity.end, label))

    def _count_again(self, quantity: Quantity, following: Token | None) -> bool:
        """Whether a count names goods priced before, whose it then is: 鲤 六毛, 鲫 两毛。鲤还有八十."""
        if isinstance(following, Price) or len(self.priced) < 2:
            return False
        bare = [one.line for one in self.priced if not one.line.quantity]
        line = named_again(bare, self.text, self._figure, quantity.start)
        for place, one in enumerate(self.priced):
            if one.line is line:
                self.priced[place] = Priced(line.counting(quantity.value), one.price, one.own)
        return line is not None

    def _is_sum(self, quantity: Quantity) -> bool:
        """Whether the lines that wait are of one kind and their counts parts of this one."""
        counts = [line.quantity for line in self.lines if line.quantity]
        one_kind = len({line.category for line in self.lines}) == 1
        return one_kind and bool(counts) and max(counts) < quantity.value

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

    def _add_row(self, row: Sequence[Price]) -> None:
        self.priced += [Priced(line, price, self._own) for line, price in zip(self.lines, row, strict=True)]
        self._own = False
        self.before, self.lines, self._last = self.lines[-1:], [], row[-1].end

    def _add_price(self, price: Price) -> None:
        near = self.near(price.start)
        meant = self._meant if self._meant in self.lines else self._named_again(price)
        if meant:
            self.lines = [line for line in self.lines if line is not meant]
            self.priced.append(Priced(meant, price, True))
            self.before, self._last, self._meant = [meant], price.end, None
            return
        chosen = self._chosen(price, near) if self.lines else self._again(price, near)
        label = label_before(self.text, self._figure, price.start)
        chosen = [line if line.quantity else line.counting(None, label=label) for line in chosen]
        self.priced += [Priced(line, price, self._own) for line in chosen]
        self._own = False
        self.before, self._last = chosen[-1:], price.end

    def _named_again(self, price: Price) -> Line | None:
        """The line of several with a count that the words before a price name."""
        counted = [line for line in self.lines if line.quantity]
        if len(counted) < 2 or price.block:
            return None
        return named_again(counted, self.text, self._figure, price.start)

    def _chosen(self, price: Price, near: str) -> list[Line]:
        """Of the lines that wait: every one where the price is shared, the one meant, else the last."""
        lines, self.lines = self.lines, []
        counted = [line for line in lines if line.quantity]
        if len(lines) > 1 and (many := count_off(near)):
            lines = counted if len(counted) > 1 else lines
            self.lines = lines[many:] if many > 0 else lines[:many]
            return lines[:many] if many > 0 else lines[many:]
        most = max((line.quantity or 0 for line in counted), default=0)
        large = [line for line in counted if (line.quantity or 0) * 50 >= most]
        if len({line.quantity for line in large}) > 1 and is_bundle(near) and price.unit in (None, "total"):
            self.lines, self.bundled = large, True
            kinds = {line.category for line in large}
            return [Line(kinds.pop() if len(kinds) == 1 else "mixed_other")]
        if price.block and counted and counted[-1].quantity == price.block:
            if len(lines) > 1 and (not self.priced and told_aside(lines, self.text)):
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
            return large
        if len(counted) == 1 and not SHARED.search(near) and self._is_stock(counted[0], lines[-1]):
            return counted
        if len(lines) > 1 and (SHARED.search(near) or (not self.priced and told_aside(lines, self.text))):
            if len({line.category for line in lines}) == 1 and counted:
                return counted
            return [line.counting(None) for line in lines] if len(counted) == 1 else lines
        if counted and lines[-1].category == counted[-1].category:
            return counted[-1:]
        return lines[-1:]

    def _is_stock(self, line: Line, last: Line) -> bool:
        """Whether what is named behind a count tells more of what was counted: 2000户, 养老的保险的都用过."""
        told = self.text[line.end : last.named[0]]
        return line is not last and line.category != "lookup" and "\n" not in told

    def _again(self, price: Price, near: str) -> list[Line]:
        """A second price for the same goods: the count stays for the whole of it, in the same line."""
        kinds = {one.line.category for one in self.priced}
        if (
            len(self.priced) > 1
            and WHOLE.search(near)
            and any(one.line.quantity or len(kinds) > 1 for one in self.priced)
        ):
            return [Line(kinds.pop() if len(kinds) == 1 else "mixed_other")]
        part = PART.search(near)
        fresh = part or "\n" in self.text[self._last : price.start] or len(self.before) > 1
        whole = len(self.before) == 1 and bool(self.priced) and buys_whole(price, self.priced[-1])
        keeps = (whole and not part) or (
            PACKAGE.search(near + " " + SENTENCE.split(self.text[price.end : price.end + 3])[0]) and not fresh
        )
        return [line if keeps else line.counting(None) for line in self.before[-1:]]
