"""What the sentences of Discuz! mean, in its Chinese of either script and its English."""

import re

from records.reading import State

# Traditional and simplified in pairs; only the characters that these sentences use.
_PAIRS = (
    "請请錄录權权帳账號号關关閉闭頁页處处該该題题並并審审內内僅仅組组遊游論论壇坛專专錯错誤误維维護护讀读閲阅"
    "閱阅級级訪访問问認认證证過过頻频繁繁應应響响統统無无從从據据庫库沒没滿满啟启啓启開开覽览塊块區区於于擊击"
    "嘗尝試试際际詢询輸输碼码發发狀状態态戶户屬属環环異异經经臨临時时後后將将離离線线給给現现點点為为尋寻條条"
    "結结擁拥員员間间數数刪删網网鐘钟們们暫暂隱隐設设進进還还這这單单"
)
_SIMPLE = str.maketrans(_PAIRS[::2], _PAIRS[1::2])

# The first that fits counts. A deleted thread is gone whoever asks; a guest's missing right is a log-in wall.
_SENTENCES = (
    (
        State.RATE_LIMITED,
        r"秒内只能进行一次|每分钟系统最多|刷新过于频繁|太?过?于?频繁|刷新太快|search once in|"
        r"one search (?:in|within|every)|per minute|too (?:frequent|fast|many requests)",
    ),
    (
        State.FORBIDDEN,
        r"搜索\S{0,6}关闭|searching \w+ is closed|功能(?:已经?关闭|尚?未开启)|尚未开启此功能",
    ),
    (
        State.SERVER_ERROR,
        r"(?:站点?|论坛|社区)(?:已经?|暂时|正在|临时)?(?:关闭|维护|升级)|暂时关闭|系统(?:维护|升级)|维护中|"
        r"(?:停机|例行|升级)维护|维护升级|(?:down for|scheduled) maintenance|"
        r"(?:site|board|forum) is (?:temporarily )?(?:closed|down|under maintenance)",
    ),
    (State.CAPTCHA, r"验证码(?:填写|输入)?(?:错误|不正确)|请(?:填写|输入)验证码"),
    (
        State.GONE,
        r"不存在|已被?删除|已被?关闭|正在被?审核|没有找到帖子|已过期|未找到|"
        r"not exist|n't exist|deleted|(?:been|is) (?:closed|expired|removed)|expired|not found",
    ),
    (
        State.LOGIN_WALL,
        r"(?:未|没有?)登[录入]|需要?先?登[录入]|请您?先?登[录入]|登[录入](?:后|才|或注册)|游客|阅读权限高于|"
        r"log ?(?:in|on) (?:first|before|to)|(?:must|need to|have to|should|please)(?: be)? log(?:ged)? ?in|"
        r"not logged|\(?guests?\)|guests? (?:can|are|have|do|has)|read(?:ing)? permission",
    ),
    (
        State.FORBIDDEN,
        r"只有特定用户|需要密码|没有权限|无权|无法进行此操作|禁止(?:访问|IP|查看)|被禁止|不允许|权限不足|隐私设置|"
        r"需要升级您所在的用户组|no (?:permission|right|privilege)|not allowed|n't allowed|only for specific|"
        r"upgrade your user group|permission denied|access denied|forbidden|need password",
    ),
    (
        State.EMPTY,
        r"没有找到匹配|尚无主题|没有相关|目前没有|首页未设置|"
        r"no match|no (?:threads|topics|results|posts)|nothing found",
    ),
)
_STATES = tuple((state, re.compile(words, re.IGNORECASE)) for state, words in _SENTENCES)
_KEYS = (
    (State.RATE_LIMITED, re.compile(r"search_ctrl|search_toomany|flood")),
    (State.SERVER_ERROR, re.compile(r"board_closed")),
    (State.GONE, re.compile(r"nonexist|not?_exist|noexist|does_not|invalid|nofound|not_found|post_check")),
    (State.LOGIN_WALL, re.compile(r"login|not_loggedin|guest|//1$|thread_nopermission")),
    (State.FORBIDDEN, re.compile(r"noperm|disallow|no_privilege|passwd|noallowed|closed|permission")),
)
_LOGIN_WORDS = re.compile(r"登[录入]|log ?in", re.IGNORECASE)


def simple(sentence: str) -> str:
    """``sentence`` in simplified script, as far as the words above go; white space single.

    Where it was single before, every character keeps its place.
    """
    return " ".join(sentence.split()).translate(_SIMPLE)


def message_state(sentence: str, signed_in: bool, login_box: bool) -> State:
    """What a sentence of Discuz! means; ``unknown`` for a new one, unless a log-in box stands below it."""
    plain = simple(sentence)
    state = next((state for state, words in _STATES if words.search(plain)), State.UNKNOWN)
    if login_box and state in (State.UNKNOWN, State.FORBIDDEN):
        return State.LOGIN_WALL
    if signed_in and state is State.LOGIN_WALL and not _LOGIN_WORDS.search(plain):
        return State.FORBIDDEN
    return state


def key_state(key: str) -> State:
    """What the key of a sentence means (the apps look the sentence up themselves)."""
    return next((state for state, words in _KEYS if words.search(key.lower())), State.UNKNOWN)
