"""Answers without end, as fast as the wire takes them."""

from collections.abc import Callable

from testbed.hostile.talk import HTML, OK, Talk

CHUNKED = OK + HTML + b"Transfer-Encoding: chunked\r\n\r\n"
TEXT = "<p>没有尽头的一页，一段又一段。</p>\n".encode()


def _after(head: bytes, piece: bytes) -> Callable[[Talk], None]:
    def answer(talk: Talk) -> None:
        talk.send(head)
        talk.flood(piece)

    return answer


FLOODS = {
    "endless_body": _after(OK + HTML + b"Connection: close\r\n\r\n", TEXT),
    "endless_body_in_one_tag": _after(OK + HTML + b"Connection: close\r\n\r\n<p class='", b"a" * 999),
    "endless_body_of_nuls": _after(OK + HTML + b"Connection: close\r\n\r\n", b"\0" * 999),
    "endless_length": _after(OK + HTML + b"Content-Length: 1000000000000\r\n\r\n", TEXT),
    "endless_chunks": _after(CHUNKED, b"%x\r\n%b\r\n" % (len(TEXT), TEXT)),
    "endless_tiny_chunks": _after(CHUNKED, b"1\r\na\r\n"),
    "endless_chunk_extension": _after(CHUNKED + b"5;", b"a=b;"),
    "endless_chunk_size": _after(CHUNKED, b"0"),
    "endless_trailers": _after(CHUNKED + b"0\r\n", b"X-More: again\r\n"),
    "endless_status_line": _after(b"HTTP/1.1 200 ", b"OK"),
    "endless_headers": _after(OK, b"X-More: again\r\n"),
    "endless_header_line": _after(OK + b"X-More: ", b"again"),
    "endless_header_name": _after(OK, b"X-More"),
    "endless_folded_header": _after(OK + b"X-More: a\r\n", b" again\r\n"),
    "endless_blank_lines": _after(b"", b"\r\n"),
    "endless_continue": _after(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "endless_early_hints": _after(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n"),
    "endless_garbage": _after(b"", bytes(range(256))),
}
