"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, GB18030, Big5, and a last resort that never fails."""

from __future__ import annotations

import codecs
import re
from typing import Final

#: How much of a file is looked at to tell its encoding, in bytes from its beginning.
MAX_SAMPLE_BYTES: Final = 1 << 16
#: So few control characters are in a text, too: they are put in to hide it.
_FEW_CONTROLS: Final = 4
#: A text has fewer control characters than one in so many characters.
_CONTROLS_PER: Final = 50
#: Share of a sample's other-than-ASCII characters that may be broken in UTF-8 that was cut or joined badly.
_MAX_BROKEN: Final = 0.02
#: Share of the characters of a language's commonest that a right reading has at least.
_MIN_COMMON: Final = 0.12

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings that cannot be told by their form; what is read of them must look like a language.
_GUESSES: Final = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
#: Nothing but characters of the first Chinese standard: other bytes hardly ever make such.
_STANDARD_BONUS: Final = 0.15
_WIDE: Final = ("utf-16-le", "utf-16-be")
#: Share of plain and common characters that a right reading in UTF-16 has at least.
_MIN_SENSE: Final = 0.3
_LAST_RESORT: Final = "cp1252"

#: The commonest characters of Chinese, simplified and traditional, of messages about shops and accounts, and kana.
_COMMON: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性"
    "知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次"
    "度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四神总何电数安少报才结反受目太量再感建务"
    "做接必场件计管期市直资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南"
    "品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运"
    "這個們來為國時說會對過發後裡學現當沒動進樣還開從實軍無長機關點業將兩間問應戰頭體見產東聲員論處義認條氣題爾變總電報數結務"
    "場計馬書聽達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運"
    "客服微信联系号码请您谢网站店铺卖家商户官方账户退款验证热线咨询店铺平台支付银行聯繫號碼請您謝網賣戶帳驗證熱線諮詢單錢訊鋪臺"
    "のにはをたがでてとしれさあいうるなもりらこそアイスントルラ，。、：；！？（）“”《》「」…"
)
#: Characters that a text has and a wrong reading does not: ASCII's letters, digits, signs and blanks.
_PLAIN: Final = re.compile(r"[\t\n\r\x20-\x7e]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
#: What a wrong reading has: private use, surrogates, characters that no language of today uses.
_ODD: Final = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\U00020000-\U0010ffff\u3400-\u4dbf\ua000-\uabff\x80-\x9f]")
_DECLARED: Final = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([a-z0-9_.:-]{2,30})"
)
#: How far into a page its own statement of the encoding is looked for, in bytes (HTML, §4.2.5.4).
_DECLARED_WITHIN: Final = 1024
#: Names that stand for a wider encoding (Encoding Standard, §4.2).
_WIDER: Final = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}


def to_text(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Returns the text and the encoding that it was read in; never fails.

    Args:
        data: the bytes of a text; a byte order mark is no part of the text.
        declared: the encoding that a mail or a page says it has; it is believed where the bytes allow it.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    name = encoding_of(data, declared)
    return data.decode(name, "replace"), name


def declared_in(data: bytes) -> str | None:
    """Returns the encoding that a page names in its first bytes."""
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode("ascii") if found else None


def is_binary(data: bytes) -> bool:
    """Answers whether bytes are no text in any encoding that is read here."""
    sample = data[:MAX_SAMPLE_BYTES]
    if not sample or any(sample.startswith(mark) for mark, _ in _MARKS):
        return False
    text = _decoded(sample, encoding_of(data))
    controls = len(_CONTROL.findall(text))
    return controls > _FEW_CONTROLS and controls * _CONTROLS_PER > len(text)


def encoding_of(data: bytes, declared: str | None = None) -> str:
    """Returns the name of the encoding that bytes without a mark are read in."""
    sample = data[:MAX_SAMPLE_BYTES]
    if wide := _wide_by_zeros(sample):
        return wide
    is_whole = len(sample) == len(data)
    if _is_valid(sample, "utf-8", is_whole=is_whole):
        return "utf-8"
    name = _known(declared)
    if name and name not in ("utf-8", "utf-16") and _is_valid(sample, name, is_whole=is_whole):
        return name
    best, score = max(((guess, _likeness(sample, guess)) for guess in _GUESSES), key=lambda pair: pair[1])
    if _broken_utf8(sample) <= _MAX_BROKEN:
        return "utf-8"
    return best if score >= _MIN_COMMON else _LAST_RESORT


def _wide_by_zeros(sample: bytes) -> str | None:
    """Returns the UTF-16 that a sample with zeros is in: its ASCII characters have one each, as has 一."""
    if b"\x00" not in sample:
        return None
    best, score = max(((name, _sense(_decoded(sample, name))) for name in _WIDE), key=lambda pair: pair[1])
    return best if score >= _MIN_SENSE else None


def _sense(text: str) -> float:
    """Returns the share of a reading's characters that are plain or common, less the odd ones."""
    known = len(_PLAIN.findall(text)) + sum(map(_COMMON.__contains__, text))
    return (known - 3 * len(_ODD.findall(text)) - 3 * len(_CONTROL.findall(text))) / max(1, len(text))


def _known(declared: str | None) -> str | None:
    """Returns Python's name of an encoding for text, None where it knows none."""
    if not declared or len(declared) > 40 or not declared.isascii():
        return None
    try:
        codec = codecs.lookup(declared.strip())
    except LookupError:
        return None
    if not codec._is_text_encoding:
        return None
    return _WIDER.get(codec.name, codec.name)


def _is_valid(sample: bytes, name: str, *, is_whole: bool) -> bool:
    """Answers whether a sample decodes without an error; it may be cut within a character."""
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample, is_whole)
    except (UnicodeError, LookupError):
        return False
    return True


def _decoded(sample: bytes, name: str) -> str:
    return codecs.getincrementaldecoder(name)("replace").decode(sample, False)


def _broken_utf8(sample: bytes) -> float:
    """Returns the share of a sample's other-than-ASCII characters that are broken in UTF-8."""
    text = _decoded(sample, "utf-8")
    others = len(text) - len(_PLAIN.findall(text))
    return text.count("\ufffd") / others if others else 1.0


def _likeness(sample: bytes, name: str) -> float:
    """Returns how much a reading looks like a language: the share of common characters, less odd ones."""
    text = _decoded(sample, name)
    others = _PLAIN.sub("", text)
    if not others:
        return 0.0
    common = sum(map(_COMMON.__contains__, others))
    odd = len(_ODD.findall(others))
    bonus = _STANDARD_BONUS if name == "gb18030" and _is_valid(sample, "gb2312", is_whole=False) else 0.0
    return (common - 3 * odd) / len(others) + bonus
