"""Everything in a post that the model weighs: rules that fired, and runs of characters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.grammars.post_reading import PostReading
from analysis.judgement.goods import Goods
from analysis.judgement.model import AUTHOR, OUTLINE, WORDING, load_runs
from analysis.judgement.outline import Outline, outline, plain_name, wording
from analysis.judgement.signals import Field, Signal, find_signals
from analysis.readings.folding import Folded

#: The longest run of each kind that training looks at.
LONGEST = {WORDING: 4, OUTLINE: 5, AUTHOR: 3}


@dataclass(frozen=True, slots=True)
class Signs:
    """``rules`` that fired; ``texts`` of the kinds of runs, and the ``runs`` known to the weights in them."""

    rules: Sequence[Signal]
    texts: Mapping[str, Outline]
    runs: Mapping[str, Sequence[tuple[str, int, int]]]

    def names(self) -> frozenset[str]:
        """Names of all signs: what the model weighs."""
        runs = (name for found in self.runs.values() for name, _, _ in found)
        return frozenset([*(rule.name for rule in self.rules), *runs])

    def run_signals(self) -> Iterator[Signal]:
        """The runs as signals: their places in the reading (or in the author's name)."""
        for kind, found in self.runs.items():
            field: Field = "author" if kind == AUTHOR else "post"
            for name, start, end in found:
                yield Signal(name, *self.texts[kind].span(start, end), field=field)


def texts_of(reading: PostReading, author: Folded) -> dict[str, Outline]:
    """The texts in which runs are looked for, by kind."""
    return {WORDING: wording(reading), OUTLINE: outline(reading), AUTHOR: plain_name(author)}


def find_signs(reading: PostReading, goods: Sequence[Goods], author: Folded) -> Signs:
    """All signs of a post and its author's name."""
    texts = texts_of(reading, author)
    known = load_runs()
    return Signs(
        find_signals(reading, goods, author.text),
        texts,
        {kind: known[kind].find(text.text) for kind, text in texts.items()},
    )
