"""Chat logs and pasted text, line by line: the lines of one message are one unit."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from crawlers.exports.qq_chat import HEAD, is_system, is_wordless
from crawlers.exports.wechat_text import DAY, SPOKE
from operations.importing.lines import LONGEST, Line, lines_of
from operations.importing.opened import Opened
from operations.importing.unit import Fault, Skipped, Unit

_RULER = re.compile(r"={8,}")
ABOUT = re.compile(r"消息(?P<what>分组|对象)\s?[:：]\s?(?P<name>.{0,200})")
TITLE = re.compile(r"消息记录[（(]此消息记录为文本格式")


def cut_qq(file: Opened) -> Iterator[Unit | Fault | Skipped]:
    """The messages of QQ's text export; above them stands whose they are, and so for each further chat."""
    chat = ""
    for block in _blocks(file, _qq_begins):
        if isinstance(block, Fault):
            yield block
            continue
        shown = _shown(block[0])
        head, about = HEAD.fullmatch(shown), ABOUT.fullmatch(shown)
        if about and about["what"] == "对象":
            chat = about["name"].strip()
        if not head:
            continue
        words = _words(block[1:])
        silent = "message without words" if is_wordless(words) else ""
        if is_system(head):
            silent = "announcement of the system"
        yield replace(_unit(block, "" if silent else words, {"chat": chat}), silent=silent)


def _qq_begins(shown: str, before: str) -> bool:
    return bool(
        HEAD.fullmatch(shown) or ABOUT.fullmatch(shown) or _RULER.fullmatch(shown) or TITLE.match(shown)
    )


def cut_wechat(file: Opened) -> Iterator[Unit | Fault | Skipped]:
    """The messages of a chat that WeChat passed on as text."""
    day = ""
    for block in _blocks(file, lambda shown, before: bool(DAY.fullmatch(shown) or SPOKE.fullmatch(shown))):
        if isinstance(block, Fault):
            yield block
        elif dated := DAY.fullmatch(_shown(block[0])):
            day = dated[1]
        elif SPOKE.fullmatch(_shown(block[0])) and (words := _words(block[1:])):
            yield _unit(block, words, {"day": day})


def cut_text(file: Opened, whole: bool) -> Iterator[Unit | Fault | Skipped]:
    """The paragraphs of a text, parted by blank lines, or the whole of it."""
    if whole:
        yield from _cut_whole(file)
        return
    for block in _blocks(file, lambda shown, before: bool(shown) and not before):
        if isinstance(block, Fault):
            yield block
        elif words := _words(block):
            yield _unit(block, words, {})


def _cut_whole(file: Opened) -> Iterator[Unit | Fault | Skipped]:
    if file.file.size > LONGEST:
        yield Fault("the text", f"is longer than {LONGEST // 2**20} MiB: too much for one post")
        return
    lines = [line for line in lines_of(file) if isinstance(line, Line)]
    if words := _words(lines):
        yield _unit(lines, words, {"whole": "yes"})


def _blocks(file: Opened, begins: Callable[[str, str], bool]) -> Iterator[list[Line] | Fault]:
    """Runs of lines, a new one wherever ``begins`` says so of a line and of the one before it."""
    held, before = list[Line](), ""
    for line in lines_of(file):
        if isinstance(line, Fault):
            yield line
            continue
        if begins(_shown(line), before) and held:
            yield held
            held = []
        held.append(line)
        before = _shown(line)
    if held:
        yield held


def _shown(line: Line) -> str:
    return line.text.strip("\ufeff \t\r\n")


def _words(lines: list[Line]) -> str:
    return "\n".join(line.text.rstrip() for line in lines).strip("\ufeff \t\r\n")


def _unit(block: list[Line], words: str, context: dict[str, str]) -> Unit:
    first = block[0]
    return Unit(
        start=first.start,
        raw=b"".join(line.raw for line in block),
        place=first.number,
        words=words,
        context=context | {"line": str(first.number)},
    )
