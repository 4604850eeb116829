# ruff: noqa: E501  (markup keeps the platform's own lines)
"""What stands around every page of the board, and its message pages."""

from html import escape

from testbed.answer import Answer, Request, html_answer

SITE_NAME = "江城论坛"
FORM_HASH = "a3f09c1e"
_LOGIN = f"""<form method="post" autocomplete="off" id="lsform" action="member.php?mod=logging&amp;action=login&amp;\
loginsubmit=yes&amp;infloat=yes&amp;lssubmit=yes">
<div class="fastlg cl"><span id="return_ls" style="display:none"></span><div class="y pns"><table><tr>
<td><label for="ls_username">帐号</label></td><td><input type="text" name="username" id="ls_username" class="px vm" /></td>
<td>&nbsp;<a href="member.php?mod=register" class="xi2 xw1">立即注册</a></td></tr><tr>
<td><label for="ls_password">密码</label></td><td><input type="password" name="password" id="ls_password" class="px vm" /></td>
<td class="fastlg_l"><button type="submit" class="pn vm"><em>登录</em></button></td></tr></table>
<input type="hidden" name="formhash" value="{FORM_HASH}" /></div></div></form>"""
_STYLE = (
    "body{font:12px Tahoma,'Microsoft Yahei',sans-serif;color:#444}.wp{width:960px;margin:0 auto}"
    "table{width:100%;border-collapse:collapse}td,th{text-align:left;padding:4px}a{color:#369}.pg a,.pg strong"
    "{padding:0 6px}.jammer{font-size:10px;color:#FFF}.pls{width:160px;vertical-align:top;background:#E5EDF2}"
    ".t_f{font-size:14px;line-height:1.7}.quote{background:#F9F9F9;padding:8px;color:#666}"
)


def board_page(request: Request, *, title: str, body_class: str, content: str, crumbs: str = "") -> Answer:
    """A full page; ``content`` and ``crumbs`` are HTML, ``title`` is text."""
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" \
"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gbk" />
<title>{escape(title)} - {SITE_NAME} -  Powered by Discuz!</title>
<meta name="keywords" content="{escape(title)}" />
<meta name="generator" content="Discuz! X3.4" />
<meta name="author" content="Discuz! Team and Comsenz UI Team" />
<base href="{escape(request.base)}/" />
<style type="text/css">{_STYLE}</style>
<script type="text/javascript">var STYLEID = '1', STATICURL = 'static/', IMGDIR = 'static/image/common', \
charset = 'gbk', discuz_uid = '0', cookiepre = 'jc_2132_', attackevasive = '0', SITEURL = '{request.base}/';</script>
</head>
<body id="nv_{body_class.partition(" ")[0]}" class="{body_class.partition(" ")[2]}" onkeydown="if(event.keyCode==27) return false;">
<div id="append_parent"></div><div id="ajaxwaitid"></div>
<div id="hd"><div class="wp"><div class="hdc cl"><h2><a href="./" title="{SITE_NAME}">{SITE_NAME}</a></h2>{_LOGIN}</div>
<div id="nv"><ul><li class="a" id="mn_forum"><a href="forum.php" hidefocus="true" title="BBS">论坛<span>BBS</span></a></li>
<li id="mn_Nguide"><a href="forum.php?mod=guide&amp;view=newthread" hidefocus="true" title="Guide">导读</a></li>
<li><a href="search.php?mod=forum" hidefocus="true">搜索</a></li></ul></div></div></div>
<div id="wp" class="wp">
<div id="pt" class="bm cl"><div class="z"><a href="./" class="nvhm" title="首页">{SITE_NAME}</a>\
<em>&raquo;</em><a href="forum.php">论坛</a>{crumbs}</div></div>
{content}
</div>
<div id="ft" class="wp cl"><div id="flk" class="y"><p><a href="forum.php?mod=misc&amp;action=showdarkroom">小黑屋</a>\
<span class="pipe">|</span><a href="archiver/">Archiver</a></p></div>
<div id="frt"><p>Powered by <strong>Discuz!</strong> <em>X3.4</em></p><p class="xs0">&copy; 2001-2017 Comsenz Inc.</p></div></div>
</body>
</html>
"""
    return html_answer(page, charset="gbk")


def message_page(request: Request, text: str, *, login: bool = False, kind: str = "alert_error") -> Answer:
    """``提示信息``: Discuz! says everything unpleasant with HTTP 200; ``login`` puts the log-in box below it."""
    box = f'<div id="messagelogin">{_LOGIN.replace("lsform", "loginform_M")}</div>' if login else ""
    back = '<p class="alert_btnleft"><a href="javascript:history.back()">[ 点击这里返回上一页 ]</a></p>'
    content = f"""<div id="ct" class="wp cl w"><div class="nfl" id="main_succeed" style="display: none"></div>
<div class="nfl"><div class="f_c altw"><div id="messagetext" class="{kind}">
<p>{escape(text)}</p>{"" if login else back}</div>{box}</div></div></div>"""
    return board_page(request, title="提示信息", body_class="forum pg_forumdisplay", content=content)


def pager(address: str, page: int, pages: int) -> str:
    """``div.pg``; nothing where there is one page. ``address`` is an HTML-escaped address without page."""
    if pages < 2:
        return ""
    shown = range(max(1, page - 4), min(pages, page + 5) + 1)
    before = f'<a href="{address}&amp;page={page - 1}" class="prev">&nbsp;&nbsp;</a>' if page > 1 else ""
    numbers = "".join(
        f"<strong>{n}</strong>" if n == page else f'<a href="{address}&amp;page={n}">{n}</a>' for n in shown
    )
    label = (
        f'<label><input type="text" name="custompage" class="px" size="2" title="输入页码，按回车快速跳转" value="{page}" />'
        f'<span title="共 {pages} 页"> / {pages} 页</span></label>'
    )
    after = f'<a href="{address}&amp;page={page + 1}" class="nxt">下一页</a>' if page < pages else ""
    return f'<div class="pg">{before}{numbers}{label}{after}</div>'
