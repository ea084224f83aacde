"""The tokens of a page, each with its place in the source (HTML, §13.2.5), in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from scamguard.readers.entities import to_plain

#: Elements whose content is no markup: it runs up to their own end tag.
RAW_TEXT: Final = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})
#: Inside of these, elements are none of HTML's, and a CDATA section is text.
_FOREIGN: Final = frozenset({"svg", "math"})
#: Attributes that are looked at; others are passed over.
_KEPT: Final = frozenset(
    {"href", "action", "formaction", "src", "alt", "title", "content", "http-equiv", "hidden", "style", "type", "value",
     "open", "placeholder", "name", "property"}
)  # fmt: skip
#: Most attributes of one tag that are read; browsers read all, pages have a handful.
MAX_ATTRIBUTES: Final = 256

_BLANKS: Final = re.compile(r"[\t\n\f\r /]*")
_SPACES: Final = re.compile(r"[\t\n\f\r ]*")
_TAG_NAME: Final = re.compile(r"[^\t\n\f\r />]+")
_ATTRIBUTE_NAME: Final = re.compile(r"[^\t\n\f\r />][^\t\n\f\r />=]*")
_UNQUOTED: Final = re.compile(r"[^\t\n\f\r >]*")
_COMMENT_END: Final = re.compile(r"--!?>")
#: Where a tag begins, or (1) a comment or declaration; any other "<" is text.
_MARKUP: Final = re.compile(r"<(?:/?(?=[A-Za-z])|([!?]|/(?=.)))", re.DOTALL)
_RAW_ENDS: Final = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW_TEXT}


class Value(NamedTuple):
    """The value of an attribute, and its place in the source, undecoded."""

    text: str
    start: int
    end: int


class Text(NamedTuple):
    """A piece of text; `is_plain` where `&` stands for itself."""

    start: int
    end: int
    is_plain: bool = False


class Tag(NamedTuple):
    """A start tag or an end tag."""

    name: str
    is_end: bool
    attributes: dict[str, Value]
    #: What stands up to the end tag of an element whose content is no markup.
    raw: Text | None = None


_NONE: Final[dict[str, Value]] = {}


def tokens_of(source: str) -> Iterator[Text | Tag]:
    """Yields the texts and the tags of a page; comments, declarations and what is cut off at the end are none."""
    at, length = 0, len(source)
    foreign = 0
    while at < length:
        found = _MARKUP.search(source, at)
        if found is None:
            yield Text(at, length)
            return
        sign = found.start()
        if sign > at:
            yield Text(at, sign)
        if found[1]:
            piece, at = _declaration(source, sign, is_foreign=foreign > 0)
            if piece is not None:
                yield piece
            continue
        tag, at = _tag(source, sign + 1, is_foreign=foreign > 0)
        if tag is None:
            return
        if tag.name in _FOREIGN:
            foreign = max(0, foreign - 1 if tag.is_end else foreign + 1)
        yield tag


def _declaration(source: str, sign: int, *, is_foreign: bool) -> tuple[Text | None, int]:
    """Returns the text of a CDATA section, None for a comment and the like, and where it ends."""
    length = len(source)
    if source.startswith("<!--", sign):
        if source.startswith((">", "->"), sign + 4):
            return None, source.index(">", sign) + 1
        found = _COMMENT_END.search(source, sign + 4)
        return None, found.end() if found else length
    if is_foreign and source.startswith("<![CDATA[", sign):
        end = source.find("]]>", sign + 9)
        return Text(sign + 9, end if end >= 0 else length, True), end + 3 if end >= 0 else length
    end = source.find(">", sign + 1)
    return None, end + 1 if end >= 0 else length


def _tag(source: str, start: int, *, is_foreign: bool) -> tuple[Tag | None, int]:
    """Returns the tag behind a "<", and where it ends; None where the source ends inside of it."""
    is_end = source[start] == "/"
    found = _TAG_NAME.match(source, start + is_end)
    assert found is not None  # noqa: S101 # a letter stands there: the caller looked
    name = found[0].lower()
    attributes, at = _attributes(source, found.end())
    if at < 0:
        return None, len(source)
    raw = None
    if not is_end and name in RAW_TEXT and not is_foreign:
        ends = _RAW_ENDS[name].search(source, at)
        raw = Text(at, ends.start() if ends else len(source), name not in ("title", "textarea"))
        at = raw.end
    elif name == "plaintext" and not is_end and not is_foreign:
        raw = Text(at, len(source), True)
        at = raw.end
    return Tag(name, is_end, attributes, raw), at


def _attributes(source: str, at: int) -> tuple[dict[str, Value], int]:
    """Returns the attributes that are looked at, and where the tag ends, -1 where it does not (HTML, §13.2.5.32)."""
    found: dict[str, Value] = {}
    length = len(source)
    while True:
        at = _end_of(_BLANKS, source, at)
        if at >= length:
            return found, -1
        if source[at] == ">":
            return found or _NONE, at + 1
        name_end = _end_of(_ATTRIBUTE_NAME, source, at)
        name = source[at:name_end].lower() if name_end - at <= 16 else ""
        at = _end_of(_SPACES, source, name_end)
        start = end = at
        if source[at : at + 1] == "=":
            start, end, at = _value(source, _end_of(_SPACES, source, at + 1))
            if at < 0:
                return found, -1
        if name in _KEPT and name not in found and len(found) < MAX_ATTRIBUTES:
            found[name] = Value(to_plain(source, start, end), start, end)


def _value(source: str, at: int) -> tuple[int, int, int]:
    """Returns where the value of an attribute begins and ends, and where to go on; -1 where a quote stays open."""
    quote = source[at : at + 1]
    if quote in ("'", '"') and quote:
        end = source.find(quote, at + 1)
        return at + 1, end, end + 1 if end >= 0 else -1
    end = _end_of(_UNQUOTED, source, at)
    return at, end, end


def _end_of(pattern: re.Pattern[str], source: str, at: int) -> int:
    found = pattern.match(source, at)
    return found.end() if found else at
