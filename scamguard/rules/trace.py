"""A protected name in a host: where it stands, and how it agrees with what is written there."""

from __future__ import annotations

import enum
import re

import msgspec

from scamguard.knowledge.protected import ProtectedName


class Likeness(enum.Enum):
    """How a part of a host and a name agree."""

    #: Letter by letter; hyphens and dots may stand between.
    EXACT = enum.auto()
    #: In other characters that look the same, or carry other marks (UTS #39).
    SKELETON = enum.auto()
    #: In digits and groups of letters that look alike.
    SHAPE = enum.auto()
    #: But for one letter.
    EDIT = enum.auto()


class Trace(msgspec.Struct, frozen=True, gc=False):
    """A protected name in one label of a host.

    Attributes:
        name: the name.
        likeness: how the label and the name agree.
        label: the label that shows it, as it is read: by skeleton, where it is written in other characters; labels with
            their dots where the name runs over several.
        start: where the name begins in the label, hyphens and dots not counted.
        end: where it ends.
        depth: how many labels stand between this one and the public suffix.
        written: the label in Unicode as it is written, where it is read by skeleton; else "".
    """

    name: ProtectedName
    likeness: Likeness
    label: str
    start: int
    end: int
    depth: int
    written: str = ""

    @property
    def shown(self) -> str:
        """The label as a person sees it."""
        return self.written or self.label

    @property
    def part(self) -> str:
        """The part of the label that stands for the name, where it is one run of characters; else the whole label."""
        return self.read if not self.written and self.read in self.label else self.shown

    @property
    def read(self) -> str:
        """The characters that are read as the name."""
        return self.plain[self.start : self.end]

    @property
    def plain(self) -> str:
        """The label without hyphens and dots."""
        return self.label.replace("-", "").replace(".", "")

    @property
    def before(self) -> str:
        """What stands before the name."""
        return self.plain[: self.start]

    @property
    def after(self) -> str:
        """What stands behind the name."""
        return self.plain[self.end :]

    @property
    def is_whole(self) -> bool:
        """The label is the name and nothing else, but for hyphens and dots in it."""
        return not self.before and not self.after

    @property
    def cuts(self) -> list[int]:
        """Where hyphens and dots stand, counted without them."""
        return [match.start() - count for count, match in enumerate(re.finditer(r"[-.]", self.label))]

    @property
    def is_split(self) -> bool:
        """A hyphen or a dot stands inside the name."""
        return any(self.start < cut < self.end for cut in self.cuts)

    @property
    def is_word(self) -> bool:
        """The name begins and ends where the label does, or at a hyphen."""
        borders = {0, len(self.plain), *self.cuts}
        return self.start in borders and self.end in borders
