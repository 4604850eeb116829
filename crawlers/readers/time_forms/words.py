"""Names of days and months as the beginnings of words: English, German, Russian, Chinese."""

_MONTHS = (
    ("jan", "янв"), ("feb", "фев"), ("mar", "mär", "mrz", "мар"), ("apr", "апр"),
    ("may", "mai", "май", "мая"), ("jun", "июн"), ("jul", "июл"), ("aug", "авг"), ("sep", "сен"),
    ("oct", "okt", "окт"), ("nov", "ноя"), ("dec", "dez", "дек"),
)  # fmt: skip
_WEEKDAYS = (
    ("mon", "mo", "пн", "пон"), ("tue", "di", "вт"), ("wed", "mi", "ср"), ("thu", "do", "чт", "чет"),
    ("fri", "fr", "пт", "пят"), ("sat", "sa", "сб", "суб"), ("sun", "so", "вс", "вос"),
)  # fmt: skip
MONTH = {stem: number for number, stems in enumerate(_MONTHS, 1) for stem in stems}
_HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
HAN_MONTH = {word: number for number, word in enumerate(_HAN, 1)}
# Monday is 0.
WEEKDAY = {stem: number for number, stems in enumerate(_WEEKDAYS) for stem in stems}
HAN_WEEKDAY = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
# How many days ago.
NAMED_DAY = {
    "今天": 0, "今日": 0, "today": 0, "heute": 0, "сегодня": 0,
    "昨天": 1, "昨日": 1, "yesterday": 1, "gestern": 1, "вчера": 1,
    "前天": 2, "前日": 2, "vorgestern": 2, "позавчера": 2, "大前天": 3,
}  # fmt: skip
# What stands between the parts of a time and says nothing.
FILLING = ("at", "on", "the", "of", "um", "uhr", "den", "der", "am", "в", "г")


def any_of(words: dict[str, int] | tuple[str, ...]) -> str:
    """A pattern for one of ``words``, the longest that fits."""
    return "|".join(sorted(words, key=lambda word: -len(word)))
