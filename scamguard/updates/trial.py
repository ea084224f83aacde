"""A trial of new knowledge: what decodes may still lack something that a check or a scan of this version asks for."""

from __future__ import annotations

from typing import Final

from scamguard.errors import UpdateError
from scamguard.guard import Guard
from scamguard.knowledge.compiled import Stored
from scamguard.knowledge.knowledge import Knowledge
from scamguard.model.document import Document
from scamguard.scanning import Scanner

_CONTACTS: Final = ("95588", "help@pay-help.example", "https://pay-help.example/", "微信：kefu_2026", "隐藏客服入口")
_TEXT: Final = "Call our support: 95588, and send us the verification code. 官方客服微信 kefu_2026，请共享屏幕。"


def try_out(stored: Stored) -> None:
    """Asks knowledge a few questions, with each platform as the claim of one, and scans a text.

    Raises:
        UpdateError: it cannot answer; the message says what it fell over.
    """
    try:
        knowledge = Knowledge(stored)
        guard = Guard(knowledge)
        for contact in _CONTACTS:
            guard.check(contact)
        for slug in knowledge.platforms:
            guard.check(_CONTACTS[0], claims=slug)
        Scanner(guard).scan(Document(_TEXT, _TEXT))
    except Exception as error:  # noqa: BLE001 - whatever it falls over, it must not be what checks fall over
        raise UpdateError(f"this scamguard cannot answer from it ({type(error).__name__}: {error})") from None
