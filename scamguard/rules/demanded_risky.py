"""A demand that nothing documented speaks about: what no honest service asks for."""

from __future__ import annotations

from typing import Final

from scamguard.model.verdict import Code, Explanation, Finding, Sentence, Status, Tier
from scamguard.rules.demanded_case import DemandCase

CODE = Code(
    "risky-demand",
    Sentence(
        "“{found}” is about {what}. No honest service asks for that. {advice}",
        "“{found}”涉及{what}。正规机构不会提出这种要求。{advice}",
    ),
    (Status.SUSPICIOUS,),
    Explanation(
        Sentence(
            "The message asks for a code, a password, control of your device or a promise that only cheats make.",
            "信息索要验证码、密码、设备控制权，或作出只有骗子才会作的承诺。",
        ),
        Sentence(
            "Whoever has it can empty an account within minutes. (A heuristic, not a documented fact.)",
            "拿到这些的人几分钟内就能清空账户。（这是经验判断，不是有据可查的事实。）",
        ),
        "echo 'Please read me the verification code' | scamguard scan -",
        Sentence(
            "Do not do it. If you already did, call your bank and change your password now.",
            "不要照做。如果已经做了，请立即致电银行并修改密码。",
        ),
    ),
)

_KEEP = Sentence("Keep it to yourself: nobody who helps you needs it.", "不要告诉任何人：真正帮您的人不需要它。")
_DEVICE = Sentence(
    "Hang up: whoever sees or steers your screen sees your codes and can pay with your money.",
    "请挂断：能看到或控制您屏幕的人，也能看到验证码、用您的钱付款。",
)
_PROMISE = Sentence(
    "Nobody outside can decide that, and the money is gone. Appeal yourself, free of charge, in the platform's own app or site.",
    "外人无法决定结果，钱付了就没了。请自己在平台的 App 或网站免费申诉。",
)
_MONEY = Sentence(
    "Do not pay: such payments cannot be taken back. Call the bank, the police or the person on a number that you know.",
    "不要付款：这样付出去的钱追不回来。请用您自己知道的号码致电银行、警方或本人核实。",
)

#: What -> how it is called, and what to do.
RISKY: Final[dict[str, tuple[Sentence, Sentence]]] = {
    "otp": (Sentence("a one-time code", "验证码"), _KEEP),
    "password": (Sentence("a password", "密码"), _KEEP),
    "credentials": (Sentence("your login details", "账号和密码"), _KEEP),
    "pin": (Sentence("a PIN", "PIN 码"), _KEEP),
    "card-cvv": (Sentence("the security code of a card", "银行卡安全码"), _KEEP),
    "private-key": (Sentence("the key or the recovery phrase of a wallet", "钱包私钥或助记词"), _KEEP),
    "import-wallet": (Sentence("importing a wallet that is not yours", "导入他人的钱包"), _MONEY),
    "safe-account": (Sentence("moving money to a “safe account”", "把钱转到“安全账户”"), _MONEY),
    "gift-card": (Sentence("paying with gift cards", "用礼品卡付款"), _MONEY),
    "off-platform-payment": (Sentence("paying outside the platform", "在平台以外付款"), _MONEY),
    "unfreeze-fee": (Sentence("paying to unfreeze an account or money", "付费解冻账户或资金"), _PROMISE),
    "guaranteed-appeal": (Sentence("a promise that an appeal will succeed", "承诺申诉一定成功"), _PROMISE),
    "screen-share": (Sentence("sharing your screen", "共享屏幕"), _DEVICE),
    "remote-access": (Sentence("letting somebody steer your device", "让他人控制您的设备"), _DEVICE),
    "install-app": (
        Sentence("installing an app that somebody sends you", "安装别人发来的软件"),
        Sentence("Install apps only from the app store, found by yourself.", "只从应用商店自己搜索安装软件。"),
    ),
    "insurance-renewal": (
        Sentence("a guarantee or membership that is said to cost money", "所谓到期要扣费的保障或会员"),
        Sentence(
            "Look in the app yourself: nothing is charged, and nothing has to be cancelled by phone.",
            "请自己在 App 中查看：不会扣费，也不需要电话取消。",
        ),
    ),
    "clear-credit-record": (
        Sentence("repairing a credit record", "“消除”征信记录"),
        Sentence("Nobody can change it for you: ask the central bank's credit centre.", "没有人能代您修改，请咨询人民银行征信中心。"),
    ),
}  # fmt: skip


def find(case: DemandCase) -> list[Finding]:
    """Returns one finding for what no honest service asks for; it is a heuristic."""
    if case.what not in RISKY:
        return []
    what, advice = RISKY[case.what]
    params = {"what": what, "advice": advice}
    return [Finding(CODE, Tier.WEAK_SIGN, Status.SUSPICIOUS, (), case.shown, case.question.claims, params)]
