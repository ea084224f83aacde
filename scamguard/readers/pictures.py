"""Pictures: what the QR and other codes in them hold."""

from __future__ import annotations

import io
import re
import struct
import warnings
from typing import TYPE_CHECKING, Final

from scamguard.model.document import Document, Link, Unreadable
from scamguard.readers.reading import LINE, Reading

if TYPE_CHECKING:
    from PIL.Image import Image

#: Largest picture that is looked at, in pixels.
MAX_PIXELS: Final = 50_000_000
#: Most codes of one picture that are read.
MAX_CODES: Final = 100

_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
_BEGINNINGS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
#: What is opened and not read: with a scheme. Cards ("MECARD:", "BEGIN:VCARD", "WIFI:") are texts.
_TARGET: Final = re.compile(r"(?i)(?!mecard:|begin:|wifi:|matmsg:|bizcard:)[a-z][a-z0-9+.-]{1,31}:[^\s]{1,4000}")
#: What Pillow raises for pictures that are damaged.
_DAMAGED: Final = (
    OSError, ValueError, SyntaxError, EOFError, struct.error, IndexError, KeyError, TypeError, RuntimeError,
    MemoryError, AttributeError, ArithmeticError,
)  # fmt: skip
_MISSING: Final = "reading codes in pictures needs `pip install 'scamguard[image]'`"


def is_picture(data: bytes) -> bool:
    """Answers whether bytes are a picture in a format that is read here."""
    return (
        data.startswith(_BEGINNINGS)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[:2] == b"BM" and data[6:10] == bytes(4))
    )


def read_picture(data: bytes, file: str | None = None) -> Document | Unreadable:
    """Returns what the codes of a picture hold, a line each: addresses as links, other texts as text."""
    name = file or "picture"
    try:
        import PIL  # noqa: F401 # the extra [image]: loaded for pictures only
        import zxingcpp  # noqa: F401
    except ImportError:
        return Unreadable(name, _MISSING)
    try:
        codes = _codes_of(data)
    except _DAMAGED:
        return Unreadable(name, "the picture is damaged, or of a kind that is not read")
    if codes is None:
        return Unreadable(name, f"the picture has more than {MAX_PIXELS:,} pixels")
    return _to_document(codes, file)


def _codes_of(data: bytes) -> list[str] | None:
    """Returns the contents of the codes in a picture, None where it is too large."""
    import zxingcpp
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    return None
                picture = _on_white(opened)
        except Image.DecompressionBombError:
            return None
    found = zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found[:MAX_CODES] if code.text.strip()]


def _on_white(picture: Image) -> Image:
    """Returns a picture in shades of grey, what is transparent in it as white."""
    from PIL import Image as images

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = images.new("RGBA", picture.size, "white")
        return images.alpha_composite(ground, picture.convert("RGBA")).convert("L")
    return picture.convert("L")


def _to_document(codes: list[str], file: str | None) -> Document:
    original = "\n".join(codes)
    reading = Reading(original)
    links: list[Link] = []
    at = 0
    for code in codes:
        if _TARGET.fullmatch(code.strip()):
            links.append(Link(code.strip(), at, at + len(code)))
        else:
            reading.copy(at, at + len(code))
            reading.gap(LINE)
        at += len(code) + 1
    return reading.to_document(file, links=links)
