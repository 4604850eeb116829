"""Answers whose parts contradict each other, or are none."""

from collections.abc import Callable

from testbed.hostile.talk import CLOSE, HTML, OK, PAGE, Talk

_LENGTH = b"Content-Length: %d\r\n" % len(PAGE)
_REST = HTML + CLOSE + _LENGTH + b"\r\n" + PAGE
_CHUNK = b"%x\r\n%b\r\n" % (len(PAGE), PAGE)


def _raw(*pieces: bytes) -> Callable[[Talk], None]:
    return lambda talk: talk.send(*pieces)


def _framed(headers: bytes, body: bytes = PAGE) -> Callable[[Talk], None]:
    return lambda talk: talk.framed(headers, body)


def _chunked(body: bytes) -> Callable[[Talk], None]:
    return lambda talk: talk.chunked(body)


LENGTHS = {
    "length_too_long": _framed(b"Content-Length: 99999\r\n"),
    "length_too_short": _framed(b"Content-Length: 40\r\n"),
    "length_zero_with_body": _framed(b"Content-Length: 0\r\n"),
    "length_negative": _framed(b"Content-Length: -1\r\n"),
    "length_signed": _framed(b"Content-Length: +200\r\n"),
    "length_hexadecimal": _framed(b"Content-Length: 0xc8\r\n"),
    "length_words": _framed(b"Content-Length: many\r\n"),
    "length_of_5000_digits": _framed(b"Content-Length: " + b"9" * 5000 + b"\r\n"),
    "length_twice": _framed(_LENGTH + b"Content-Length: 7\r\n"),
    "length_and_chunked": _framed(_LENGTH + b"Transfer-Encoding: chunked\r\n", _CHUNK + b"0\r\n\r\n"),
}
CHUNKS = {
    "chunk_size_garbage": _chunked(b"zz\r\n" + PAGE),
    "chunk_size_negative": _chunked(b"-5\r\n" + PAGE),
    "chunk_size_enormous": _chunked(b"f" * 18 + b"\r\n" + PAGE),
    "chunk_size_too_small": _chunked(b"5\r\n" + PAGE + b"\r\n0\r\n\r\n"),
    "chunk_without_line_end": _chunked(b"5\r\nhello5\r\nhello0\r\n\r\n"),
    "chunk_garbage_at_end": _chunked(_CHUNK + b"0\r\nno header at all\r\n\r\n"),
    "chunked_twice": _framed(b"Transfer-Encoding: chunked, chunked\r\n", _CHUNK + b"0\r\n\r\n"),
    "transfer_coding_unknown": _framed(b"Transfer-Encoding: rot13\r\n"),
}
STATUS_LINES = {
    "nothing_like_http": _raw(b"SSH-2.0-OpenSSH_9.6\r\n"),
    "binary": _raw(bytes(range(256)) * 8),
    "http_0_9": _raw(PAGE),
    "http_9_9": _raw(b"HTTP/9.9 200 OK\r\n", _REST),
    "http_2_unasked": _raw(b"\0\0\x12\x04\0\0\0\0\0" + b"\0\x03\0\0\0\x64\0\x04\0\x40\0\0\0\x06\0\0\x40\0"),
    "tls_alert": _raw(b"\x15\x03\x01\x00\x02\x02\x46"),
    "icy": _raw(b"ICY 200 OK\r\n", _REST),
    "status_of_letters": _raw(b"HTTP/1.1 abc OK\r\n", _REST),
    "status_000": _raw(b"HTTP/1.1 000 Nothing\r\n", _REST),
    "status_999": _raw(b"HTTP/1.1 999 Request denied\r\n", _REST),
    "status_missing": _raw(b"HTTP/1.1 \r\n", _REST),
    "status_nul": _raw(b"HTTP/1.1 200 O\0K\r\n", _REST),
    "switching_protocols": _raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: nothing\r\n\r\n", PAGE),
    "no_content_with_body": _raw(b"HTTP/1.1 204 No Content\r\n", _REST),
    "not_modified_unasked": _raw(b"HTTP/1.1 304 Not Modified\r\n", CLOSE, b"\r\n"),
    "partial_unasked": _raw(b"HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-9/10\r\n", _REST),
    "two_answers": _raw(OK, HTML, _LENGTH, b"\r\n", PAGE, OK, HTML, _LENGTH, b"\r\n", PAGE),
}
HEADERS = {
    "header_without_colon": _raw(OK, b"no colon here\r\n", _REST),
    "header_space_before_colon": _raw(OK, b"X-Space : a\r\n", _REST),
    "header_without_name": _raw(OK, b": nobody\r\n", _REST),
    "header_folded": _raw(OK, b"X-Folded: a\r\n b\r\n\tc\r\n", _REST),
    "header_nul": _raw(OK, b"X-Nul: a\0b\r\n", _REST),
    "header_of_no_charset": _raw(OK, b"X-Bytes: " + bytes(range(128, 256)) + b"\r\n", _REST),
    "header_of_60_kb": _raw(OK, b"X-Long: " + b"a" * 60_000 + b"\r\n", _REST),
    "headers_by_the_thousand": _raw(OK, b"".join(b"X-%d: a\r\n" % n for n in range(3000)), _REST),
    "header_lines_end_in_lf": _raw((OK + _REST).replace(b"\r\n", b"\n")),
    "content_type_garbage": _raw(OK, b"Content-Type: \xff;;;charset=\0\r\n", CLOSE, _LENGTH, b"\r\n", PAGE),
}
FRAMING = {**LENGTHS, **CHUNKS, **STATUS_LINES, **HEADERS}
