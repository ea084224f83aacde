"""The encoding of a text is told from its bytes."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scamguard.readers.encodings import declared_in, is_binary, to_text

SIMPLIFIED = "官方客服电话：400-123-4567，加微信 abc123 联系卖家。\n如果您的店铺被封，请不要相信。"
TRADITIONAL = "官方客服電話：請聯繫賣家，加微信 abc123。\n如果您的店鋪被封，請不要相信。"
ENGLISH = "Call our support “hotline” – naïve café, +44 20 7946 0000.\r\n"
TEXTS = (SIMPLIFIED, TRADITIONAL, ENGLISH, "plain", "客服电话请联系微信", "一一一 TikTok Shop 一客服")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5hkscs")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back(text: str, encoding: str) -> None:
    if encoding == "big5hkscs" and text in (SIMPLIFIED, ENGLISH, TEXTS[4]):
        pytest.skip("Big5 cannot write it")
    if encoding == "gb18030" and text == ENGLISH:
        pytest.skip("Western text is not written in it")
    data = text.encode(encoding)

    assert to_text(data)[0] == text
    assert not is_binary(data)


@pytest.mark.parametrize(
    ("why", "data", "declared", "text", "encoding"),
    [
        ("nothing", b"", None, "", "utf-8"),
        (
            "UTF-8 that was cut within a character",
            "客服电话 TikTok 微信联系卖家".encode()[:-1],
            None,
            "客服电话 TikTok 微信联系卖\ufffd",
            "utf-8",
        ),
        ("what is declared, where the bytes allow it", "客".encode("big5"), "Big5", "客", "big5hkscs"),
        ("what is declared, where they do not", "客服".encode(), "gb2312", "客服", "utf-8"),
        ("an encoding that nobody knows", b"caf\xe9", "x-unknown-\xff", "café", "cp1252"),
        ("no encoding of text", b"caf\xe9", "zlib_codec", "café", "cp1252"),
        (
            "Western text without a sign of its encoding",
            "Straße für Jürgen".encode("cp1252"),
            None,
            "Straße für Jürgen",
            "cp1252",
        ),
        ("what no encoding of ours reads never fails", b"\x81\xff\xfe\x8f", None, None, None),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_odd_bytes(why: str, data: bytes, declared: str | None, text: str | None, encoding: str | None) -> None:
    read, name = to_text(data, declared)

    assert text is None or (read, name) == (text, encoding), why


@pytest.mark.parametrize("size", [64, 100, 1000, 100_000])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-8"])
def test_a_sample_that_cuts_a_character_is_no_error(encoding: str, size: int) -> None:
    text = (SIMPLIFIED * (size // len(SIMPLIFIED) + 1))[:size]

    assert to_text(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (b"<meta charset=gbk>", "gbk"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=big5">', "big5"),
        (b'<?xml version="1.0" encoding="GB18030"?>', "GB18030"),
        (b"<p>charset=gbk", None),
        (b" " * 2000 + b"<meta charset=gbk>", None),
    ],
)
def test_page_names_its_encoding(data: bytes, declared: str | None) -> None:
    assert declared_in(data) == declared


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x7fELF\x02\x01\x01" + bytes(64), bytes(1000), b"\x00\x01\x02\x03" * 100]
)
def test_what_is_no_text_is_told(data: bytes) -> None:
    assert is_binary(data)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=12), st.sampled_from(ENCODINGS)))
@example(b"\xff\xfe\x00", "utf-7")
@example(codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff", None)
def test_any_bytes_are_read(data: bytes, declared: str | None) -> None:
    text, name = to_text(data, declared)

    codecs.lookup(name)
    assert isinstance(text, str)
    is_binary(data)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    st.text(
        alphabet="的一是不了在人有我他这个们中来上大为和国官方客服电话微信联系 abc123,.\n，。",
        min_size=12,
        max_size=200,
    )
)
def test_common_chinese_comes_back_from_every_encoding(text: str) -> None:
    if sum(character > "\u2fff" for character in text) < 6:
        return
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        assert to_text(text.encode(encoding))[0] == text, encoding
