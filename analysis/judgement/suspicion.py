"""Which posts are read in full: most posts of the world are passed over after a look or two.

A post is looked at alone (``assess``) or among many (``analysis.screening``) and judged alike. A word of the
house's own lexicon is always read in full, and so is what nobody sees: the reasons tell of it.
"""

from analysis.judgement.first_look import house_words, load_first_look, telling_words
from analysis.judgement.second_look import load_second_look
from analysis.readings.coarse import UNSEEN


def is_suspicious(shown: str) -> bool:
    """Whether a post of that coarse text is read in full; all others are ``other``."""
    own = house_words()
    if UNSEEN in shown or (own and own.find(shown)):
        return True
    look = load_first_look()
    if look.worth(shown) < look.least and not telling_words().find(shown):
        return False
    return load_second_look().lets_through(shown)
