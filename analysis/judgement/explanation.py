"""A judgement laid open: readings, words, signs with their pull, and the assessment they lead to."""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.grammars.post_reading import read_post
from analysis.judgement.assessor import assess
from analysis.judgement.author import read_author
from analysis.judgement.goods import find_goods
from analysis.judgement.model import load_weights
from analysis.judgement.signals import find_signals
from analysis.words.terms import terms
from records.assessment import Assessment
from records.term import Terms


@dataclass(frozen=True, slots=True)
class Contribution:
    """A sign, the characters that earned it (empty for signs of absence), and its pull towards the label."""

    rule: str
    text: str
    pull: float


@dataclass(frozen=True, slots=True)
class Disguised:
    """Characters as they were written, and the family of disguise that was undone."""

    family: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """``folded`` is the first reading, ``unmasked`` the second, ``words`` the search terms.

    ``disguises`` are those undone from one reading to the other, ``invisible`` counts the characters nobody
    sees.
    """

    folded: str
    unmasked: str
    disguises: tuple[Disguised, ...]
    invisible: int
    words: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    assessment: Assessment


def explain(
    text: str,
    title: str | None = None,
    author: str | None = None,
    terms: Callable[[str], Terms] = terms,
) -> Explanation:
    """Lay open how ``text`` is judged; contributions are in order of their pull towards the label.

    ``terms`` cuts a text into words; without it the shipped dictionary does.
    """
    assessment = assess(text, title, author)
    reading = read_post(text, title)
    pulls = load_weights().pulls[assessment.label]
    signer = read_author(author)
    contributions = [
        Contribution(
            signal.name,
            (signer.plain.text if signal.field == "author" else reading.text)[signal.start : signal.end],
            round(pulls.get(signal.name, 0.0), 3),
        )
        for signal in find_signals(reading, find_goods(reading), signer)
    ]
    return Explanation(
        folded=reading.folded.text,
        unmasked=reading.text,
        disguises=tuple(
            Disguised(one.family, reading.original[one.start : one.end]) for one in reading.plain.undone
        ),
        invisible=len(reading.folded.invisible),
        words=tuple(word.text for word in terms(text).words),
        contributions=tuple(sorted(contributions, key=lambda one: -one.pull)),
        assessment=assessment,
    )
