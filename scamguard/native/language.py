"""The language of answers to requests that name none: the one that the host was installed with."""

from __future__ import annotations

from typing import Final

import msgspec

_BLANKS: Final = b" \t\r\n"
_parts_decoder = msgspec.json.Decoder(dict[str, msgspec.Raw])
_list_decoder = msgspec.json.Decoder(list[msgspec.Raw])


def with_language(path: str, body: bytes, lang: str) -> bytes:
    """Returns the body of a call with a language in each request that names none; whatever it is not, as it came."""
    if path in ("/v1/check", "/v1/scan"):
        return _led_by(body, lang)
    return _each(body, lang) if path == "/v1/check/batch" else body


def _led_by(request: bytes, lang: str) -> bytes:
    """Returns an object that begins with a language: of two members of one name the last one counts."""
    start = request.lstrip(_BLANKS)
    if not start.startswith(b"{"):
        return request
    rest = start[1:].lstrip(_BLANKS)
    return b'{"lang":"' + lang.encode() + (b'"' if rest.startswith(b"}") else b'",') + rest


def _each(body: bytes, lang: str) -> bytes:
    try:
        parts = _parts_decoder.decode(body)
        checks = _list_decoder.decode(parts["checks"])
    except (msgspec.DecodeError, KeyError, RecursionError):
        return body  # the problem with it is told where it is answered
    parts["checks"] = msgspec.Raw(b"[" + b",".join(_led_by(bytes(check), lang) for check in checks) + b"]")
    return msgspec.json.encode(parts)
