"""What a person says about a file that the file itself does not."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """``zone`` (IANA) for times without an offset, ``family`` for archived pages of one, ``platform`` where
    the posts were made, ``columns`` (field to the header, key or number of a column), ``whole``: a text is
    one post.
    """

    zone: str = "Asia/Shanghai"
    family: str | None = None
    platform: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    whole: bool = False
