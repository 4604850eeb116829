"""Everything in a post that the model weighs: rules that fired, and runs of characters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from analysis.grammars.post_reading import PostReading
from analysis.judgement.goods import Goods
from analysis.judgement.model import AUTHOR, OUTLINE, WORDING, Row, Run, Weights, load_runs
from analysis.judgement.outline import Outline, outline, plain_name, wording
from analysis.judgement.signals import Field, Signal, find_signals
from analysis.readings.folding import Folded
from records.assessment import Label

#: The longest run of each kind that training looks at.
LONGEST = {WORDING: 4, OUTLINE: 5, AUTHOR: 3}

#: Rules that tell of a deal begin like this.
GROUNDS = ("goods.", "trade.", "offer.", "fields.", "price.", "count.", "contact.")
#: A sign that pulls less is no reason.
LEAST_PULL = 0.05


@dataclass(frozen=True, slots=True)
class Signs:
    """``rules`` that fired; ``texts`` of the kinds of runs, and the ``runs`` known to the weights in them."""

    rules: Sequence[Signal]
    texts: Mapping[str, Outline]
    runs: Mapping[str, Sequence[Run]]

    def has_ground(self) -> bool:
        """Whether a rule found something of a deal: runs of characters alone make no listing."""
        return any(rule.end > rule.start and rule.name.startswith(GROUNDS) for rule in self.rules)

    def logits(self, weights: Weights) -> Row:
        """What all signs add up to, each counted once."""
        known = load_runs()
        rows: list[Row] = []
        for kind, found in self.runs.items():
            rows += map(known[kind].rows.__getitem__, set(map(itemgetter(0), found)))
        return weights.logits({rule.name for rule in self.rules}, rows)

    def strongest(self, label: Label, weights: Weights) -> Iterator[Signal]:
        """The signs that pull towards ``label``, the strongest first.

        A post has hundreds of runs and few of them become reasons: where one stands is looked up when asked.
        """
        pulling: list[tuple[float, str, Signal | Run]] = []
        for rule in self.rules:
            if rule.end > rule.start and (pull := weights.pull(rule.name, label)) > LEAST_PULL:
                pulling.append((pull, "", rule))
        for kind, found in self.runs.items():
            pulls = load_runs()[kind].pulls[label]
            pulling += [(pull, kind, run) for run in found if (pull := pulls[run[0]]) > LEAST_PULL]
        pulling.sort(key=itemgetter(0), reverse=True)
        for _, kind, sign in pulling:
            yield sign if isinstance(sign, Signal) else self._run_signal(kind, sign)

    def _run_signal(self, kind: str, run: Run) -> Signal:
        """A run as a signal: its place in the reading (or in the author's name)."""
        number, start, end = run
        field: Field = "author" if kind == AUTHOR else "post"
        return Signal(load_runs()[kind].names[number], *self.texts[kind].span(start, end), field=field)


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
