"""Chinese characters as this room counts them: also radicals, bopomofo, and everything written in parts."""

import re

#: A character class for regular expressions.
HAN = r"[\u2e80-\u2fdf\u3105-\u312f\u3400-\u9fff]"
_ONE = re.compile(HAN)


def is_han(text: str, place: int) -> bool:
    """Whether a Chinese character stands at ``place``; nothing stands outside the text."""
    return 0 <= place < len(text) and _ONE.match(text, place) is not None
