"""Run by an empty environment that holds only the wheel: the main job works, and nothing is read from a checkout."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import scamguard
from scamguard import Status, check, scan


def main(checkout: str) -> None:
    """Asserts the main job through the library and through the command."""
    package = Path(scamguard.__file__).resolve()
    assert not package.is_relative_to(Path(checkout).resolve()), package
    assert (package.parent / "data" / "knowledge.msgpack").is_file()
    assert (package.parent / "py.typed").is_file()
    assert check("400-882-1234", claims="TikTok Shop").status is Status.IMPERSONATION
    assert check("https://seller.aliexpress.com/help", claims="速卖通").status is Status.OFFICIAL
    assert check("x@gmail.com", claims="paypal").status is Status.SUSPICIOUS
    command = [str(Path(sys.executable).parent / "scamguard")]
    run = subprocess.run(
        [*command, "check", "95588", "--claims", "工商银行", "--lang", "zh"], capture_output=True, check=False
    )
    assert run.returncode == 0, run
    assert "95588" in run.stdout.decode()
    found = scan("TikTok Shop官方客服薇信：ａｂ＿８８２１", as_of="2026-11-22").findings
    assert [(f.verdict.contact.canonical, f.verdict.status) for f in found] == [("ab_8821", Status.IMPERSONATION)], (
        found
    )
    page = b'<p>Sign in: <a href="https://evil.example/">www.paypal.com</a></p>'
    run = subprocess.run([*command, "scan", "--format", "jsonl", "-"], input=page, capture_output=True, check=False)
    assert run.returncode == 1, run
    assert b"link-elsewhere" in run.stdout, run.stdout
    run = subprocess.run([*command, "data", "check"], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[1])
