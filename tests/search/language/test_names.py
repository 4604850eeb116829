"""Names of fields, channels and values; numbers of people that are hidden among them."""

import pytest

from analysis.privacy.asked import HANDLES
from analysis.privacy.match_tokens import conceal
from analysis.words.terms import terms
from records.match_key import MatchKey
from search.fields import BY_NAME, CHANNELS, FIELDS, VALUES
from search.query import parse


def test_fields_channels_and_values_have_names_of_their_own() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.names)]
    assert len(names) == len(set(names)) == len(BY_NAME)
    assert not set(names) & set(CHANNELS)
    assert not set(VALUES["state"]) & set(VALUES["review"])


def test_sellers_handles_are_named_as_the_query_language_names_them() -> None:
    """What may stay as typed where a person's number would be hidden: analysis cannot ask search."""
    fields = {name for field in ("contact", "seller") for name in (field, *BY_NAME[field].names)}
    assert fields | set(CHANNELS) == HANDLES


@pytest.mark.parametrize(
    "asked", ["13800000123", "１３８ 0000 0123", "mao@example.com", "11010119900307001X"]
)
@pytest.mark.parametrize(
    "around",
    [
        *(
            "{}",
            "-{}",
            "+{} 银行",
            '"{}"',
            '"张三 {} 住址"',
            "text:{}",
            'author:"张三 {}"',
            "银行 NOT ({} OR 客户)",
        ),
        *(
            "类别:银行 AND {}",
            "加{}微信",
            "{}*",
            "({})",
            "\u202d{}\u202c",
            "author:({} OR 王)",
            "{}，{}",
            "“{}”",
        ),
    ],
)
def test_what_hides_a_number_can_be_read(around: str, asked: str) -> None:
    hidden = conceal(around.replace("{}", asked), lambda: [MatchKey(1, bytes(32))])
    assert asked not in hidden
    assert "Tag(field='match', value='" in repr(parse(hidden, terms))
    assert "match:" not in repr(parse(hidden, terms))
