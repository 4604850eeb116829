"""Everything the console says is said in Chinese too, and the compiled catalogue is the written one."""

import gettext
import os
import sys
from pathlib import Path
from typing import get_args

from casework.orders import RIGHT_OF
from casework.reviews import VERDICTS
from casework.rights import RIGHTS
from console.question import SORTS
from evidence.verifier import CODES
from records.assessment import CATEGORIES, Certainty, ContactKind, Grade, Label, PriceUnit
from records.reading import State
from search.fields import FACETS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casework.settings")
sys.path.insert(0, str(Path(__file__).parent))
import catalogue


def test_the_catalogue_holds_exactly_what_is_said() -> None:
    assert {_key(message) for message in catalogue.written()} == {
        _key(message) for message in catalogue.spoken()
    }


def test_nothing_lacks_chinese() -> None:
    lacking = [message.id for message in catalogue.written() if message.id and not all(_strings(message))]
    assert lacking == []
    assert [message.id for message in catalogue.written() if message.fuzzy] == []


def test_placeholders_survive_translation() -> None:
    wrong = [error for message in catalogue.written() for error in message.check(catalogue.written())]
    assert wrong == []


def test_compiled_and_written_agree() -> None:
    with catalogue.PO.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in catalogue.written():
        if not message.id:
            continue
        first = message.id[0] if isinstance(message.id, tuple) else message.id
        plural = message.id[1] if isinstance(message.id, tuple) else first
        if message.context:
            assert compiled.pgettext(message.context, first) == message.string
        elif plural != first:
            assert compiled.ngettext(first, plural, 2) == _strings(message)[0]
        else:
            assert compiled.gettext(first) == message.string


def test_every_code_of_the_records_has_a_word() -> None:
    from console.vocabulary import WORDS

    codes = {
        "category": CATEGORIES,
        "label": get_args(Label),
        "severity": get_args(Grade),
        "certainty": get_args(Certainty),
        "channel": get_args(ContactKind),
        "unit": get_args(PriceUnit),
        "state": tuple(State),
        "role": tuple(RIGHTS),
        "order": tuple(RIGHT_OF),
        "review": ("unreviewed", *VERDICTS),
        "verdict": tuple(CODES),
        "sort": SORTS,
        "facet": FACETS,
    }
    assert [
        (kind, code) for kind, wanted in codes.items() for code in wanted if code not in WORDS[kind]
    ] == []


def _strings(message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple | list) else [message.string]


def _key(message) -> tuple[str | None, object]:
    return message.context, message.id
