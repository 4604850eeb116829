"""Answers that break off, or never come to their end."""

from collections.abc import Callable

from testbed.hostile.talk import HTML, OK, PAGE, Talk

LENGTH = b"Content-Length: 100000\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
# How far an answer gets.
STAGES: dict[str, tuple[bytes, ...]] = {
    "before_all": (),
    "in_status_line": (b"HTTP/1.",),
    "in_headers": (OK, b"Content-Ty"),
    "after_headers": (OK, HTML, LENGTH),
    "in_body": (OK, HTML, LENGTH, PAGE),
    "in_chunk_size": (OK, HTML, CHUNKED, b"5"),
    "in_chunk": (OK, HTML, CHUNKED, b"ffff\r\n", PAGE),
    "between_chunks": (OK, HTML, CHUNKED, b"%x\r\n" % len(PAGE), PAGE, b"\r\n"),
    "before_last_line": (OK, HTML, CHUNKED, b"%x\r\n" % len(PAGE), PAGE, b"\r\n0\r\n"),
}


def _closes(sent: tuple[bytes, ...]) -> Callable[[Talk], None]:
    return lambda talk: talk.send(*sent)


def _resets(sent: tuple[bytes, ...]) -> Callable[[Talk], None]:
    def answer(talk: Talk) -> None:
        talk.send(*sent)
        talk.reset()

    return answer


def _stalls(sent: tuple[bytes, ...]) -> Callable[[Talk], None]:
    def answer(talk: Talk) -> None:
        talk.send(*sent)
        talk.wait()

    return answer


def drips_headers(talk: Talk) -> None:
    """A header of one byte a second."""
    talk.send(OK)
    talk.drip(b"X-Slow: " + b"a" * 100_000)


def drips_body(talk: Talk) -> None:
    """Slow loris: one byte of body a second."""
    talk.send(OK, HTML, LENGTH)
    talk.drip(PAGE * 100)


def drips_chunks(talk: Talk) -> None:
    """One chunk of one byte a second."""
    talk.send(OK, HTML, CHUNKED)
    while True:
        talk.send(b"1\r\na\r\n")
        talk.wait(1.0)


def drips_informational(talk: Talk) -> None:
    """102 Processing twice a second, and never more."""
    while True:
        talk.send(b"HTTP/1.1 102 Processing\r\n\r\n")
        talk.wait(0.5)


SILENCES = {
    **{f"closes_{stage}": _closes(sent) for stage, sent in STAGES.items()},
    **{f"resets_{stage}": _resets(sent) for stage, sent in STAGES.items()},
    **{f"stalls_{stage}": _stalls(sent) for stage, sent in STAGES.items()},
    "drips_headers": drips_headers,
    "drips_body": drips_body,
    "drips_chunks": drips_chunks,
    "drips_informational": drips_informational,
}
