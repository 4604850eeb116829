"""Match tokens: keyed digests of identity values, by which equal ones are counted and looked up unseen.

Numbers of eleven or eighteen digits are few enough to be tried out: a digest without a key would be as good
as the number. A token is HMAC-SHA-256 (RFC 2104), cut to 128 bits (its section 5), of the kind and the value
in its one plain form.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterable, Sequence

from stdnum.cn import ric

from analysis.privacy.asked import TOKENED, asked_values
from analysis.privacy.kinds import Identity
from analysis.privacy.masking import find_victims
from analysis.readings.folding import fold
from records.assessment import Contact
from records.match_key import MatchKey
from records.picture import Picture
from records.reading import Post

TOKEN_BYTES = 16
#: What a query's grammar lets stand right before and behind a token, and what it has no use for beside one.
BEFORE = ("", *" \t\n\r\u3000(（+-!！:：")
BEHIND = tuple(" \t\n\r\u3000)）^~")
PAUSES = ",，、;；。"


def match_token(kind: str, value: str, key: MatchKey) -> str:
    """``phone.1.9f86d081884c7d65…``: kind, version of the key, 32 hexadecimal digits. Equal values of a kind
    have equal tokens, in whatever written form they were found.
    """
    message = f"hawkwatch match token\0{kind}\0{plain_value(kind, value)}".encode()
    digest = hmac.digest(key.secret, message, hashlib.sha256)[:TOKEN_BYTES]
    return f"{kind}.{key.version}.{digest.hex()}"


def plain_value(kind: str, value: str) -> str:
    """The one form of a value: an ID number has 18 digits, a mobile number nothing before it.

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
    """``query`` with every ID, card, mobile and paper number, every plate and e-mail address as what asks for
    its tokens: ``match:phone.1.…``, of every key's, where there are several. What is given as a seller's
    handle (``contact:phone:…``, ``微信:…``) stays. ``keys`` gives the house's keys; a query that names nobody
    needs none.
    """
    parts: list[str] = []
    place = 0
    named = tuple(asked_values(query))
    house = keys() if named else ()
    for asked in named:
        tokens = [_asking(value, house) for value in asked.values]
        wanted = [*tokens, *(f'{asked.field}"{text}"' for text in asked.texts)]
        put = wanted[0] if len(wanted) == 1 else f"({' AND '.join(wanted)})"
        parts += [query[place : asked.start], put]
        place = asked.end
    return _spaced([*parts, query[place:]])


def _asking(value: Identity, keys: Sequence[MatchKey]) -> str:
    tokens = [f"match:{match_token(value.kind, value.value, key)}" for key in keys]
    return tokens[0] if len(tokens) == 1 else f"({' OR '.join(tokens)})"


def _spaced(parts: Sequence[str]) -> str:
    """What stays and what was put in, by turns, with a blank where the grammar needs one."""
    spaced = [parts[0].rstrip(PAUSES)]
    for put, after in zip(parts[1::2], parts[2::2], strict=True):
        spaced.append(put if spaced[-1][-1:] in BEFORE else f" {put}")
        if behind := after.strip(PAUSES):
            spaced.append(behind if behind[0] in BEHIND else f" {behind}")
    return "".join(spaced)
