"""An article of a WeChat account (mp.weixin.qq.com/s…)."""

import re
from html import unescape

from parsel import Selector, SelectorList

from crawlers.readers.addresses import absolute, parameter
from crawlers.readers.sheet import Moment, Sheet, line
from crawlers.readers.sogou_weixin.article_address import article_number
from crawlers.readers.sogou_weixin.hits import inside
from records.reading import Post

# Pages of pictures or a few words have no `js_content`.
_BODIES = ("#js_content", "#js_image_desc", "#js_text_desc", ".share_media_text")
# What a script gives to a name: `"2654593305"`, or the first that is not empty of `"" || "" || "2654593305"`.
_VALUE = (
    r"\s{0,9}[=:]\s{0,9}(?:(?:['\"]{2}|\w{1,20}\([^()]{0,40}\))\s{0,9}\|\|\s{0,9}){0,3}"
    r"['\"]([^'\"\\<>]{1,300})['\"]"
)
_PATH = re.compile(r"/s/([\w-]{6,64})$")


def read_article(sheet: Sheet) -> tuple[Post, ...]:
    """The article, alone; nothing where the page is none."""
    body = next((found for css in _BODIES if (found := sheet.root.css(css))), None)
    title = line(sheet.root.css("#activity-name, h1.rich_media_title, h2.rich_media_title")) or _meta(
        sheet, "og:title"
    )
    if body is None or not (title or inside(body)):
        return ()
    script = "\n".join(sheet.root.css("script::text").getall())
    account, moment = _account(sheet, script), _moment(sheet, script)
    number = _number(sheet, script)
    return (
        Post(
            platform="sogou_weixin",
            board=account,
            thread=number,
            post_id=number,
            url=_address(sheet),
            author_name=account,
            author_id=parameter(_address(sheet), "__biz")
            or _variable(script, "biz")
            or _variable(script, "user_name"),
            signature=_about(sheet, account),
            title=title or _variable(script, "msg_title"),
            text=inside(body),
            images=_images(body, sheet),
            time_shown=moment.shown,
            time=moment.time,
            time_precision=moment.precision,
            floor=1,
            ip_place=line(sheet.root.css("#js_ip_wording")) or _variable(script, "provinceName"),
        ),
    )


def _variable(script: str, name: str) -> str | None:
    """The text that the page's script gives to ``name``."""
    found = re.search(rf"\b{name}" + _VALUE, script)
    return unescape(found[1]).strip() or None if found else None


def _meta(sheet: Sheet, name: str) -> str | None:
    return sheet.root.css(f'meta[property="{name}"]::attr(content), meta[name="{name}"]::attr(content)').get()


def _account(sheet: Sheet, script: str) -> str | None:
    shown = sheet.root.css("#js_name, #post-user, strong.profile_nickname, .wx_follow_nickname")
    return line(shown) or _variable(script, "nickname") or _meta(sheet, "og:article:author")


def _about(sheet: Sheet, account: str | None) -> str | None:
    """Who wrote it, the account's handle, and what the account says of itself."""
    writers = sheet.root.css(
        "#js_author_name, #js_author_name_text, .rich_media_meta_list > em.rich_media_meta_text"
    )
    dates = ("post-date", "publish_time")
    writer = line(one for one in writers if one.attrib.get("id") not in dates)
    handle, introduction = _profile(sheet.root.css(".profile_meta"))
    said = (writer if writer != account else None, handle and f"微信号 {handle}", introduction)
    return "\n".join(filter(None, said)) or None


def _profile(rows: SelectorList[Selector]) -> tuple[str | None, str | None]:
    told = {line(row.css(".profile_meta_label")): line(row.css(".profile_meta_value")) for row in rows}
    return told.get("微信号"), told.get("功能介绍")


def _moment(sheet: Sheet, script: str) -> Moment:
    """The second in the page's script; shown is a day or some words, or nothing before the script has run."""
    shown = sheet.moment(
        line(sheet.root.css("#publish_time, #post-date")) or _meta(sheet, "article:published_time")
    )
    names = ("ct", "oriCreateTime", "create_time", "createTime", "publish_time")
    told = (sheet.moment(_variable(script, name)) for name in names)
    exact = next((moment for moment in told if moment.time), shown)
    return Moment(shown.shown or exact.shown, exact.time or shown.time, exact.precision or shown.precision)


def _address(sheet: Sheet) -> str:
    """The lasting address; that of a search's hit holds for some hours only."""
    lasting = unescape(_meta(sheet, "og:url") or "")
    return (absolute(sheet.base, lasting) if "/s" in lasting else None) or sheet.url


def _number(sheet: Sheet, script: str) -> str:
    """``biz/mid/idx``, else the short name in the address, else the address."""
    url, biz = _address(sheet), _variable(script, "biz") or _variable(script, "appuin")
    mid = _variable(script, "mid") or _variable(script, "appmsgid")
    if number := article_number(url, biz, mid, _variable(script, "idx") or "1"):
        return number
    short = _PATH.search(url)
    return short[1] if short else url


def _images(body: SelectorList[Selector], sheet: Sheet) -> tuple[str, ...]:
    """``src`` is set when the reader scrolls there."""
    found = body[:1].css("img")
    sources = (image.attrib.get("data-src") or image.attrib.get("src") for image in found)
    return tuple(dict.fromkeys(url for source in sources if (url := absolute(sheet.base, source))))
