"""The sentences of answers as tables, for a program that tells answers from their JSON: one wording everywhere."""

from __future__ import annotations

from typing import Any, Final

from scamguard.knowledge.channels import AUDIENCE_LABELS
from scamguard.model.verdict import Sentence
from scamguard.render import html_cards, html_text, plain, scan_words, tally
from scamguard.rules.codes import ALL_CODES
from scamguard.rules.inbound import NOT_PROOF

#: Deciding reasons of something suspicious that is the platform's own, in other hands; that does not fit how the
#: platform works; that is no likeness, and not to be trusted. The rest are imitations. JSON has no tiers.
_HIJACKED: Final = ("compromised-channel",)
_MISUSED: Final = ("hotline-with-country-prefix", "one-way-channel")
_DOUBTED: Final = (
    "described-portal", "listed-refused", "mask-fits-record", "never-asks", "never-does", "number-instead-of-name",
    "outside-closed-set", "recorded-for-another", "risky-demand", "unsupported-claim", "userinfo",
)  # fmt: skip


def to_tables() -> dict[str, Any]:
    """Returns every table of sentences, by what it is for; msgspec encodes it."""
    return {
        "answers": plain.ANSWERS,
        "unclaimed": plain.WITHOUT_CLAIM,
        "manners": {
            "hijacked": plain.HIJACKED,
            "misused": plain.MISUSED,
            "doubted": plain.DOUBTED,
            "tricked": plain.TRICKED,
            "nobodys": plain.NOBODYS,
            "not_enough": plain.NOT_ENOUGH,
            "forgeable": plain.FORGEABLE,
        },
        "manner_of": {
            **dict.fromkeys(_HIJACKED, "hijacked"),
            **dict.fromkeys(_MISUSED, "misused"),
            **dict.fromkeys(_DOUBTED, "doubted"),
        },
        "claims": scan_words.CLAIMS,
        "demands": scan_words.DEMANDS,
        "steps": {name: code.explanation.action for name, code in ALL_CODES.items()},
        "dial": plain.DIAL,
        "before_step": _before_step(NOT_PROOF.sentence),
        "labels": plain.LABELS,
        "qualities": plain.QUALITIES,
        "if_claimed": plain.STATUS_WORDS,
        "statuses": scan_words.STATUSES,
        "signs": html_text.SIGNS,
        "kinds": scan_words.KINDS,
        "audiences": AUDIENCE_LABELS,
        "said": {
            "bare": scan_words.SAID_BARELY,
            "where": scan_words.SAID,
            "words": scan_words.ELSEWHERE,
            "title": scan_words.ORIGINS["title"],
            "sender": scan_words.ORIGINS["sender"],
            "topic": scan_words.ORIGINS["topic"],
        },
        "somebody": scan_words.SOMEBODY,
        "warned": scan_words.WARNED,
        "unknown": tally.UNKNOWN,
        "left_out": html_text.LEFT_OUT,
        "number": html_text.LINK,
        "same": html_cards.SAME,
        "more_reasons": html_cards.MORE,
    }


def _before_step(sentence: Sentence) -> Sentence:
    """Returns what stands in front of the step that a sentence names."""
    return Sentence(sentence.en.partition("{step}")[0], sentence.zh.partition("{step}")[0])
