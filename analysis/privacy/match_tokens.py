"""Match tokens: keyed digests of identity values, by which equal ones are counted and looked up unseen.

Numbers of eleven or eighteen digits are few enough to be tried out: a digest without a key would be as good
as the number. A token is HMAC-SHA-256 (RFC 2104), cut to 128 bits (its section 5), of the kind and the value
in its one plain form.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from stdnum.cn import ric

from analysis.privacy.identity import find_identities
from analysis.privacy.kinds import Identity
from analysis.privacy.masking import find_victims
from analysis.privacy.papers import find_papers
from analysis.readings.folding import fold
from records.assessment import Contact
from records.match_key import MatchKey
from records.picture import Picture
from records.reading import Post

#: A name or an address is nobody's alone.
TOKENED = ("id", "card", "phone", "email", "plate", "paper")
TOKEN_BYTES = 16
#: Before a value in a query: a field was asked for, which takes its value as it is.
FIELD = re.compile(r"[:：]\"?$")
QUOTES = ('"', "“", "”")


def match_token(kind: str, value: str, key: MatchKey) -> str:
    """``phone.1.9f86d081884c7d65…``: kind, version of the key, 32 hexadecimal digits. Equal values of a kind
    have equal tokens, in whatever written form they were found.
    """
    message = f"hawkwatch match token\0{kind}\0{plain_value(kind, value)}".encode()
    digest = hmac.digest(key.secret, message, hashlib.sha256)[:TOKEN_BYTES]
    return f"{kind}.{key.version}.{digest.hex()}"


def plain_value(kind: str, value: str) -> str:
    """The one form of a value: an ID number has 18 digits, a mobile number no country code.

    An ID number of 15 digits and its later one of 18 are the same person's (GB 11643-1999: the century 19 and
    a check digit came in).
    """
    if kind == "id" and len(value) == 15:
        longer = f"{value[:6]}19{value[6:]}"
        return longer + str(ric.calc_check_digit(f"{longer}0")).lower()
    return value[-11:] if kind == "phone" and value.isdigit() else value.lower()


def match_tokens(
    post: Post, contacts: Iterable[Contact], key: MatchKey, pictures: Sequence[Picture] = ()
) -> tuple[str, ...]:
    """The tokens of the identity values in a post's texts and ``pictures``, victims' and its author's, each
    once, in order.
    """
    seen = (one.text for one in pictures)
    texts = filter(None, (post.title, post.text, post.author_name, post.signature, *seen))
    found = [(value.kind, value.value) for text in texts for value in find_victims(fold(text).text)]
    found += [(contact.kind, contact.value) for contact in contacts if contact.kind in ("phone", "email")]
    return tuple(dict.fromkeys(match_token(*one, key) for one in found if one[0] in TOKENED))


def conceal(query: str, keys: Callable[[], Sequence[MatchKey]]) -> str:
    """``query`` with every ID, card, mobile and paper number and every plate as what asks for its tokens:
    ``match:phone.1.…``, of every key's, where there are several. A field's value stays as it is. ``keys``
    gives the house's keys; a query without any such number needs none.
    """
    parts: list[str] = []
    place = 0
    for value, start, end in _asked(query):
        if start >= place and not FIELD.search(query, max(0, start - 2), start):
            tokens = [f"match:{match_token(value.kind, value.value, key)}" for key in keys()]
            parts += [query[place:start], tokens[0] if len(tokens) == 1 else f"({' OR '.join(tokens)})"]
            place = end
    return "".join([*parts, query[place:]])


def _asked(query: str) -> Iterator[tuple[Identity, int, int]]:
    """The values in a query and where they stand, quotation marks around them included."""
    folded = fold(query)
    values = [*find_identities(folded.text), *find_papers(folded.text)]
    for value in sorted(values, key=lambda one: one.start):
        if value.kind in TOKENED and value.kind != "email":
            start, end = folded.span(value.start, value.end)
            quoted = query[start - 1 : start] in QUOTES and query[end : end + 1] in QUOTES
            yield (value, start - 1, end + 1) if start and quoted else (value, start, end)
