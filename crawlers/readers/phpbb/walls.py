"""What phpBB says instead of a page: its message box, its log-in, its passwords."""

import re

from crawlers.readers.sheet import Sheet, line
from records.reading import Reading, State

# In English and in both Chinese packs. In this order: what is gone is gone whoever asks.
_SENTENCES = (
    (
        State.RATE_LIMITED,
        re.compile(
            r"cannot use search at this time|try again in a few (?:minutes|seconds)|"
            r"暂时不能使用搜索|無法使用搜尋",
            re.IGNORECASE,
        ),
    ),
    (
        State.SERVER_ERROR,
        re.compile(
            r"board is (?:currently|temporarily) unavailable|board has been disabled|SQL ERROR|general error|"
            r"论坛暂时(?:关闭|无法使用)|討論區暫時(?:關閉|無法使用)|一般性?[错錯][误誤]",
            re.IGNORECASE,
        ),
    ),
    (
        State.EMPTY,
        re.compile(
            r"no suitable matches|no posts were found|no topics or posts in|for the selected time frame|"
            r"没有搜索到|沒有搜尋到|沒有文章被搜尋|还没有主题或|還沒有主題或|在选定的时间段|在選定的時段",
            re.IGNORECASE,
        ),
    ),
    (
        State.GONE,
        re.compile(
            r"does not exist|could not be found|no posts? exist|has been deleted|is not available|"
            r"不存在|已经?被?(?:成功)?删除|已經?被?(?:成功)?刪除",
            re.IGNORECASE,
        ),
    ),
    (
        State.LOGIN_WALL,
        re.compile(
            r"registered and logged in|need to log ?in|必须注册并登录|请注册并登录|请登录|必須註冊",
            re.IGNORECASE,
        ),
    ),
    (
        State.FORBIDDEN,
        re.compile(
            r"not (?:authori[sz]ed|permitted)|permissions? to|banned from|被.{0,12}封[禁鎖]|被禁止|"
            r"没有.{0,20}权限|沒有.{0,20}權限|不能使用搜索系统|不被允許",
            re.IGNORECASE,
        ),
    ),
)
_MESSAGE = "#message p, table.tablebg td.row1 p.gen"
_MOST_NOTICES = 40
_NOTICES = ".panel strong, td.row1 .gen, td.row3"


def find_wall(sheet: Sheet) -> Reading | None:
    """The message, log-in or password form that the page is, or None.

    The small log-in form that the front page and forums carry is no wall.
    """
    root = sheet.root
    if asking := root.css("form#login_forum, form[name=login_forum]"):
        said = line(asking.css(".content p, td.row3"))
        return Reading(State.FORBIDDEN, said or "the forum asks for its password")
    if _is_log_in(sheet):
        return _log_in(sheet)
    if sentence := line(root.css(_MESSAGE)) or line(root.css("#message")):
        return Reading(message_state(sentence), sentence)
    if "general error" in (line(root.css("title")) or "").lower():
        return Reading(State.SERVER_ERROR, line(root.css("h1, h2")) or "general error")
    return None


def message_state(sentence: str) -> State:
    """What a sentence of phpBB means; ``unknown`` for one of another language or of the board's own."""
    return next((state for state, words in _SENTENCES if words.search(sentence)), State.UNKNOWN)


def empty_words(sheet: Sheet) -> str | None:
    """The words with which a list says that it is empty."""
    notices = (line([notice]) for notice in sheet.root.css(_NOTICES)[:_MOST_NOTICES])
    return next((words for words in notices if words and message_state(words) is State.EMPTY), None)


def _is_log_in(sheet: Sheet) -> bool:
    """subsilver2's front page has the small form in a table, too, under its forums."""
    if sheet.root.css("form#login, form .panel input[name=username]"):
        return True
    return bool(sheet.root.css("form .tablebg input[name=username]") and not sheet.root.css("a.forumlink"))


def _log_in(sheet: Sheet) -> Reading:
    """A page that is a log-in form: phpBB's own, or the one under a forum that guests may only see."""
    said = sheet.root.css(".login-title, form .panel h2, .panel strong, td.row3 .gensmall, td.row1 > .gen")
    return Reading(State.LOGIN_WALL, line(said) or "a log-in form")
