# ruff: noqa: E501  (markup keeps the platform's own lines)
"""Lists of topics, the search, and topics with their comments."""

import json
from html import escape

from testbed.answer import Answer
from testbed.clock import china
from testbed.douban.frame import group_page, pager
from testbed.douban.topics import GROUP, GROUP_NAME, Comment, Member, Topic

ROWS, COMMENTS = 50, 100


def list_page(topics: tuple[Topic, ...], start: int, now: int) -> Answer:
    """The topics of the group; the time shown is that of the last comment."""
    rows = "".join(_row(topic, now) for topic in topics[start : start + ROWS])
    head = '<tr class="th"><td>讨论</td><td>作者</td><td nowrap="nowrap">回应</td><td align="right">最后回应</td></tr>'
    below = pager("?start=", start, len(topics), ROWS)
    return group_page(
        f"{GROUP_NAME}的小组讨论",
        f'<h1>{GROUP_NAME}</h1><div class="grid-16-8 clearfix"><div class="article"><table class="olt">{head}{rows}</table>{below}</div></div>',
    )


def _row(topic: Topic, now: int) -> str:
    when, count = china(topic.last), len(topic.comments)
    stamp = f"{when:%m-%d %H:%M}" if when.year == china(now).year else f"{when:%Y-%m-%d}"
    short = topic.title if len(topic.title) <= 20 else f"{topic.title[:20]}..."
    return (
        f'<tr class=""><td class="title"><a href="/group/topic/{topic.number}/?_spm_id=x" title="{escape(topic.title)}" class="">{escape(short)}</a></td>'
        f'<td nowrap="nowrap"><a href="/people/{topic.author.number}/" class="">{escape(topic.author.name)}</a></td>'
        f'<td nowrap="nowrap" class="r-count ">{count or ""}</td><td nowrap="nowrap" class="time">{stamp}</td></tr>'
    )


def search_page(found: list[Topic], word: str, start: int) -> Answer:
    """Topics that hold the word; the time shown is when they began."""
    rows = "".join(_hit(topic) for topic in found[start : start + ROWS])
    table = (
        f'<table class="olt"><tbody>{rows}</tbody></table>'
        if rows
        else f"<p>没有找到关于“{escape(word)}”的话题</p>"
    )
    below = pager(f"?cat=1013&amp;q={escape(word)}&amp;start=", start, len(found), ROWS)
    return group_page(
        f"搜索: {word}", f'<h1>搜索: {escape(word)}</h1><div class="article">{table}{below}</div>'
    )


def _hit(topic: Topic) -> str:
    stamp = f"{china(topic.placed.at):%Y-%m-%d %H:%M:%S}"
    return (
        f'<tr class="pl"><td class="td-subject"><a href="/group/topic/{topic.number}/" title="{escape(topic.title)}">{escape(topic.title)}</a></td>'
        f'<td class="td-time" title="{stamp}" nowrap="nowrap">{stamp[5:10]}</td><td class="td-reply" nowrap="nowrap"><span>{len(topic.comments)}回应</span></td>'
        f'<td><a href="/group/{GROUP}/">{GROUP_NAME}</a></td></tr>'
    )


def topic_page(topic: Topic, start: int) -> Answer:
    """A topic; its own words stand on the first page only."""
    shown = topic.comments[start : start + COMMENTS]
    said = {comment.number: comment for comment in topic.comments}
    listed = "".join(_comment(one, said.get(one.answers or 0), topic.author) for one in shown)
    liked = sorted((one for one in shown if one.likes > 5), key=lambda one: -one.likes)[:3]
    popular = "".join(_comment(one, None, topic.author) for one in liked)
    votes = json.dumps({f"c{one.number}": one.likes for one in shown if one.likes})
    below = pager("?start=", start, len(topic.comments), COMMENTS)
    aside = f'<div class="aside"><div class="group-item"><div class="info"><div class="title"><a href="/group/{GROUP}/">{GROUP_NAME}</a></div></div></div></div>'
    return group_page(
        topic.title,
        f'{_heading(topic)}<div class="grid-16-8 clearfix"><div class="article">{_opener(topic) if start == 0 else ""}'
        f'<ul class="topic-reply popular-bd" id="popular-comments">{popular}</ul><ul class="topic-reply" id="comments">{listed}</ul>{below}</div>{aside}</div>'
        f"<script>var commentsVotes = '{votes}', last_check = 1;</script>",
    )


def _heading(topic: Topic) -> str:
    if len(topic.title) <= 20:
        return f"<h1>\n    {escape(topic.title)}\n</h1>"
    return f'<h1>{escape(topic.title[:20])}...</h1><table class="infobox"><tr><td class="tablecc"><strong>标题：</strong>{escape(topic.title)}</td></tr></table>'


def _opener(topic: Topic) -> str:
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in topic.placed.posting.text.split("\n"))
    pictures = "".join(
        f'<div class="image-container"><div class="image-wrapper"><img src="/photo/{topic.number}_{n}.webp"/></div></div>'
        for n in range(topic.pictures)
    )
    return (
        f'<div class="topic-content clearfix" id="topic-content"><div class="user-face">{_face(topic.author)}</div><div class="topic-doc">'
        f'<h3><span class="from">{_name(topic.author)}</span> <span class="create-time color-green">{china(topic.placed.at):%Y-%m-%d %H:%M:%S}</span> <span class="create-time color-green create-ip">{topic.place}</span></h3>'
        f'<div id="link-report" class=""><div class="rich-content topic-richtext">{paragraphs}{pictures}</div></div></div></div>'
    )


def _comment(one: Comment, answered: Comment | None, opener: Member) -> str:
    text = escape(one.text).replace("\n", "<br/>")
    badge = '<span class="topic-author-icon">楼主</span> ' if one.author == opener else ""
    quote = (
        f'<div class="reply-quote"><div class="reply-quote-content" data-ref-cid="{answered.number}"><span class="all ref-content">{escape(answered.text)}</span>'
        f'<span class="pubdate"><a href="/people/{answered.author.number}/">{escape(answered.author.name)}</a></span></div></div>'
        if answered
        else ""
    )
    return (
        f'<li class="clearfix comment-item reply-item " id="{one.number}" data-cid="{one.number}"><div class="user-face">{_face(one.author)}</div>'
        f'<div class="reply-doc content"><div class="bg-img-green"><h4>{_name(one.author)} {badge}<span class="pubtime">{china(one.at):%Y-%m-%d %H:%M:%S} {one.place}</span></h4></div>'
        f'{quote}<div class="markdown"><p class=" reply-content">{text}</p></div><div class="operation-div"><a href="javascript:;" class="comment-vote lnk-fav">赞</a></div></div></li>'
    )


def _face(member: Member) -> str:
    return f'<a href="/people/{member.number}/"><img class="pil" src="/photo/face.png" alt="{escape(member.name)}"/></a>'


def _name(member: Member) -> str:
    motto = f" ({escape(member.motto)})" if member.motto else ""
    return f'<a href="/people/{member.number}/" class="">{escape(member.name)}</a>{motto}'
