"""Problem details (RFC 9457) as a client reads them: what is wrong with a request, where, and what to do."""

from __future__ import annotations

from typing import Final

import msgspec

#: Longest sentence that is taken over from a server, in characters.
_MAX_SENTENCE_CHARS: Final = 500
#: Most nearest names that are taken over, as the library gives them, and the longest one, in characters.
_MAX_NEAREST: Final = 3
_MAX_NAME_CHARS: Final = 80


class FieldError(msgspec.Struct, frozen=True):
    """What is wrong with one field; `pointer` is a JSON pointer into the request, as a URI fragment."""

    detail: str = ""
    pointer: str = ""


class Problem(msgspec.Struct, frozen=True):
    """A problem document (`GET /problems` lists the kinds).

    Attributes:
        type: what kind of problem it is, a reference below `/problems/`.
        title: the same, for people.
        status: as HTTP numbers it.
        detail: what is wrong with this request.
        errors: the fields that are wrong.
        nearest: known platforms that are written like the one that was asked for.
    """

    type: str = "about:blank"
    title: str = ""
    status: int = 0
    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The last part of the type (`unknown-platform`); empty for a problem that is none of scamguard's."""
        return self.type.rpartition("/problems/")[2] if "/problems/" in self.type else ""

    @property
    def sentence(self) -> str:
        """What is wrong, in one line that can be shown on a terminal."""
        said = self.detail or self.title or f"answered with status {self.status} and without a reason"
        return to_line(said)[:_MAX_SENTENCE_CHARS]

    @property
    def field(self) -> str | None:
        """The field of the request that is wrong, at its top level; None where the problem does not say."""
        pointer = self.errors[0].pointer if self.errors else ""
        return pointer[2:].partition("/")[0] or None if pointer.startswith("#/") else None

    @property
    def known_names(self) -> tuple[str, ...]:
        """The nearest names that can be shown."""
        return tuple(to_line(name)[:_MAX_NAME_CHARS] for name in self.nearest[:_MAX_NEAREST])


def to_line(text: str) -> str:
    """Returns text from a server with a blank for each character that a terminal does not print."""
    return "".join(character if character.isprintable() else " " for character in text)
