"""Everything in a post that the model weighs: rules that fired, and runs of characters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from analysis.grammars.post_reading import PostReading
from analysis.judgement.author import Author
from analysis.judgement.goods import Goods
from analysis.judgement.model import AUTHOR, OUTLINE, WORDING, Weights
from analysis.judgement.outline import Outline, outline, plain_name, wording
from analysis.judgement.sign_table import Run
from analysis.judgement.signal import Signal
from analysis.judgement.signals import find_signals
from records.assessment import Label

#: The longest run of each kind that training looks at.
LONGEST = {WORDING: 4, OUTLINE: 5, AUTHOR: 3}

#: Rules that tell of a deal begin like this.
GROUNDS = ("goods.", "trade.", "offer.", "fields.", "price.", "count.", "contact.")
#: A sign that pulls less, or less than this share of the strongest, is no reason.
LEAST_PULL, LEAST_SHARE = 0.05, 0.15


@dataclass(frozen=True, slots=True)
class Signs:
    """``rules`` that fired; ``texts`` of the kinds of runs, and the ``runs`` known to the weights in them."""

    rules: Sequence[Signal]
    texts: Mapping[str, Outline]
    runs: Mapping[str, Sequence[Run]]

    def has_ground(self) -> bool:
        """Whether a rule found something of a deal: runs of characters alone make no listing."""
        return any(rule.end > rule.start and rule.name.startswith(GROUNDS) for rule in self.rules)

    def logits(self, weights: Weights) -> list[float]:
        """What all signs add up to, each counted once: trade, sale, seek."""
        return weights.table.total({rule.name for rule in self.rules}, self.runs)

    def strongest(self, label: Label, weights: Weights) -> Iterator[Signal]:
        """The signs that pull towards ``label``, the strongest first; those that pull little are left out.

        A post has hundreds of runs and few of them become reasons: where one stands is looked up when asked.
        """
        pulls = weights.pulls[label]
        pulling: list[tuple[float, str, Signal | Run]] = [
            (pulls[rule.name], "", rule) for rule in self.rules if rule.end and rule.name in pulls
        ]
        least = max(LEAST_PULL, LEAST_SHARE * max(pulling, key=itemgetter(0), default=(0.0,))[0])
        for kind, found in self.runs.items():
            strengths = weights.run_pulls[label][kind]
            pulling += [(pull, kind, run) for run in found if (pull := strengths[run[2]]) > least]
        pulling.sort(key=itemgetter(0), reverse=True)
        for pull, kind, sign in pulling:
            if pull < least or pull < LEAST_SHARE * pulling[0][0]:
                return
            yield sign if isinstance(sign, Signal) else self._run_signal(kind, sign, weights)

    def _run_signal(self, kind: str, run: Run, weights: Weights) -> Signal:
        """A run as a signal: its place in the reading (or in the author's name)."""
        start, end, number = run
        span = self.texts[kind].span(start, end)
        return Signal(weights.table.runs[kind][number], *span, "author" if kind == AUTHOR else "post")


def texts_of(reading: PostReading, author: Author) -> dict[str, Outline]:
    """The texts in which runs are looked for, by kind."""
    return {WORDING: wording(reading), OUTLINE: outline(reading), AUTHOR: plain_name(author.plain)}


def find_signs(reading: PostReading, goods: Sequence[Goods], author: Author, weights: Weights) -> Signs:
    """All signs of a post and its author's name."""
    texts = texts_of(reading, author)
    return Signs(
        find_signals(reading, goods, author),
        texts,
        {kind: weights.table.find(kind, text.text) for kind, text in texts.items()},
    )
