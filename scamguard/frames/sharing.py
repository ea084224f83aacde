"""A column shared out among processes: texts go to the workers, Arrow comes back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import pyarrow as pa

from scamguard.batch.pool import Pool
from scamguard.batch.tasks import LOST
from scamguard.columns import Checking, Options, Scanning
from scamguard.columns.rows import require_as_many
from scamguard.columns.texts import ListedTexts, NoText, Texts
from scamguard.guard import Guard
from scamguard.knowledge.knowledge import Knowledge

#: Rows of a column, and the claims beside them.
Piece: TypeAlias = tuple[list[object], list[object] | None]

#: Rows that a worker is given at once, and characters in them: a tenth of a second of work.
_ROWS: Final[dict[type, int]] = {Checking: 2048, Scanning: 256}
_CHARS: Final = 1_000_000
#: Pieces of a column that are not worth the start of processes, which takes them a second or two.
_FEW_PIECES: Final = 8
#: Rows that are read at once.
_READ_ROWS: Final = 256


def shared(
    answering: Checking | Scanning, texts: Texts, claims: Texts | None, workers: int
) -> Iterator[pa.StructArray]:
    """Yields the answers to a column in its order, as `answering.pieces` does, from several processes.

    All are asked about the same day. The workers get a copy of the guard's knowledge; a column of a few pieces is
    answered in this process.

    Raises:
        UsageError: the columns differ in length.
        WorkersLost: worker processes cannot be started, or die whatever they are given.
    """
    require_as_many(texts, claims)
    most = _ROWS[type(answering)]
    if workers == 1 or len(texts) <= most * _FEW_PIECES:
        yield from answering.pieces(texts, claims)
        return
    options = dataclasses.replace(answering.options, as_of=answering.options.scope["as_of"])
    task = ColumnTask(type(answering), answering.guard.knowledge, options)
    with Pool(task, workers) as pool:
        for _, answers in pool.in_order(_pieces(texts, claims, most)):
            yield from answers


@dataclass(frozen=True)
class ColumnTask:
    """Answers pieces of a column.

    Attributes:
        kind: what is done with each row.
        knowledge: what is answered from.
        options: what is asked about all rows.
    """

    kind: type[Checking] | type[Scanning]
    knowledge: Knowledge
    options: Options

    def begin(self) -> Callable[[Piece], list[pa.StructArray]]:
        """Returns what answers pieces."""
        answering = self.kind(Guard(self.knowledge), self.options)

        def answer(piece: Piece) -> list[pa.StructArray]:
            texts, claims = piece
            return list(answering.pieces(ListedTexts(texts), None if claims is None else ListedTexts(claims)))

        return answer

    def halves(self, chunk: Piece) -> tuple[Piece, Piece] | None:
        """Returns a piece in two parts; None where it is a single row."""
        texts, claims = chunk
        middle = len(texts) // 2
        if not middle:
            return None
        first, second = (None, None) if claims is None else (claims[:middle], claims[middle:])
        return (texts[:middle], first), (texts[middle:], second)

    def joined(self, first: list[pa.StructArray], second: list[pa.StructArray]) -> list[pa.StructArray]:
        """Returns the answers to two parts, one after the other."""
        return first + second

    def lost(self, chunk: Piece) -> list[pa.StructArray]:
        """Returns what is said of a row that its workers did not outlive."""
        kind = self.kind(Guard(self.knowledge), self.options).type
        return [pa.array([{"error": LOST} for _ in chunk[0]], kind)]


def _pieces(texts: Texts, claims: Texts | None, most: int) -> Iterator[Piece]:
    """Yields a column in pieces that are neither too small nor too large."""
    rows: list[object] = []
    said: list[object] = []
    chars = 0
    for start in range(0, len(texts), _READ_ROWS):
        stop = min(start + _READ_ROWS, len(texts))
        read = [_sendable(row) for row in texts.values(start, stop)]
        rows += read
        said += [] if claims is None else map(_sendable, claims.values(start, stop))
        chars += sum(len(row) for row in read if isinstance(row, str))
        if len(rows) >= most or chars >= _CHARS:
            yield rows, None if claims is None else said
            rows, said, chars = [], [], 0
    if rows:
        yield rows, None if claims is None else said


def _sendable(row: object) -> object:
    """Returns a row as it can be sent to a process: of what is no text, what it is instead."""
    if isinstance(row, str):
        return str.__str__(row)  # whatever somebody has made of it
    return row if row is None else NoText(type(row).__name__)
