"""Chinese characters as this room counts them: also radicals, bopomofo, and everything written in parts."""

#: A character class for regular expressions.
HAN = r"[\u2e80-\u2fdf\u3105-\u312f\u3400-\u9fff]"


def is_han(text: str, place: int) -> bool:
    """Whether a Chinese character stands at ``place``; nothing stands outside the text."""
    if not 0 <= place < len(text):
        return False
    one = text[place]
    return "\u3400" <= one <= "\u9fff" or "\u2e80" <= one <= "\u2fdf" or "\u3105" <= one <= "\u312f"
