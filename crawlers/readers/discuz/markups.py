"""The kinds of list that Discuz! has shown threads in, each as the CSS of a row and of its parts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Markup:
    """Where the parts of a row stand; ``""`` for a part that this kind of list does not show.

    ``title`` is the link whose words are the title, or that holds them in ``words``. Of several elements
    found the first with text counts.
    """

    rows: str
    title: str
    words: str = ""
    author: str = ""
    date: str = ""
    replies: str = ""
    views: str = ""
    board: str = ""
    snippet: str = ""


_THREAD_LINKS = "a[href*=viewthread], a[href*='thread-']"

# X and the old 6/7: boards, guides (whose first `td.by` is the board), the old search.
TABLE = Markup(
    rows="tbody[id^=normalthread_], tbody[id^=stickthread_], .threadlist tbody, .searchlist tbody",
    title="a.xst, span[id^=thread_] a, th a[href*=viewthread], th a[href*='thread-']",
    author="td.by cite, td.author cite",
    date="td.by em, td.author em",
    replies="td.num a, td.nums strong",
    views="td.num em, td.nums em",
    board="td.by > a[href*=forum], td.forum a, .fromg a",
)
# The style that X5 brings beside the default one.
CARDS = Markup(
    rows="li.kmlist",
    title="a.kmtit",
    words=".km_subject",
    author=".kmfoot > a[href*=space]:not(.kmimg), .kmfoot > a[href^=javascript]:not(.kmimg)",
    date=".kmtime",
    replies=".kmpl",
    views=".kmck",
    board=".kmfoot a.kmico_bk[href*=forum]:not([href*=typeid]):not([href*=sortid])",
    snippet=".kmtxt",
)
PICTURES = Markup(
    rows="ul#waterfall > li",
    title="h3 a, .wftitle a",
    author=".auth, .wfuser",
    replies=".auth cite a, .wfhf",
    views=".wfck",
)
HITS = Markup(
    rows="li.pbw",
    title="h3 a",
    author="p:last-of-type span:nth-of-type(2)",
    date="p:last-of-type span:nth-of-type(1)",
    board="p:last-of-type a[href*=forumdisplay], p:last-of-type a[href*='forum-']",
    snippet="p:nth-of-type(2)",
)
# A member's own threads: no author and no date of theirs in the rows.
OWN = Markup(
    rows="body.pg_space .tl tr",
    title="th a[href*=viewthread], th a[href*='thread-'], th a[href*=findpost]",
    replies="td.num a",
    views="td.num em",
    board="td > a[href*=forumdisplay], td > a[href*='forum-']",
)
# What phones get: X3.5 and later, and before.
TOUCH = Markup(
    rows=".threadlist li.list, .threadlist li.list_top",
    title=_THREAD_LINKS,
    words="em",
    author=".muser h3",
    date=".mtime",
    replies=".threadlist_foot li:has(i.dm-chat-s-fill)",
    views=".threadlist_foot li:has(i.dm-eye-fill)",
    board=".threadlist_foot .mr a[href*=forumdisplay]:not([href*=typeid])",
    snippet=".threadlist_mes",
)
OLD_TOUCH = Markup(
    rows=".threadlist > ul > li:not([class]), #threadlist > ul > li:not([class])",
    title=_THREAD_LINKS,
    author="span.by",
    replies="span.num",
)
MARKUPS = (TABLE, CARDS, PICTURES, HITS, OWN, TOUCH, OLD_TOUCH)
