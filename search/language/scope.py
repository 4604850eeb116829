"""What stands before a colon of a query: a field of documents, a channel, or a way to search the text."""

from dataclasses import dataclass

from search.fault import QueryError
from search.fields import BY_NAME, CHANNELS, FIELDS
from search.language.repair import nearest

#: What may be asked besides the fields of documents.
TEXT, ALIKE, EXISTS = ("text", "正文"), ("alike", "近似"), "_exists_"


@dataclass(frozen=True, slots=True)
class Scope:
    """The field that values belong to; ``channel`` of a contact where only handles are told."""

    field: str
    channel: str = ""


CONTACT, SOUND = Scope("contact"), Scope("alike")


def scope_of(name: str, place: int) -> Scope:
    """What ``name``, folded, stands for.

    Raises:
        QueryError: nothing; with the nearest name, if one is near.
    """
    if name in CHANNELS:  # 微信:abc
        return Scope("contact", CHANNELS[name])
    if name in ALIKE:
        return SOUND
    if name in BY_NAME:
        return Scope(BY_NAME[name].name)
    if near := nearest(name, (*BY_NAME, *CHANNELS, *TEXT, *ALIKE, EXISTS)):
        message = "there is no field {name}; did you mean {near}? Words with a colon go in quotation marks"
        raise QueryError(message, place, name=name, near=near)
    message = "there is no field {name}; put words with a colon in quotation marks, or use one of {known}"
    raise QueryError(message, place, name=name, known=tuple(field.name for field in FIELDS))
