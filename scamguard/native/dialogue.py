"""One message of an extension, and the answer to it."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from scamguard.native.framing import MAX_ANSWER_BYTES, MAX_MESSAGE_BYTES, TooLong
from scamguard.native.language import with_language
from scamguard.render.json import encode
from scamguard.service.answering import FAULTS, Answers
from scamguard.service.calls import Reply, reply_to
from scamguard.service.identifiers import json_id_of
from scamguard.service.problems import Problem, Refused, problem, problem_of

#: Longest `id`, in bytes of JSON; it is written back as it came.
MAX_ID_BYTES: Final = 1024
_NOTHING: Final = msgspec.Raw(b"null")


def _nothing() -> msgspec.Raw:
    return msgspec.Raw(b"null")


class Call(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A message: what would be the method, the path and the body over HTTP, and an id that the answer carries."""

    id: msgspec.Raw = msgspec.field(default_factory=_nothing)
    #: POST where there is a body, else GET.
    method: str | None = None
    path: Annotated[str, Meta(max_length=2048)]
    body: msgspec.Raw = msgspec.field(default_factory=_nothing)


class _Identified(msgspec.Struct):
    id: msgspec.Raw = msgspec.field(default_factory=_nothing)


_call_decoder = msgspec.json.Decoder(Call)
_id_decoder = msgspec.json.Decoder(_Identified)


def answer_to(answers: Answers, message: bytes | TooLong, lang: str = "en") -> bytes:
    """Returns the answer to a message, which is never longer than a browser takes.

    Args:
        answers: what is asked.
        message: as it was read.
        lang: of requests that name no language.
    """
    if isinstance(message, TooLong):
        detail = f"a message of {message.length:,} bytes was skipped: at most {MAX_MESSAGE_BYTES:,} are read"
        return _wrapped(_NOTHING, _reply_of(problem("too-large", detail)))
    identifier = id_of(message)
    reply = _reply(answers, message, lang)
    answer = _wrapped(identifier, reply)
    return answer if len(answer) <= MAX_ANSWER_BYTES else _wrapped(identifier, _too_large(len(answer)))


def broken(message: bytes | TooLong) -> bytes:
    """Returns the answer to a message at which something here went wrong."""
    identifier = _NOTHING if isinstance(message, TooLong) else id_of(message)
    return _wrapped(identifier, _reply_of(problem("internal", "scamguard could not answer this; please report it")))


def id_of(message: bytes) -> msgspec.Raw:
    """Returns the id of a message as it stands there; null where it has none that can be written back."""
    try:
        message.decode()  # what is not read into a value is not looked at by msgspec
        found = _id_decoder.decode(message).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = _id_of_refused(message)
    return found if len(bytes(found)) <= MAX_ID_BYTES else _NOTHING


def _id_of_refused(message: bytes) -> msgspec.Raw:
    """Returns the id of a message that msgspec does not read."""
    try:
        return msgspec.Raw(json_id_of(message.decode()))
    except UnicodeDecodeError:
        return _NOTHING


def _reply(answers: Answers, message: bytes, lang: str) -> Reply:
    try:
        call = _call_of(message)
    except FAULTS as error:
        return _reply_of(problem_of(error))
    body = bytes(call.body)
    has_body = body != b"null"
    asked = with_language(call.path, body, lang) if lang != "en" and has_body else body
    return reply_to(answers, call.method or ("POST" if has_body else "GET"), call.path, asked)


def _call_of(message: bytes) -> Call:
    message.decode()
    call = _call_decoder.decode(message)
    if len(bytes(call.id)) > MAX_ID_BYTES:
        raise Refused(problem("invalid", f"id: longer than {MAX_ID_BYTES:,} bytes"))
    return call


def _too_large(length: int) -> Reply:
    detail = (
        f"the answer has {length:,} bytes, and a browser takes at most {MAX_ANSWER_BYTES:,} in one message; "
        "ask for fewer contacts at once, or send the text in parts"
    )
    return _reply_of(problem("answer-too-large", detail))


def _reply_of(found: Problem) -> Reply:
    return Reply(found.status, encode(found))


def _wrapped(identifier: msgspec.Raw, reply: Reply) -> bytes:
    return b'{"id":%b,"status":%d,"body":%b}' % (bytes(identifier), reply.status, reply.body)
