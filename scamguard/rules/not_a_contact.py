"""The text is not a contact."""

from __future__ import annotations

from scamguard.errors import InvalidContact
from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.parse.text import to_printable

CODE = Code(
    "not-a-contact",
    Sentence("{problem}", "{problem}"),
    (Status.INVALID,),
    Explanation(
        Sentence(
            "No phone number, address, link, account, app, portal or ticket can be read from the text.",
            "从这段文字中读不出电话、邮箱、链接、账号、应用、入口或工单号。",
        ),
        Sentence("A verdict about something else would be a guess.", "对别的内容下结论只会是猜测。"),
        'scamguard check "hello world"',
        Sentence(
            "Give one contact: a number, an address, a link or an account.",
            "请给出一个联系方式：电话、邮箱、链接或账号。",
        ),
    ),
)

_PROBLEMS = {
    "empty": Sentence("There is nothing to check: the text is empty.", "没有可查的内容：文字为空。"),
    "too-long": Sentence("This is too long for a contact", "内容过长，不是联系方式"),
    "not-a-phone": Sentence("“{found}” is not a telephone number", "“{found}” 不是电话号码"),
    "impossible-phone": Sentence("“{found}” cannot be a telephone number", "“{found}” 不可能是电话号码"),
    "bad-email": Sentence("“{found}” is not a mail address", "“{found}” 不是邮箱地址"),
    "bad-url": Sentence("“{found}” is not a web address", "“{found}” 不是网址"),
    "bad-host": Sentence("“{found}” is not a host name", "“{found}” 不是主机名"),
    "no-host": Sentence("“{found}” names no host", "“{found}” 没有主机名"),
    "not-an-account": Sentence("“{found}” is not an account name", "“{found}” 不是账号"),
    "not-an-app": Sentence("“{found}” is not a store listing", "“{found}” 不是应用商店链接"),
    "not-a-ticket": Sentence("“{found}” is not a ticket id", "“{found}” 不是工单号"),
    "not-a-contact": Sentence(
        "No phone number, address, link or account can be read from “{found}”",
        "从“{found}”里读不出电话、邮箱、链接或账号",
    ),
}


def not_a_contact(error: InvalidContact) -> Finding:
    """Returns the finding for a text that could not be read."""
    found = to_printable(error.found)
    problem = _PROBLEMS.get(error.problem, _PROBLEMS["not-a-contact"])
    end = "" if problem.en.endswith(".") else f": {error.detail.rstrip('.')}." if error.detail else "."
    sentence = Sentence(
        problem.en.replace("{found}", found) + end,
        problem.zh.replace("{found}", found) + ("" if problem.zh.endswith("。") else "。"),
    )
    return Finding(CODE, Tier.INVALID, Status.INVALID, (), found or "''", None, {"problem": sentence})
