"""A fuzz target over the readers of files. It stands outside the default test run, because it needs atheris:

    python -m pip install '.[fuzz,image]'
    python tests/fuzz/fuzz_readers.py -max_total_time=60

It looks for: any exception, a file that takes long for its size, places outside of the original, links whose text is
not where they say, two readings of one file. libFuzzer's own options work; what it finds is written as in `fuzz_check`.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    atheris: Any
else:
    import atheris

with atheris.instrument_imports(include=["scamguard.readers", "scamguard.model", "email", "zipfile", "tarfile"]):
    from scamguard.model.document import Document, Unreadable
    from scamguard.readers.files import read_bytes

#: Longest time for one file of a few thousand bytes, in seconds; archives and pictures included.
MAX_SECONDS: Final = 5.0
NAMES: Final = [None, None, "x.html", "x.md", "x.csv", "x.json", "x.eml", "x.txt", "x.zip", "x.tar.gz", "x.png", "x"]

#: What files are made of: whole pieces reach the readers sooner than bytes do.
PIECES: Final = [
    "<p>", "</p>", "<div hidden>", "</div>", "<a href='https://x.example'>", "</a>", "<table>", "<td>", "<b>",
    "</b>", "<!--", "-->", "<script>", "</script>", "<title>", "<svg>", "<![CDATA[", "]]>", "<template>",
    "<img alt='x'>", "&#46;", "&amp;", "&copy", "<", ">", "&", '"', "'", "=", "[", "](", "](https://x.example)",
    "[a]: https://y.example\n", "**", "`", "```\n", "\\", "\\u0031", "\\ud83d\\ude00", '{"a": "', '"}', ",",
    ";", "\n", "\r\n", "\t", " ", "客服", "131", "From: ", "Subject: ", "Content-Type: ",
    "multipart/mixed; boundary=b\n\n--b\n", "\n--b\n", "--b--\n", "text/html", "; charset=gb2312",
    "\nContent-Transfer-Encoding: base64\n\n", "=?utf-8?B?", "=?gb2312?Q?=C4=FA?=", "?=", "<a@b.example>",
    "Reply-To: ", "Authentication-Results: x; dmarc=fail", "message/rfc822\n\n", "filename*=utf-8''%e5", "\x00",
    "\ufeff",
]  # fmt: skip
ENCODINGS: Final = ["utf-8", "utf-8", "gb18030", "big5", "utf-16-le", "utf-16"]


def main() -> None:
    """Runs the fuzzer until it finds something or its time is over."""
    atheris.Setup(sys.argv, check_one)
    atheris.Fuzz()


def check_one(data: bytes) -> None:
    """Reads one file, twice, and looks at what comes of it."""
    provider = atheris.FuzzedDataProvider(data)
    name = provider.PickValueInList(NAMES)
    content = _content(provider)
    begun = time.monotonic()
    first = list(read_bytes(content, name))
    if time.monotonic() - begun > MAX_SECONDS:
        raise AssertionError(f"{len(content)} bytes took longer than {MAX_SECONDS} s")
    for found in first:
        look_at(found)
    if first != list(read_bytes(content, name)):
        raise AssertionError("two readings of one file")


def _content(provider: Any) -> bytes:
    """Returns a file made of pieces in some encoding, or of arbitrary bytes."""
    if provider.ConsumeIntInRange(0, 3) == 0:
        return bytes(provider.ConsumeBytes(provider.remaining_bytes()))
    encoding = provider.PickValueInList(ENCODINGS)
    parts: list[str] = []
    while provider.remaining_bytes() > 0 and len(parts) < 200:
        parts.append(provider.PickValueInList(PIECES) if provider.ConsumeBool() else provider.ConsumeUnicode(3))
    return "".join(parts).encode(encoding, "replace")


def look_at(found: Document | Unreadable) -> None:
    """Fails where what was read breaks its contract."""
    if isinstance(found, Unreadable):
        if not found.problem:
            raise AssertionError("it is unreadable for no reason")
        return
    length = len(found.original)
    for index in range(len(found.text)):
        start, end = found.origins.span(index, index + 1)
        if not 0 <= start < end <= length:
            raise AssertionError(f"place {start}:{end} of {length} characters")
    for link in found.links:
        if not 0 <= link.start <= link.end <= length:
            raise AssertionError("a link outside of the original")
        if link.at is not None and found.text[link.at : link.at + len(link.shown)] != link.shown:
            raise AssertionError("the text of a link stands elsewhere")
    for box in found.mail.mailboxes if found.mail else ():
        if found.original[box.start : box.end].strip() != box.address:
            raise AssertionError("a mailbox stands elsewhere")


if __name__ == "__main__":
    main()
