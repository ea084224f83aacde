"""The checks of what is told: short quotes, one sentence a fact, in both languages, nothing left to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from scamguard.knowledge.complaints import Complaint, records_of
from scamguard.knowledge.schema import Platform, Text

#: Longest quote, in words; two characters of Chinese, Japanese or Korean count as one word.
MAX_QUOTE_WORDS: Final = 25
#: What marks a text in a new file that is still to be written.
TO_FILL_IN: Final = "FILL-IN"
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_STOPS_ZH = re.compile(r"[。！？]")
_STOPS_EN = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]*[A-Z0-9]")
#: A full stop that ends no sentence.
_ABBREVIATION = re.compile(r"\b(?:(?:[A-Z]\.)+|e\.g\.|i\.e\.|(?:No|Nos|St|Inc|Ltd|Co|Mr|Ms|Dr|vs)\.)")
_WORD = re.compile(r"[^\W_]+(?:[.'’@:/_-]+[^\W_]+)*")


def check_quotes(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Quotes are short: the source's own words, not its text."""
    for place, record in records_of(platform):
        if record.quote is not None and (count := count_words(record.quote)) > MAX_QUOTE_WORDS:
            yield f"{place}.quote", f"{count} words; at most {MAX_QUOTE_WORDS}: cut a part out of it"


def check_wording(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Every fact, label and note is told in English and in Chinese."""
    for index, fact in enumerate(platform.facts):
        for lang, text in (("en", fact.en), ("zh", fact.zh)):
            if not text.strip():
                yield f"facts[{index}].{lang}", "missing; every fact is told in both languages"
            elif lang == "zh" and not _CJK.search(text):
                yield f"facts[{index}].zh", "holds no Chinese; translate it"
    for place, said in _texts(platform):
        if said is not None and not (said.en.strip() and said.zh.strip()):
            yield place, "told in one language only"


def check_sentences(platform: Platform, stem: str) -> Iterator[Complaint]:
    """A fact is one sentence: a second one is a second fact, with its own source."""
    for index, fact in enumerate(platform.facts):
        for lang, text in (("en", fact.en), ("zh", fact.zh)):
            if text.strip() and not _is_one_sentence(text.strip(), lang):
                yield (
                    f"facts[{index}].{lang}",
                    "is not one sentence with its full stop; two sentences are two facts",
                )


def _is_one_sentence(text: str, lang: str) -> bool:
    if lang == "zh":
        return text[-1] in "。！？" and len(_STOPS_ZH.findall(text[:-1])) == 0
    bare = _ABBREVIATION.sub("", text)
    return text.rstrip('"”’)')[-1:] in (".", "!", "?") and not _STOPS_EN.search(bare)


def check_filled_in(platform: Platform, stem: str) -> Iterator[Complaint]:
    """Nothing of the template is left."""
    for place, text in _strings(msgspec.to_builtins(platform), ""):
        if TO_FILL_IN in text:
            yield place, f"still to be filled in: {text[:60]!r}"


def _strings(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from _strings(inner, f"{place}[{index}]")


def _texts(platform: Platform) -> Iterator[tuple[str, Text | None]]:
    yield "summary", platform.summary
    for index, channel in enumerate(platform.channels):
        yield f"channels[{index}].label", channel.label
        yield f"channels[{index}].note", channel.note
    for index, fact in enumerate(platform.facts):
        yield f"facts[{index}].unless", fact.unless
        yield f"facts[{index}].when", fact.when


def count_words(text: str) -> int:
    """Returns the length of a quote in words; two characters of Chinese, Japanese or Korean count as one."""
    characters = len(_CJK.findall(text))
    return (characters + 1) // 2 + len(_WORD.findall(_CJK.sub(" ", text)))


CHECKS: Final[tuple[Callable[[Platform, str], Iterator[Complaint]], ...]] = (
    check_quotes,
    check_wording,
    check_sentences,
    check_filled_in,
)
