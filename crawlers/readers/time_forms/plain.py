"""A shown time stripped to what tells the time."""

import re
import unicodedata

# More than any site prints, less than would keep a pattern busy.
_LONGEST = 200
_LEAD = re.compile(
    r"^[»·•|,\s-]*(?:"
    r"(?:最后)?(?:发表|发布|编辑|回复|更新|发帖|创建)(?:时间)?\s*(?:于|:)?|"
    r"(?:posted|created|published|updated|last (?:post|edited|reply|updated))(?: on| at)?\s*:?"
    r")\s*"
)
_TAIL = re.compile(r"\s*(?:via\s.*|来自.*|[•·](?!.*\d:\d\d).*|发布|发表|uhr)$", re.DOTALL)
_TRADITIONAL = str.maketrans(
    "剛鐘鍾個週發佈於點後編輯覆創禮兩號時間", "刚钟钟个周发布于点后编辑复创礼两号时间"
)
_HAN_CLOCK = re.compile(r"(\d{1,2})\s?[时点]\s?(?:(\d{1,2})分?\s?(?:(\d{1,2})秒)?)?")
_BARE_HOUR = re.compile(r"(?<![\d:.])(\d{1,2}) ?([ap])\.?m\b")


def plain(shown: str | int | float | None) -> str:
    """Half-width, simplified, lower case, single spaces, without the words around the time.

    ``8时5分`` becomes ``8:05``, ``1 pm`` becomes ``1:00 pm``, the ``T`` of ISO 8601 a space.
    """
    if isinstance(shown, bool) or shown is None:
        return ""
    squeezed = " ".join(str(shown)[: 10 * _LONGEST].split())[:_LONGEST]
    text = " ".join(
        unicodedata.normalize("NFKC", squeezed).translate(_TRADITIONAL).lower()[:_LONGEST].split()
    )
    text = re.sub(r"(?<=\d)t(?=\d)", " ", _TAIL.sub("", _LEAD.sub("", text)))
    return _BARE_HOUR.sub(r"\1:00 \2m", _HAN_CLOCK.sub(_with_colons, text)).strip()


def _with_colons(clock: re.Match[str]) -> str:
    hour, minute, second = clock.groups()
    return f"{hour}:{minute or '00':0>2}" + (f":{second:0>2} " if second else " ")
