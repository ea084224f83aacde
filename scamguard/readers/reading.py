"""A readable text in the making, with the places of the original that it is taken from."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Final

from scamguard.model.document import Document, Link, Mail, Origins
from scamguard.model.verdict import Sentence

#: Between two lines or blocks, between two cells of a row, between two words; the strongest of several stands.
LINE: Final = "\n"
CELL: Final = " | "
WORD: Final = " "
_STRENGTH: Final = {"": 0, WORD: 1, CELL: 2, LINE: 3}
#: How many pieces wait to be joined: each costs some 60 bytes beside its characters.
_PIECES: Final = 1 << 10


class Reading:
    """Collects what a person reads of an original, piece by piece, in the order of the original.

    Args:
        original: the decoded original.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        #: How long the readable text is by now, without a gap that waits for what comes behind it.
        self.length = 0
        #: What is written: joined pieces, and those that wait to be joined.
        self._written: list[str] = []
        self._pieces: list[str] = []
        self._gap = ""
        self._starts = array("i")
        self._origins = array("i")
        self._lengths = array("i")
        #: Empty as long as every run is as long as its origin: four bytes a run are saved.
        self._widths = array("i")

    def copy(self, start: int, end: int) -> None:
        """Adds characters of the original as they stand."""
        if start >= end:
            return
        is_apart = self._close_gap()
        if not is_apart and self._continues(start):
            self._lengths[-1] += end - start
            if self._widths:
                self._widths[-1] += end - start
        else:
            self._begin(start, end - start, end - start)
        self._write(self.original[start:end])
        self.length += end - start

    def stand_for(self, text: str, start: int, end: int) -> None:
        """Adds a text that a piece of the original stands for: an escape, a character reference."""
        if text == self.original[start:end]:
            self.copy(start, end)
        elif text:
            self._close_gap()
            self._begin(start, len(text), end - start)
            self._write(text)
            self.length += len(text)

    def gap(self, sign: str) -> None:
        """Sets what comes next apart, by `LINE`, `CELL` or `WORD`; the strongest stands, and none at either end."""
        if self._starts and _STRENGTH[sign] > _STRENGTH[self._gap]:
            self._gap = sign

    @property
    def next(self) -> int:
        """Where what is added next will stand in the readable text."""
        return self.length + len(self._gap)

    def text(self, start: int = 0) -> str:
        """Returns the readable text from a place on."""
        text = "".join((*self._written, *self._pieces))
        self._written, self._pieces = [text], []
        return text[start:]

    def to_document(
        self,
        file: str | None,
        *,
        title: str = "",
        links: Iterable[Link] = (),
        mail: Mail | None = None,
        notes: tuple[Sentence, ...] = (),
        sender: str = "",
    ) -> Document:
        """Returns the document of what was collected."""
        origins = Origins(self._starts, self._origins, self._lengths, self._widths)
        return Document(
            self.text(), self.original, origins, file, title, tuple(links), mail=mail, notes=notes, sender=sender
        )

    def _close_gap(self) -> bool:
        """Writes the gap that waits; answers whether there was one."""
        if not self._gap:
            return False
        self._write(self._gap)
        self.length += len(self._gap)
        self._gap = ""
        return True

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        if len(self._pieces) >= _PIECES:
            self._written.append("".join(self._pieces))
            self._pieces.clear()

    def _continues(self, start: int) -> bool:
        return bool(
            self._starts
            and (not self._widths or self._lengths[-1] == self._widths[-1])
            and self._origins[-1] + self._lengths[-1] == start
            and self._starts[-1] + self._lengths[-1] == self.length
        )

    def _begin(self, origin: int, length: int, width: int) -> None:
        if width != length and not self._widths:
            self._widths = self._lengths[:]
        if self._widths or width != length:
            self._widths.append(width)
        self._starts.append(self.length)
        self._origins.append(origin)
        self._lengths.append(length)
