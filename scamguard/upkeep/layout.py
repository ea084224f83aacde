"""The one layout of platform files: sections and keys in the order of the format, every value and comment kept.

Only the order of lines and the blanks between them change. A file is taken apart by the parser itself: a statement is
the fewest lines that are TOML, so that arrays and long texts stay whole.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.schema import Channel, ChannelList, Fact, Platform, Source

#: Longest statement, in lines: a longer one is a fault of the file.
MAX_STATEMENT_LINES: Final = 500
_SECTIONS: Final = ("", "[names]", "[summary]", "[[channels]]", "[[facts]]", "[[lists]]", "[[sources]]")
_LANGUAGES: Final = ("en", "zh")


class Statement(msgspec.Struct):
    """One `key = value` with the comments above it."""

    key: str
    lines: list[str]


class Block(msgspec.Struct):
    """A header with what stands below it, up to the next header."""

    header: str
    comments: list[str]
    statements: list[Statement]


def laid_out(text: str, place: str) -> str:
    """Returns a platform file in the layout of the format.

    Args:
        text: the content of the file.
        place: its name, for errors.

    Raises:
        DataError: it is no TOML, or its content would not survive.
    """
    try:
        before = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(place, f"not TOML: {error}") from None
    blocks, rest = _blocks(text.splitlines(), place)
    ordered = sorted(blocks, key=lambda block: _rank(_SECTIONS, block.header))
    parts = [_written(block) for block in ordered if block.header or block.statements or block.comments]
    result = "\n\n".join([*parts, *(["\n".join(rest)] if rest else [])]) + "\n"
    if tomllib.loads(result) != before or _comments(result) != _comments(text):
        raise DataError(place, "cannot be laid out without changing it; order it by hand (docs/data-format.md)")
    return result


def _blocks(lines: Sequence[str], place: str) -> tuple[list[Block], list[str]]:
    """Returns the blocks of a file, and the comments behind the last statement."""
    blocks = [Block("", [], [])]
    waiting: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number].strip()
        if not line:
            if waiting and not blocks[-1].statements and not blocks[-1].header:  # the head of the file
                blocks[-1].comments += [*waiting, ""]
                waiting = []
            number += 1
        elif line.startswith("#"):
            waiting.append(line)
            number += 1
        elif line.startswith("["):
            blocks.append(Block(line, waiting, []))
            waiting = []
            number += 1
        else:
            length = _length(lines, number, place)
            written = [line, *lines[number + 1 : number + length]] if length > 1 else [line]
            key, _, value = written[0].partition("=")
            written[0] = f"{key.strip()} = {value.strip()}"
            blocks[-1].statements.append(Statement(key.strip(), [*waiting, *written]))
            waiting = []
            number += length
    return blocks, waiting


def _length(lines: Sequence[str], first: int, place: str) -> int:
    """Returns how many lines the statement at a line takes."""
    for length in range(1, MAX_STATEMENT_LINES + 1):
        if first + length > len(lines):
            break
        try:
            tomllib.loads("\n".join(lines[first : first + length]))
        except tomllib.TOMLDecodeError:
            continue
        return length
    raise DataError(f"{place}: line {first + 1}", "begins a statement that does not end")


def _written(block: Block) -> str:
    ranks = _KEYS.get(block.header)
    languages = block.header in ("[names]", "[summary]")
    statements = sorted(
        block.statements,
        key=lambda s: _rank(_LANGUAGES, s.key) if languages else _rank(ranks or (), s.key),
    )
    while block.comments and not block.comments[-1]:
        block.comments.pop()
    head = [*block.comments, *([""] if block.comments and not block.header else []), *filter(None, [block.header])]
    return "\n".join([*head, *(line for statement in statements for line in statement.lines)])


def _rank(order: Sequence[str], name: str) -> int:
    """Returns the place of a name in an order; what it does not know goes behind, where it stood."""
    return order.index(name) if name in order else len(order)


def _comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip().startswith("#"))


def _keys_of(record: type, last: Iterable[str] = ()) -> tuple[str, ...]:
    """Returns the keys of a record in the order of the format; some stand at its end."""
    written = msgspec.structs.fields(record)
    names = [field.encode_name for field in written if field.encode_name not in last]
    return (*names, *last)


#: What stands at the end of a fact: its scope, how well it is known, and what it says.
_FACT_ENDS: Final = (
    "status", "audience", "regions", "valid", "quality", "quote", "cites", "en", "zh", "sources",
)  # fmt: skip
#: Header -> its keys in their order. What a record says stands above what it rests on.
_KEYS: Final = {
    "": _keys_of(Platform),
    "[[channels]]": _keys_of(Channel),
    "[[facts]]": _keys_of(Fact, _FACT_ENDS),
    "[[lists]]": _keys_of(ChannelList),
    "[[sources]]": _keys_of(Source),
}
