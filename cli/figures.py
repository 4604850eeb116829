"""The figures of the judgement as a table, each beside what is aimed at."""

from analysis.measurement import Figures, Score
from cli.output import table

Row = tuple[object, ...]


def show_figures(figures: Figures) -> None:
    """A row per figure: precision, recall and F1, or the one share that counts; the aim; of how many."""
    labels = figures.labels
    rows = [
        _scored("sale", labels["sale"], "each >= 0.95"),
        _scored("seek", labels["seek"], "F1 >= 0.90"),
        _scored("other", labels["other"], ""),
        _scored("category", figures.categories, "F1 >= 0.92"),
        _scored("contact", figures.contacts, "F1 >= 0.95"),
        _scored("quantity, exact", figures.quantity, "recall >= 0.92"),
        _scored("price and unit, exact", figures.price, "recall >= 0.92"),
    ]
    if figures.obfuscated:
        rows.append(
            _share("sale in disguise", figures.obfuscated.recall, ">= 0.92", figures.obfuscated.labelled)
        )
    rows += [
        _share("scored >= 0.9: sale or seek", figures.sure.precision, ">= 0.97", figures.sure.found),
        _share("reasons at their characters", figures.spans.precision, "1", figures.spans.found),
        _share("false alarms", figures.alarm_share, "<= 0.001 of ordinary talk", figures.alarms.labelled),
    ]
    table(f"{figures.posts} posts", ("", "precision", "recall or share", "F1", "aim", "of"), rows)


def _scored(name: str, score: Score, aim: str) -> Row:
    return (name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", aim, score.labelled)


def _share(name: str, share: float, aim: str, of: int) -> Row:
    return (name, "", f"{share:.3f}", "", aim, of)
