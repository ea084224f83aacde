"""A demand that honest services make too, and about which nothing is documented."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.demanded_case import DemandCase

CODE = Code(
    "check-demand",
    Sentence(
        "“{found}” asks for {what}. Honest senders ask for that too, so this proves nothing. {advice}",
        "“{found}”要求{what}。正规机构也可能这样要求，因此不能据此下结论。{advice}",
    ),
    (Status.UNVERIFIED,),
    Explanation(
        Sentence(
            "The message asks for something that honest services ask for as well: a fee, a deposit, a document, a call.",
            "信息要求的事正规机构也会要求：费用、押金、证件、回电。",
        ),
        Sentence("Unknown is not safe: cheats ask for the same.", "未知不等于安全：骗子也这样要求。"),
        "echo 'Please pay the customs duty today' | scamguard scan -",
        Sentence(
            "Check it yourself in the app or on the site that you know, never through the message.",
            "请自己在熟悉的 App 或网站上核实，不要通过这条信息。",
        ),
    ),
)

_BILL = Sentence(
    "Look yourself in the app or on the site whether you owe it; do not pay through the message.",
    "请自己到 App 或网站查看是否真有这笔费用，不要通过这条信息付款。",
)
_PAPERS = Sentence(
    "Give it only in the platform's own app or site, after you opened that yourself.",
    "只在自己打开的官方 App 或网站里提交。",
)
_ASK_BACK = Sentence(
    "Ask the person or the company on a number that you already had.", "请用您原来就有的号码向本人或公司核实。"
)

#: What -> how it is called, and what to check.
ORDINARY: Final[dict[str, tuple[Sentence, Sentence]]] = {
    "fee": (Sentence("a fee", "支付费用"), _BILL),
    "customs-fee": (Sentence("a customs or delivery fee", "支付关税或派送费"), _BILL),
    "release-fee": (Sentence("a fee for releasing a parcel", "支付放行费"), _BILL),
    "deposit": (
        Sentence("a deposit", "缴纳保证金或押金"),
        Sentence(
            "Deposits are paid inside the platform or after you have seen what you rent, never to a private account.",
            "保证金只在平台内缴纳，押金看过实物再付，绝不要转给个人账户。",
        ),
    ),
    "transfer": (Sentence("a transfer of money", "转账"), _ASK_BACK),
    "card-number": (Sentence("the data of a card", "银行卡信息"), _PAPERS),
    "bank-account": (Sentence("the data of a bank account", "银行账户信息"), _PAPERS),
    "id-document": (Sentence("an identity document", "证件"), _PAPERS),
    "id-number": (Sentence("an identity number", "证件号码"), _PAPERS),
    "personal-data": (Sentence("personal data", "个人信息"), _PAPERS),
    "add-contact": (
        Sentence("adding an account or moving to another messenger", "添加账号或换到其他聊天软件"),
        Sentence(
            "Stay inside the app: what happens outside, the platform can neither see nor make good.",
            "请留在平台内沟通：平台外发生的事，平台看不到，也无法赔付。",
        ),
    ),
    "phone-call": (
        Sentence("a call to a number", "拨打电话"),
        Sentence("Call the number on your card or on the official site instead.", "请改拨银行卡背面或官网上的号码。"),
    ),
    "link": (
        Sentence("opening a link", "打开链接"),
        Sentence("Open the app or the site yourself instead.", "请自己打开 App 或网站。"),
    ),
    "qr-code": (
        Sentence("scanning a QR code", "扫描二维码"),
        Sentence(
            "A code can pay money out or log somebody in: scan only what you asked for.",
            "扫码可能是付款或替别人登录：只扫自己需要的码。",
        ),
    ),
}  # fmt: skip
_OTHER: Final = (Sentence("something of yours", "提供您的东西"), _ASK_BACK)


def find(case: DemandCase) -> list[Finding]:
    """Returns the one finding that says what to check."""
    what, advice = ORDINARY.get(case.what, _OTHER)
    params = {"what": what, "advice": advice}
    return [Finding(CODE, Tier.NOTHING, Status.UNVERIFIED, (), case.shown, case.question.claims, params)]
