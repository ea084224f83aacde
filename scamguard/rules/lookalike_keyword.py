"""A platform's name joined to other words: support, login, kefu."""

from __future__ import annotations

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status
from scamguard.rules import excuses
from scamguard.rules.case import Case
from scamguard.rules.hostparts import HostParts
from scamguard.rules.likeness import home_of, likeness
from scamguard.rules.trace import Likeness, Trace

CODE = Code(
    "lookalike-keyword",
    Sentence(
        "“{found}” joins the name of {platform} with other words; it is not on record as its own (the site of {platform} is {home}).",
        "“{found}” 把{platform}的名称和其他词拼在一起，没有记录表明属于它（{platform}的网站是 {home}）。",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The platform's name stands in the address together with a telling word (combosquatting).",
            "平台名称与“客服、登录、验证”等词拼成地址（combosquatting）。",
        ),
        Sentence(
            "It is the most abused kind of fake address, because it looks helpful.",
            "这是最常被滥用的假地址，因为看起来很“正规”。",
        ),
        "scamguard check tiktokshop-kefu.com",
        Sentence(
            "Do not log in or pay there. Use the channels on record.", "不要在那里登录或付款，请使用记录中的渠道。"
        ),
    ),
)


def find(case: Case, host: HostParts, trace: Trace) -> Finding | None:
    """Returns a finding where a label joins a name to other words, glued or with hyphens."""
    if trace.likeness is not Likeness.EXACT or trace.is_whole:
        return None
    if excuses.stands_over_a_hyphen(trace) or excuses.says_too_little(case, trace):
        return None
    if excuses.is_another_number(case, host, trace) or excuses.reads_as_other_words(case, trace):
        return None
    home = home_of(case, trace.name)
    return likeness(case, CODE, trace.name, trace.shown, Status.SUSPICIOUS, home=home)
