"""Mails: the header with its mailboxes, each part that is text, and what is attached."""

from __future__ import annotations

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reader_checks import verify_places

from scamguard.model.document import Document, Mailbox, Unreadable
from scamguard.readers.files import read_bytes
from scamguard.readers.mail import is_mail
from scamguard.readers.mail_header import read_header

MAIL = """\
Return-Path: <bounce@bulk.example>
Authentication-Results: mx.example.net; dmarc=fail (p=NONE; spf=pass) header.from=platform.example;
 spf=softfail smtp.mailfrom=x; dkim=fail; dkim=pass
Authentication-Results: forged.example; dmarc=pass; arc=pass
From: =?UTF-8?B?5b6u5L+h5a6i5pyN?= <service@platform.example>
Reply-To: "Plat, Form <no@platform.example>" <x@free.example>
Subject: =?gb2312?Q?=C4=FA=B5=C4?= =?gb2312?Q?=D5=CB=BB=A7?= suspended
\tnow
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain; charset=gb2312
Content-Transfer-Encoding: base64

{plain}
--c
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Hello =E5=AE=A2 <a href=3D"https://evil.example">www.paypal.com</a></p>
--c--
--b
Content-Type: application/octet-stream
Content-Disposition: attachment; filename="../invoice.html"

<b>131</b>2289
--b
Content-Type: message/rfc822

From: inner@inner.example
Subject: inner
To: q@example.org

inner body
--b
Content-Type: application/octet-stream

\x01\x02
--b--
""".format(plain=base64.b64encode("您的账户".encode("gb2312")).decode())


def documents(data: str | bytes, name: str | None = "mail.eml") -> list[Document]:
    found = list(read_bytes(data.encode() if isinstance(data, str) else data, name))
    assert all(isinstance(item, Document) for item in found), found
    return [item for item in found if isinstance(item, Document)]


def test_each_part_is_a_document_under_its_own_name() -> None:
    found = [(document.file, document.text, document.title, document.sender) for document in documents(MAIL)]
    subject = "您的账户 suspended now"

    assert found == [
        (
            "mail.eml",
            f'微信客服 <service@platform.example>\n"Plat, Form <no@platform.example>" <x@free.example>\n{subject}',
            subject,
            "微信客服",
        ),
        ("mail.eml!/part-1.txt", "您的账户", subject, "微信客服"),
        ("mail.eml!/part-2.html", "Hello 客 www.paypal.com", subject, "微信客服"),
        ("mail.eml!/invoice.html", "1312289", subject, "微信客服"),
        ("mail.eml!/part-4.eml", "inner@inner.example\ninner", "inner", "微信客服"),
        ("mail.eml!/part-4.eml!/part-1.txt", "inner body", "inner", "微信客服"),
    ]


def test_mailboxes_with_their_places() -> None:
    header = documents(MAIL)[0]
    assert header.mail is not None
    found = [(box.header, box.address, box.display_name) for box in header.mail.mailboxes]

    assert found == [
        ("return-path", "bounce@bulk.example", ""),
        ("from", "service@platform.example", "微信客服"),
        ("reply-to", "x@free.example", "Plat, Form <no@platform.example>"),
    ]
    assert all(header.original[box.start : box.end] == box.address for box in header.mail.mailboxes)


def test_only_the_topmost_results_count_and_a_pass_beats_a_failure() -> None:
    header = documents(MAIL)[0]

    assert header.mail is not None
    assert header.mail.authentication == {"dmarc": "fail", "spf": "softfail", "dkim": "pass"}


def test_only_the_header_carries_what_the_header_says() -> None:
    assert [document.mail is not None for document in documents(MAIL)] == [True, False, False, False, True, False]


def test_place_of_a_subject_is_its_encoded_words() -> None:
    header = documents(MAIL)[0]
    at = header.text.index("您的账户")
    start, end = header.origins.span(at, at + 4)

    assert header.original[start:end] == "=?gb2312?Q?=C4=FA=B5=C4?= =?gb2312?Q?=D5=CB=BB=A7?="


@pytest.mark.parametrize(
    ("why", "written", "expected"),
    [
        ("a bare address", "From: a@b.example", ("a@b.example", "")),
        ("a name behind it", "From: a@b.example (Bank)", ("a@b.example", "")),
        ("a folded field", "From: Pay\r\n Pal\r\n <a@b.example>", ("a@b.example", "Pay Pal")),
        ("an escaped quote", r'From: "Pay \"Pal\"" <a@b.example>', ("a@b.example", 'Pay "Pal"')),
        (
            "a name that looks like an address",
            'From: "service@paypal.com" <a@b.example>',
            ("a@b.example", "service@paypal.com"),
        ),
        ("raw UTF-8", "From: 微信客服 <a@b.example>", ("a@b.example", "微信客服")),
        ("a broken encoded word", "From: =?utf-8?B?5b6?= <a@b.example>", ("a@b.example", "å¾")),
        ("an unknown encoding", "From: =?x-none?Q?Bank?= <a@b.example>", ("a@b.example", "Bank")),
    ],
)
def test_sender_is_read(why: str, written: str, expected: tuple[str, str]) -> None:
    mail = read_header(written.encode()).document.mail
    assert mail is not None
    box = mail.mailboxes[0]

    assert box.address == expected[0], why
    assert "broken" in why or box.display_name == expected[1], why


def test_empty_return_path_is_none() -> None:
    mail = read_header(b"Return-Path: <>\nFrom: a@b.example").document.mail
    assert mail is not None

    assert mail.mailboxes == (Mailbox("from", "a@b.example", "", 22, 33),)


@pytest.mark.parametrize(
    ("why", "data", "expected"),
    [
        ("a mail", b"Received: x\r\nFrom: a\r\nTo: b\r\nSubject: c\r\n\r\nbody", True),
        ("an mbox", b"From x@y Mon\nFrom: a\nTo: b\nSubject: c\n\nbody", True),
        ("a note that begins with a label", b"From: Paris\nto be continued", False),
        ("a text", b"Hello: world\nFrom: a\nfoo", False),
        ("a header without a sender", b"Date: x\nTo: y\nX-A: z\n\n", False),
    ],
)
def test_mail_is_told_from_other_text(why: str, data: bytes, expected: bool) -> None:
    assert is_mail(data) == expected, why


def test_too_many_parts_within_parts_are_reported_and_the_header_is_read() -> None:
    data = b"From: a@b.example\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(500)
    )
    found = list(read_bytes(data, "x.eml"))

    assert isinstance(found[0], Document)
    assert isinstance(found[1], Unreadable)
    assert "nested" in found[1].problem


def test_mails_within_mails_are_read_to_a_depth() -> None:
    data = b"body"
    for _ in range(12):
        data = b"From: a@b.example\nContent-Type: message/rfc822\n\n" + data
    found = list(read_bytes(data, "x.eml"))

    assert sum(isinstance(item, Document) for item in found) >= 5
    assert isinstance(found[-1], Unreadable)


PIECES = (
    "From: ", "Subject: ", "Content-Type: ", "multipart/mixed; boundary=b\n", "text/html", "; charset=", "gb2312",
    "\n\n", "--b\n", "--b--\n", "Content-Transfer-Encoding: ", "base64\n", "quoted-printable\n", "uuencode\n",
    "=?utf-8?B?", "?=", "=?gb2312?Q?", "<a@b.example>", '"', "\\", "\n ", "\n", "\r\n", "客服", "=E5", "aGk=",
    "Content-Disposition: attachment; ", "filename=\"x.html\"", "filename*=utf-8''%e5", "message/rfc822\n",
    "Authentication-Results: x; dmarc=fail;", "begin 666 x\n", "(", ")", ";", ",", "\x00", "message/delivery-status",
    "message/partial", "MIME-Version: 1.0\n", "Reply-To: ",
)  # fmt: skip
mails = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=50).map("".join)


@settings(derandomize=True, deadline=None, max_examples=400)
@given(mails)
def test_every_mail_is_read_and_places_hold(written: str) -> None:
    for found in read_bytes(written.encode("utf-8", "surrogatepass"), "x.eml"):
        if isinstance(found, Document) and found.mail is None:
            verify_places(found)
        if isinstance(found, Document) and found.mail is not None:
            for box in found.mail.mailboxes:
                assert found.original[box.start : box.end].strip() == box.address


@pytest.mark.lengthy
@pytest.mark.parametrize(
    "piece",
    [
        "From: <a@b>,\n <",
        "=?utf-8?Q?a?= ",
        '"',
        "(",
        "--b\n\n",
        "Subject: x\n",
        "Content-Type: text/html\n",
        "\n ",
        "a@",
        "; a=b",
    ],
)
@pytest.mark.parametrize(
    "first", ["From: ", "Authentication-Results: x", "From: a\nContent-Type: multipart/mixed; boundary=b\n\n"]
)
def test_time_grows_with_the_length(first: str, piece: str) -> None:
    short, long = (first + piece * (size // len(piece)) for size in (10_000, 100_000))
    seconds(short)

    assert min(seconds(long) for _ in range(2)) < 25 * max(min(seconds(short) for _ in range(3)), 0.01)


def seconds(written: str) -> float:
    data = written.encode()
    begun = time.perf_counter()
    list(read_bytes(data, "x.eml"))
    return time.perf_counter() - begun
