"""Are the house's own words readable, and do they count?"""

from analysis.words.dictionary import DictionaryError, shipped_dictionary
from analysis.words.entries import LexiconError
from analysis.words.overlay import look_in
from analysis.words.reference import NoReference
from analysis.words.tokenizer import open_tokenizer
from analysis.words.vocabulary import house_entries, load_entries
from config.settings import Settings
from operations.check import Check
from operations.lexicon.dictionary import waiting_words

IDLE = "the product has them by now, or has no group for them; `hawkwatch lexicon list` shows them"


def check_lexicon(settings: Settings) -> Check:
    """Reads the house's files and the index's dictionary; starts the tokenizer that is asked for."""
    look_in(settings.lexicon)
    try:
        open_tokenizer(shipped_dictionary(), settings.tokenizer)
        own, counting = house_entries(), set(load_entries())
        waiting = waiting_words(settings.index_dictionary)
    except (DictionaryError, LexiconError, NoReference) as error:
        return Check("lexicon", "fail", str(error), f"Correct it: {settings.lexicon}, setting `tokenizer`.")
    found = f"{len(own)} words of the house; {len(waiting)} wait for the next index"
    if idle := [one.word for one in own if one not in counting]:
        return Check("lexicon", "warn", f"{found}; without effect: {', '.join(idle)}", IDLE)
    return Check("lexicon", "ok", found)
