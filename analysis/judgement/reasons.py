"""The reasons of a judgement: the signs that pulled hardest towards it, at their original characters."""

from collections.abc import Iterable, Iterator

from analysis.grammars.post_reading import PostReading
from analysis.judgement.author import Author
from analysis.judgement.model import KINDS, Weights
from analysis.judgement.signals import Signal
from records.assessment import Label, Reason

#: So many reasons are handed over, the weightiest first.
MOST = 12
#: A sign that pulls less is no reason.
LEAST_PULL = 0.05


def give_reasons(
    signals: Iterable[Signal], label: Label, weights: Weights, reading: PostReading, author: Author
) -> tuple[Reason, ...]:
    """The strongest of ``signals`` for ``label``; ``field[start:end] == reason.text`` of title, text, author.

    Blanks, and single characters that happen to weigh, tell a reader nothing and are left out.
    """
    pulls = ((weights.pull(signal.name, label), signal) for signal in signals if signal.end > signal.start)
    strongest = sorted((pair for pair in pulls if pair[0] > LEAST_PULL), key=lambda pair: -pair[0])
    reasons = (_reason(signal, reading, author) for signal in _apart(signal for _, signal in strongest))
    return tuple(reason for reason in reasons if reason.text.strip())


def _apart(signals: Iterable[Signal]) -> Iterator[Signal]:
    """At most ``MOST`` signals, none of which stands inside a stronger one or bears its name."""
    kept: list[Signal] = []
    for one in signals:
        if len(kept) == MOST:
            return
        if not _is_crumb(one) and not any(one.name == other.name or _inside(one, other) for other in kept):
            kept.append(one)
            yield one


def _is_crumb(one: Signal) -> bool:
    return one.name[0] in KINDS and len(one.name.strip()) < 3


def _inside(one: Signal, other: Signal) -> bool:
    return one.field == other.field and other.start <= one.start and one.end <= other.end


def _reason(signal: Signal, reading: PostReading, author: Author) -> Reason:
    """The signal in original offsets; one that runs from the title into the text is cut at its end."""
    if signal.field == "author":
        start, end = author.plain.span(signal.start, signal.end)
        return Reason(signal.name, start, end, author.name[start:end], "author")
    start, end = reading.plain.span(signal.start, signal.end)
    if start < reading.offset:
        end = min(end, reading.offset - 1)
        return Reason(signal.name, start, end, reading.original[start:end], "title")
    return Reason(
        signal.name, start - reading.offset, end - reading.offset, reading.original[start:end], "text"
    )
