"""Reads the data folder: the only code that knows how facts are stored in files."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from scamguard.errors import DataError
from scamguard.knowledge.glyphs import glyphs_of
from scamguard.knowledge.schema import Bundle, Lists, Platform, Reading, Record, Words

Kind = TypeVar("Kind", bound=Record)
#: Largest data file that is read, in bytes: the biggest platform file has about 60 kB.
MAX_FILE_BYTES = 4_000_000
#: A name in Chinese characters.
_HAN = re.compile("[\u3400-\u9fff]{2,}")


def read_bundle(folder: Path) -> Bundle:
    """Returns the content of a data folder.

    Raises:
        DataError: a file is missing, is no TOML, or says something that the format does not know.
    """
    icann, private = read_suffixes(folder / "public-suffix" / "public_suffix_list.dat")
    confusables = read_confusables(folder / "unicode" / "confusables.txt")
    platforms = read_platforms(folder / "platforms")
    lexicon = read_lexicon(folder / "lexicon")
    return Bundle(
        platforms,
        read_lists(folder / "lists"),
        portal_words(folder / "lexicon", lexicon),
        msgspec.Raw(msgspec.msgpack.encode(read_reading(folder / "lexicon", lexicon, confusables))),
        icann,
        private,
        confusables,
        "\n".join(_lines(folder / "words" / "english-common.txt")),
        "\n".join(_lines(folder / "words" / "english.txt")),
        pinyin_of(platforms),
    )


def portal_words(folder: Path, lexicon: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """Returns the words that describe a hidden way in, by language.

    Args:
        folder: of the lexicon, for what errors say.
        lexicon: language -> its file.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for lang in ("en", "zh"):
        path = folder / f"{lang}.toml"
        section = lexicon[lang].get("portal")
        if not isinstance(section, dict):
            raise DataError(str(path), "has no [portal]")
        found[lang] = {key: _words(path, key, value) for key, value in section.items()}
        for key in ("secret", "phone", "url", "any"):
            if not found[lang].get(key):
                raise DataError(f"{path}: portal.{key}", "missing or empty")
    return found


def read_lexicon(folder: Path) -> dict[str, dict[str, Any]]:
    """Returns the words of each language as its file has them: they take long to read, and are used twice."""
    languages = {"en", "zh", *(path.stem for path in folder.glob("*.toml"))} - {"disguises"}
    return {language: read_toml(folder / f"{language}.toml") for language in sorted(languages)}


def read_reading(folder: Path, lexicon: Mapping[str, Mapping[str, Any]], confusables: dict[str, str]) -> Reading:
    """Returns what free text is read with: the words of all languages, and the characters of disguises."""
    try:
        written = msgspec.convert(read_toml(folder / "disguises.toml"), dict[str, dict[str, str]])
        extra = {sort: written.get(sort, {}) for sort in ("styled", "lookalikes", "signs")}
        words = {lang: msgspec.convert(file, dict[str, dict[str, Words]]) for lang, file in lexicon.items()}
    except msgspec.ValidationError as error:
        raise DataError(str(folder), f"a list of words has the wrong type: {error}") from None
    return Reading(glyphs_of(confusables, extra), words)


def _words(path: Path, key: str, value: object) -> list[str]:
    try:
        return msgspec.convert(value, list[str])
    except msgspec.ValidationError as error:
        raise DataError(f"{path}: portal.{key}", str(error)) from None


def read_platforms(folder: Path) -> tuple[Platform, ...]:
    """Returns the platforms of all files in a folder, by slug."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise DataError(str(folder), "holds no platform file")
    return tuple(sorted(map(read_platform, paths), key=lambda platform: platform.slug))


def read_platform(path: Path) -> Platform:
    """Returns the platform that one file describes."""
    return read_record(path, Platform)


def read_record(path: Path, kind: type[Kind]) -> Kind:
    """Returns what one TOML file says, as a record of this type.

    Raises:
        DataError: it is no TOML, or says something that the type does not know; the error names the place.
    """
    try:
        return msgspec.convert(_with_text_dates(read_toml(path)), kind)
    except msgspec.ValidationError as error:
        message, _, pointer = str(error).partition(" - at `$")
        raise DataError(f"{path}: {pointer.strip('`.') or 'top'}", message) from None


def read_lists(folder: Path) -> Lists:
    """Returns the lists beside the platforms."""
    places = read_toml(folder / "open-publishing.toml")
    words = read_toml(folder / "common-words.toml")
    try:
        return msgspec.convert(
            {
                "free_mail": read_toml(folder / "free-mail.toml")["domains"],
                "short_links": read_toml(folder / "short-links.toml")["domains"],
                "open_publishing": places["hosts"],
                "talk": places["talk"],
                "common_words": words["words"],
                "initials": words["initials"],
                "everyday": words["everyday"],
                "proper_names": words["proper"],
                "longer_words": words["longer"],
                "namesakes": _with_text_dates(read_toml(folder / "namesakes.toml").get("sites", [])),
                "keywords": read_toml(folder / "lookalike-keywords.toml")["keywords"],
            },
            Lists,
        )
    except (KeyError, msgspec.ValidationError) as error:
        raise DataError(str(folder), f"a list is missing or has the wrong type: {error}") from None


def read_toml(path: Path) -> dict[str, Any]:
    """Returns a TOML file's content; the error names the file and the line."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise DataError(str(path), f"larger than {MAX_FILE_BYTES:,} bytes")
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(str(path), f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{path}: byte {error.start}", "not UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(str(path), f"not TOML: {error}") from None


def read_suffixes(path: Path) -> tuple[str, str]:
    """Returns the rules of the Public Suffix List in A-labels, one a line: ICANN section, private section."""
    import can_ada  # only when data is compiled

    sections: dict[bool, list[str]] = {False: [], True: []}
    private = False
    for line in _lines(path):
        private = private or "BEGIN PRIVATE DOMAINS" in line
        rule = line.split()[0] if line.strip() else ""
        if rule and not rule.startswith("//"):
            lead = "!" if rule[0] == "!" else "*." if rule.startswith("*.") else ""
            name = rule.removeprefix(lead)
            sections[private].append(lead + (name.lower() if name.isascii() else can_ada.idna_encode(name).decode()))
    if not sections[False] or not sections[True]:
        raise DataError(str(path), "lacks the ICANN or the private section of the Public Suffix List")
    return "\n".join(sections[False]), "\n".join(sections[True])


def pinyin_of(platforms: Iterable[Platform]) -> dict[str, str]:
    """Returns the platforms' Chinese names, each as people write it in Latin letters: without tones and blanks."""
    from pypinyin import lazy_pinyin  # only when data is compiled

    names = {name for platform in platforms for written in platform.names.values() for name in written}
    return {name: "".join(lazy_pinyin(name)) for name in sorted(names) if _HAN.fullmatch(name)}


def read_confusables(path: Path) -> dict[str, str]:
    """Returns character -> prototype of UTS #39 confusables.txt."""
    found = {}
    for number, line in enumerate(_lines(path), 1):
        fields = line.partition("#")[0].split(";")
        try:
            if len(fields) >= 2:
                found[chr(int(fields[0], 16))] = "".join(chr(int(code, 16)) for code in fields[1].split())
        except (ValueError, OverflowError):
            raise DataError(f"{path}: line {number}", "is no line of confusables.txt") from None
    if not found:
        raise DataError(str(path), "holds no confusables")
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(str(path), f"cannot be read: {error}") from None


def _with_text_dates(value: Any) -> Any:
    """Returns the tree with TOML dates as ISO 8601 text: dates of reduced precision are text already."""
    if isinstance(value, dict):
        return {key: _with_text_dates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_text_dates(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value
