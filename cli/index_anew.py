"""The index made anew: apart from the other stores, for it needs what few commands need."""

from cli.language import say
from cli.output import complain
from cli.stores import reach_the_index
from config.settings import Settings
from operations.alerts import Watch
from operations.lexicon.dictionary import adopt_dictionary, next_dictionary, version_of
from operations.rebuild import Rebuilt, rebuild


def make_index_anew(settings: Settings, switch: bool = True) -> Rebuilt:
    """Fill a new index by the dictionary of today and switch to both, or leave them for a switch.

    Raises:
        IndexFault: it cannot be reached or written; then the old one stays.
    """
    with next_dictionary(settings.index_dictionary, adopted=False) as dictionary:
        version = version_of(dictionary)
        index = reach_the_index(settings, dictionary)
        alert = Watch(dictionary).over(index)
        made = rebuild(settings.home, index, switch, alert)
        index.close()
    if made.switched:
        adopt_dictionary(settings.index_dictionary, version)
    tell_refused(made, switch)
    return made


def tell_refused(made: Rebuilt, wished: bool) -> None:
    """Complain of each document that is not in the new index, and where it was not switched to for that."""
    for refusal in made.refused:
        complain(say("refused: {id}: {reason}", id=refusal.id, reason=refusal.reason))
    if wished and not made.switched:
        complain(say("some of these are found today: the index in use stays until `hawkwatch index switch`"))
