"""Pictures: what the codes in them hold."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamguard.model.document import Document, Link, Unreadable
from scamguard.readers import pictures
from scamguard.readers.files import read_bytes

zxingcpp = pytest.importorskip("zxingcpp", reason="needs the extra [image]")
Image = pytest.importorskip("PIL.Image", reason="needs the extra [image]")


def code(text: str, form: str = "PNG", mode: str = "L") -> bytes:
    """Returns a picture of a QR code."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
    view = memoryview(made)
    assert view.shape is not None
    picture = Image.frombytes("L", (view.shape[1], view.shape[0]), bytes(view)).convert(mode)
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


def read(data: bytes) -> Document | Unreadable:
    (found,) = read_bytes(data, "x.png")
    return found


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_code_is_read_from_every_format(form: str) -> None:
    found = read(code("https://evil.example/", form))

    assert isinstance(found, Document)
    assert found.links == (Link("https://evil.example/", 0, 21),)
    assert (found.text, found.original) == ("", "https://evil.example/")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_code_is_read_from_every_kind_of_picture(mode: str) -> None:
    found = read(code("https://evil.example/", mode=mode))

    assert isinstance(found, Document)
    assert len(found.links) == 1


@pytest.mark.parametrize("text", ["加微信 abc123", "MECARD:N:x;TEL:13122891139;;", "13122891139", "call: us now"])
def test_text_of_a_code_is_read_as_text(text: str) -> None:
    found = read(code(text))

    assert isinstance(found, Document)
    assert (found.text, found.links) == (text, ())


def test_code_that_is_dark_on_nothing_is_read() -> None:
    picture = Image.open(io.BytesIO(code("tel:+8613122891139"))).convert("RGBA")
    picture.putalpha(picture.convert("L").point(lambda value: 255 - value))
    out = io.BytesIO()
    picture.save(out, "PNG")
    found = read(out.getvalue())

    assert isinstance(found, Document)
    assert [link.target for link in found.links] == ["tel:+8613122891139"]


def test_several_codes_stand_on_lines_of_their_own() -> None:
    parts = [Image.open(io.BytesIO(code(text))) for text in ("https://a.example/", "加微信 abc")]
    sheet = Image.new("L", (sum(part.width for part in parts), max(part.height for part in parts)), 255)
    sheet.paste(parts[0], (0, 0))
    sheet.paste(parts[1], (parts[0].width, 0))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    found = read(out.getvalue())

    assert isinstance(found, Document)
    assert sorted(found.original.split("\n")) == ["https://a.example/", "加微信 abc"]
    link = found.links[0]
    assert found.original[link.start : link.end] == link.target == "https://a.example/"
    start, end = found.origins.span(0, len(found.text))
    assert found.original[start:end] == found.text == "加微信 abc"


def test_picture_without_a_code_holds_nothing() -> None:
    out = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(out, "PNG")
    found = read(out.getvalue())

    assert isinstance(found, Document)
    assert (found.text, found.links) == ("", ())


def test_large_picture_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)
    found = read(code("x"))

    assert isinstance(found, Unreadable)
    assert "pixels" in found.problem


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    found = read(code("x"))

    assert found == Unreadable("x.png", "reading codes in pictures needs `pip install 'scamguard[image]'`")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"]),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 255)), max_size=6),
    st.integers(0, 400),
)
def test_damaged_pictures_are_read_or_reported(form: str, changes: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(code("x", form))
    for place, value in changes:
        damaged[place % len(damaged)] = value

    for found in read_bytes(bytes(damaged[: max(0, len(damaged) - cut)]), "x.png"):
        assert isinstance(found, (Document, Unreadable))
