# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Articles, the hop to them, and what WeChat and Sogou say instead."""

from html import escape

from testbed.answer import Answer, html_answer
from testbed.sogou.articles import Article

_ARTICLE = """<!DOCTYPE html>
<!--headTrap<body></body><head></head><html></html>--><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title></title>
<meta property="og:title" content="{title}"><meta property="og:url" content="{base}{lasting}"></head>
<body id="activity-detail" class="zh_CN wx_wap_page mm_appmsg">
<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div id="img-content" class="rich_media_wrp">
<h1 class="rich_media_title " id="activity-name">
{title}
</h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text"><span id="js_author_name" class="rich_media_meta_link">{writer}</span></span>
<span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">
{account}                        </a>
<div id="js_profile_qrcode" class="profile_container" style="display:none;"><div class="profile_inner"><strong class="profile_nickname">{account}</strong>
<p class="profile_meta"><label class="profile_meta_label">微信号</label><span class="profile_meta_value">{handle}</span></p>
<p class="profile_meta"><label class="profile_meta_label">功能介绍</label><span class="profile_meta_value">{about}</span></p></div></div></span>
<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>
<div class="rich_media_content " id="js_content" style="visibility: hidden; opacity: 0; ">{content}</div></div></div></div></div>
<script type="text/javascript">var biz = "" || "{biz}"; var sn = "" || ""|| ""; var mid = "" || ""|| "{mid}"; var idx = "" || "" || "{idx}"; var nickname = htmlDecode("{account}"); var ct = "{at}"; var user_name = "gh_000000000000";</script>
</body></html>
<!--tailTrap<body></body><head></head><html></html>-->
"""
_MESSAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title></title></head><body id="activity-detail" class="zh_CN ">
<div class="weui-msg"><div class="weui-msg__icon-area"><i class="weui-icon-warn weui-icon_msg"></i></div><div class="weui-msg__text-area"><h2 class="weui-msg__title">
{sentence}
</h2></div></div></body></html>
"""
_SECCODE = """<!DOCTYPE HTML><html><head><meta charset="utf-8"><title>搜狗搜索</title><link rel="stylesheet" href="static/css/anti.min.css?v=2"/></head><body>
<div class="header"><div class="logo"><a href="/"><img src="static/images/logo.png"></a></div><div class="other"><span class="s1">您的访问出错了</span></div></div>
<div class="content-box"><p class="p2">用户您好，我们的系统检测到您网络中存在异常访问请求。<br>此验证码用于确认这些请求是您的正常行为而不是自动程序发出的，需要您协助验证。</p>
<form name="authform" method="POST" id="seccodeForm" action="/"><input type=text name="c" placeholder="请输入验证码" id="seccodeInput"><img id="seccodeImage" src="util/seccode.php?tc=0"></form></div>
<div id="ft"><a href="/help">企业推广</a></div></body></html>
"""
_HOP = """<meta content="always" name="referrer"><script>
    setTimeout(function () {{
        var url = '';
{pieces}
        url.replace("@", "");
        window.location.replace(url)
    }},100);
</script>
"""
_PIECE = 11


def article_page(one: Article, base: str) -> Answer:
    """The article as it comes before its script has run: its body hidden, its date empty."""
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in one.placed.posting.text.split("\n"))
    pictures = "".join(
        f'<p><img class="rich_pages" data-src="/pic/{one.mid}_{n}.jpg" src="data:,"/></p>'
        for n in range(one.pictures)
    )
    return html_answer(
        _ARTICLE.format(
            title=escape(one.title),
            base=base,
            lasting=escape(one.lasting),
            writer=escape(one.writer),
            account=escape(one.account.name),
            handle=one.account.handle,
            about=escape(one.account.about),
            content=paragraphs + pictures,
            biz=one.account.biz,
            mid=one.mid,
            idx=one.idx,
            at=one.placed.at,
        )
    )


def hop_page(target: str) -> Answer:
    """The script that puts an address together of pieces and goes there."""
    pieces = [target[place : place + _PIECE] for place in range(0, len(target), _PIECE)]
    return html_answer(_HOP.format(pieces="\n".join(f"        url += '{piece}';" for piece in pieces)))


def message_page(sentence: str) -> Answer:
    """WeChat's page with one sentence."""
    return html_answer(_MESSAGE.format(sentence=escape(sentence)))


def wall(kind: str) -> Answer:
    """``challenge`` (a hop that has to be computed), ``login_wall`` or ``captcha``."""
    if kind == "challenge":
        return html_answer(_HOP.format(pieces="        url += decode('aHR0cDovL2V4YW1wbGUuY29t');"))
    return html_answer(_SECCODE) if kind == "captcha" else message_page("请在微信客户端打开链接。")
