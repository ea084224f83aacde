"""Texts that try to act on whoever shows them: name -> text with `13122891139` in it."""

from __future__ import annotations

from typing import Final

PASSAGE: Final = "13122891139"

HOSTILE: Final = {
    "terminal colours": f"\x1b[31m\x1b[2J call {PASSAGE} \x1b]0;title\x07",
    "c1 controls": f"\x9b31m {PASSAGE} \x85\x90",
    "hyperlink escape": f"\x1b]8;;https://evil.example/\x1b\\{PASSAGE}\x1b]8;;\x1b\\",
    "right to left": f"\u202e客服 {PASSAGE}\u202c \u2066\u2069 עברית {PASSAGE[:3]} العربية",
    "tag that ends a script": f"</script><script>alert(1)</script> {PASSAGE} <!-- ]]> -->",
    "tag with a handler": f"<img src=x onerror=alert(1)> {PASSAGE} <svg onload=alert(1)>",
    "attribute": f"\"' onmouseover=alert(1) x=\" {PASSAGE} '>",
    "style that ends": f"</style></title></textarea> {PASSAGE} <style>*{{display:none}}</style>",
    "entities": f"&lt;b&gt; &#x202e; &amp; {PASSAGE} &nbsp;",
    "braces and links": f"{{0}} {{}} [click](https://evil.example/) {PASSAGE} %s {{found}}",
    "combining marks": "e" + "\u0301" * 3000 + PASSAGE + "\u0335" * 3000,
    "zero width": "\u200b\u200d\ufeff" * 50 + PASSAGE + "\u2060\u00ad" * 50,
    "tabs and blanks": f"\t\t\u00a0\u3000{PASSAGE}\t\u2003\v\f",
    "lone surrogates": f"\ud800\udfff {PASSAGE} \udc80",
    "nul and noncharacters": f"\x00\ufffe\uffff {PASSAGE} \U0010ffff",
    "emoji": f"👩‍👩‍👧 🇨🇳 📞{PASSAGE}❤️☎️",
    "line separators": f"a\u2028b\u2029c\x1c {PASSAGE} \x1d",
    "carriage returns": f"shown first\rover it {PASSAGE}\r\nnext\n\rlast",
    "one long line": "客服电话" * 50_000 + PASSAGE + "请拨打" * 50_000,
    "one long word": "a" * 200_000 + " " + PASSAGE + " " + "b" * 200_000,
    "many lines": "\n" * 100_000 + PASSAGE + "\r\n" * 100_000,
}
