"""The fingerprint of an advert: equal for its copies, wherever and by whom they are posted."""

import hashlib
import re
from collections.abc import Iterable

from analysis.readings.disguises import unmask
from analysis.readings.folding import fold
from analysis.readings.han import HAN
from records.assessment import Contact
from records.reading import Post

#: What stands between Han characters differs from copy to copy: numbers, handles, noise, ornament.
BETWEEN = re.compile(rf"(?:(?!{HAN}).)+", re.DOTALL)
#: Shorter texts are written by strangers as well.
SHORTEST = 12


def campaign_of(post: Post, contacts: Iterable[Contact] = ()) -> str:
    """Sixteen hex digits of the Han characters of ``post`` with its disguises undone.

    ``post`` is masked; of a short text the ``contacts`` count as well. Empty where there is nothing to go by.
    """
    said = BETWEEN.sub("", unmask(fold(post.text or post.title or "")).text)
    if len(said) < SHORTEST:
        handles = sorted(f"{contact.kind}:{contact.value}" for contact in contacts)
        if not handles:
            return ""
        said = "\n".join((said, *handles))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
