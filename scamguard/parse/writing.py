"""How a number is written: labels, schemes, separators, masks, extensions and disguised digits, taken apart."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from scamguard.errors import InvalidContact
from scamguard.parse.text import LETTER_DIGITS, to_digit
from scamguard.parse.wrapping import unwrap

#: Longest writing of a phone number that is read, in characters (disguises put several between two digits).
MAX_PHONE_CHARS: Final = 200
#: ITU-T E.164 allows 15 digits; sender ids of the Chinese carriers have up to 20.
MAX_DIGITS: Final = 20
MIN_DIGITS: Final = 3
#: "95***" still tells what kind of number it is.
MIN_DIGITS_BESIDE_MASK: Final = 2

_SEPARATORS = frozenset(" \t-‐‑‒–—―−ー.·・•_/\\,，、~()（）[]【】<>:：'\"")
_MASKS = frozenset("xX×*＊✱★☆?？#＃█■●○◯")
#: A number that is written plainly, as most are: nothing in it is disguised, masked or appended.
PLAIN: Final = re.compile(r"^\+?[0-9][0-9 ()-]{1,28}[0-9]$")
_WITHOUT_SEPARATORS: Final = str.maketrans("", "", " ()-")
_NOT_NUMBERS: Final = re.compile(r"^(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d{1,3}(?:,\d{3}){2,})$")

# Patterns as text are compiled, and then kept, by `re` when they are first used: most numbers need none of them.
_LABEL: Final = (
    r"(?i)^[^\d+＋\n]{0,40}?(?:电话|電話|手机|手機|热线|熱線|号码|號碼|短信|专线|专号"
    r"|tel(?:ephone)?|phone|mobile|cell|call|hotline|fax|sms|number)"
    r"\.?(?:号码?|號|人工| number| no\.?)?\s*(?:是|为|[:：#])?\s*"
)
_SCHEME: Final = r"(?i)^(?:tel|sms|smsto|callto|facetime|facetime-audio|mms):/{0,2}"
_PARAMETERS: Final = r"(?i)[?&;](?:body|phone-context|isub|subject)=.*$"
_EXTENSION: Final = (
    r"(?i)\s*(?:转分机|转|轉|分机|分機|(?:ext|ｅｘｔ)(?:ension|n)?\.?|;ext=|内线|#)\s*[:：]?\s*(\d{1,7})\s*$"
)
#: "021-61234567-8001": offices put the extension behind the number with a hyphen.
_OFFICE_EXTENSION: Final = r"(0(?:10|2\d|[3-9]\d{2})-\d{7,8})-(\d{3,5})$"
_X_EXTENSION: Final = r"(?i)(?<=\d)\s*x\s?(\d{1,6})\s*$"
#: Extension words that leave something to look for; most numbers have none, and the search is skipped.
_EXTENSION_CUES = re.compile(r"[转轉分内#xX;ｅ]|ext", re.IGNORECASE)


class Writing(msgspec.Struct, frozen=True, gc=False):
    """A number taken apart: its digits (a leading + kept, x for masked ones) and what stood around them."""

    digits: str
    #: The same with the grouping as it was written, in ASCII.
    grouped: str
    extension: str | None = None
    #: The exact characters of disguised digits.
    disguise: str | None = None


def read_writing(raw: str) -> Writing | None:
    """Returns the number that the text is written as, or None where it is written as something else.

    Raises:
        InvalidContact: the text is too long for any number.
    """
    if raw.isdigit() and raw.isascii() and len(raw) >= MIN_DIGITS:
        return Writing(raw, raw)
    if PLAIN.match(raw) and (raw[0] != "0" or raw.count("-") != 2):
        return None if _NOT_NUMBERS.match(raw) else Writing(raw.translate(_WITHOUT_SEPARATORS), raw)
    text, extension = _split_extension(_bare(raw))
    if _NOT_NUMBERS.match(text):
        return None
    digits, disguise = _read_digits(text)
    if digits is None:
        return None
    return Writing(digits, digits if disguise else _grouped(text), extension, disguise)


def is_phone_like(raw: str) -> bool:
    """Answers whether the text is written as a phone number, whatever its digits are."""
    return len(raw) <= MAX_PHONE_CHARS and read_writing(raw) is not None


def _bare(raw: str) -> str:
    if len(raw) > MAX_PHONE_CHARS:
        raise InvalidContact("too-long", raw[:32], f"a phone number has at most {MAX_PHONE_CHARS} characters")
    text = unwrap(raw).replace("%20", " ").replace("%2B", "+").replace("%2b", "+")
    if ":" in text and (scheme := re.match(_SCHEME, text)):
        text = _with_context(text[scheme.end() :])
    text = text.removeprefix("(") if text.startswith(("(+", "(00")) else text
    return text if text[:1].isdigit() else re.sub(_LABEL, "", text)


def _with_context(text: str) -> str:
    """Returns the number of a tel: link without its parameters, behind the country code of its context (RFC 3966)."""
    context = re.search(r"(?i);phone-context=(\+[0-9]{1,3})(?![0-9])", text)
    number = re.sub(_PARAMETERS, "", text)
    return f"{context[1]} {number.lstrip('0')}" if context and not number.startswith("+") else number


def _split_extension(text: str) -> tuple[str, str | None]:
    if text.count("-") == 2 and text[:1] == "0" and (office := re.match(_OFFICE_EXTENSION, text)):
        return office[1], office[2]
    if not _EXTENSION_CUES.search(text):
        return text, None
    found = re.search(_EXTENSION, text) or re.search(_X_EXTENSION, text)
    if found is None or sum(character.isdigit() for character in text[: found.start()]) < MIN_DIGITS:
        return text, None
    return text[: found.start()].rstrip(";, -"), found[1]


def _grouped(text: str) -> str:
    """Returns the writing that keeps its grouping, in ASCII."""
    kept = (c if c in "+-. ()" or "0" <= c <= "9" else "+" if c == "＋" else (to_digit(c) or " ") for c in text)
    return "".join(kept).strip()


def _read_digits(text: str) -> tuple[str | None, str | None]:
    """Returns the digits and the disguised characters; both None where other text stands in between."""
    digits: list[str] = []
    disguise: list[str] = []
    letters = 0
    for character in text:
        if "0" <= character <= "9":
            digits.append(character)
        elif character in "+＋" and not digits:
            digits.append("+")
        elif character not in _SEPARATORS and not character.isspace():
            read = _read_sign(character)
            if read is None:
                return None, None
            digits.append(read)
            letters += character.isalpha() and character not in _MASKS and to_digit(character) is None
            if read != "x":
                disguise.append(character)
    body = "".join(digits)
    return (body, "".join(disguise) or None) if _is_number(body, letters) else (None, None)


def _read_sign(character: str) -> str | None:
    """Returns what a character other than a digit stands for in a number: digits, a mask, nothing; None for text."""
    if (value := to_digit(character)) is not None:
        return value
    if character in _MASKS:
        return "x"
    if (value := LETTER_DIGITS.get(ord(character))) is not None:
        return value
    return "" if not character.isalnum() and not character.isascii() else None  # emoji and decoys between digits


def _is_number(body: str, letters: int) -> bool:
    known = body.lstrip("+0") if "x" in body else body
    plain = len(known) - known.count("x") - known.count("+") - letters
    fewest = MIN_DIGITS_BESIDE_MASK if "x" in body else MIN_DIGITS
    return MIN_DIGITS <= len(body.lstrip("+")) <= MAX_DIGITS and letters <= plain and plain >= fewest
