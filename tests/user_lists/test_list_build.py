"""From a list that somebody has to a compiled one: what is read, what is left out and why, and the commands for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from making_lists import AS_OF, BASE, built

from scamguard import DataError, Guard, Status, UnknownPlatform, UsageError
from scamguard.cli.main import main
from scamguard.knowledge.list_format import Sense
from scamguard.knowledge.list_store import ListStore
from scamguard.lists import ListTitle, build_list

READ: list[tuple[str, str, str]] = [
    ("shop.example", "h:shop.example", "a domain"),
    ("  Shop.Example  ", "h:shop.example", "capitals and blanks"),
    ("https://shop.example/", "h:shop.example", "a whole site"),
    ("hxxp://shop[.]example", "h:shop.example", "written so that nobody clicks"),
    ("münchen.example", "h:xn--mnchen-3ya.example", "letters beyond ASCII"),
    ("a.b.c.shop.co.uk", "h:a.b.c.shop.co.uk", "a host below a domain"),
    ("someone.github.io", "h:someone.github.io", "one customer's place"),
    ("203.0.113.9", "h:203.0.113.9", "an address"),
    ("[2001:db8::1]", "h:[2001:db8::1]", "a longer one"),
    ("+44 20 7946 0123", "p:+442079460123", "a number"),
    ("0044 20 7946 0123", "p:+442079460123", "the same with 00"),
    ("96123", "p:96123", "a short number"),
    ("Someone@Shop.Example", "e:someone@shop.example", "a mailbox"),
    ("mailto:someone@shop.example", "e:someone@shop.example", "a mailbox as a link"),
    ("wechat: Acme_Help", "a:wechat:acme_help", "an account"),
    ("https://t.me/acme_help", "a:telegram:acme_help", "an account as a link"),
]


@pytest.mark.parametrize(("text", "key"), [case[:2] for case in READ], ids=[case[2] for case in READ])
def test_values_are_read_by_the_parsers_of_contacts(tmp_path: Path, text: str, key: str) -> None:
    path, result, told = built(tmp_path, f"{text}\n")

    assert (result.values, told) == (1, [])
    assert ListStore(str(path)).find(key)
    assert Guard(BASE.with_lists(path)).check(text.strip()).reasons[0].code in ("listed-refused", "list-contradicted")


LEFT_OUT: list[tuple[str, str, str]] = [
    ("https://shop.example/pay", "is one page", "a page"),
    ("shop.example?x=1", "is one page", "a question behind it"),
    ("shop.example:8080", "is one page, or more than a host", "a port"),
    ("user@shop.example/x", "is one page", "a page with a user"),
    ("*.shop.example", "write it without “*.”", "a star"),
    ("co.uk", "is everybody's", "a public suffix"),
    ("com", "not-a-contact", "a top-level domain alone"),
    ("github.io", "is everybody's", "where customers publish"),
    ("sites.google.com", "is everybody's", "where anyone publishes"),
    ("020 7946 0123", "names no country", "a number of some country"),
    ("+44 20 7946 01xx", "some digits are hidden", "a masked number"),
    ("hello world", "not-a-contact", "no contact"),
    ("google-play:com.example.shop", "a app cannot be listed", "an app"),
    ("内部通道", "not-a-contact", "words"),
    ("x" * 9000, "at most 8192", "a text of any length"),
    ("\x00", "empty", "a control character"),
]


@pytest.mark.parametrize(("text", "problem"), [case[:2] for case in LEFT_OUT], ids=[case[2] for case in LEFT_OUT])
def test_what_cannot_be_used_is_told_and_left_out(tmp_path: Path, text: str, problem: str) -> None:
    path, result, told = built(tmp_path, f"good.example\n{text}\nother.example\n")

    assert (result.values, result.left_out, [line for line, _ in told]) == (2, 1, [2])
    assert problem in told[0][1]
    assert "\n" not in told[0][1]
    assert ListStore(str(path)).require_whole() == 2


CONFLICTS: list[tuple[Sense, str, str | None, str]] = [
    ("deny", "paypal.com", "is on record as paypal's own", "a platform's domain"),
    ("deny", "www.paypal.com", "is on record as paypal's own", "a host of it"),
    ("deny", "95588", "is on record as icbc's own", "a platform's number"),
    ("deny", "95588,phone,icbc", "is on record as icbc's own", "refused for its owner"),
    ("deny", "95588,phone,boc", None, "refused for another, which is true"),
    ("deny", "13122891139,phone,,CN", None, "refused, as on record"),
    ("deny", "paypal.com.evil.example", None, "an imitation"),
    ("allow", "paypal.com", None, "on record, and genuine"),
    ("allow", "paypal.com,,paypal", None, "the platform's own, as on record"),
    ("allow", "paypal.com,,boc", "is on record as paypal's", "another platform's domain"),
    ("allow", "mail.paypal.com,,boc", "is on record as paypal's", "a host below it"),
    ("allow", "95588,,boc", "is on record as icbc's", "another platform's number"),
    ("allow", "+8613122891139", "refuted by what is on record", "falsely offered, on record"),
    ("allow", "+8613122891139,,aliexpress", "refuted by what is on record", "the same, as a channel"),
    ("allow", "seller.alibaba-inc.com,,aliexpress", "refuted by what is on record", "retired"),
    ("allow", "+442079460123,,tiktok-shop", "no-such-channel", "a documented absence"),
    ("allow", "+442079460123,,paypal", None, "nothing against it"),
    ("allow", "gmail.com,mail-domain,paypal", "is everybody's", "free mail"),
    ("allow", "shop.example,,nobody-knows-this", "unknown platform", "no platform"),
    ("allow", "shop.example,teapot", "kind 'teapot': use one of", "no kind"),
    ("allow", "shop.example,phone", "phone", "a domain that is said to be a number"),
    ("allow", "acme,telegram", None, "an account by its kind"),
    ("allow", "qq：9876543,telegram", "is no account of telegram", "an account of another network"),
]


@pytest.mark.parametrize(
    ("sense", "row", "problem"), [case[:3] for case in CONFLICTS], ids=[f"{case[0]} {case[3]}" for case in CONFLICTS]
)
def test_what_the_record_says_otherwise_is_told_and_left_out(
    tmp_path: Path, sense: Sense, row: str, problem: str | None
) -> None:
    region = "CN" if row.endswith(",CN") else None
    text = f"value,kind,platform\n{row.removesuffix(',CN')}\n"
    _, result, told = built(tmp_path, text, sense, region=region)

    assert (result.values, result.left_out) == ((1, 0) if problem is None else (0, 1)), told
    if problem is not None:
        assert told[0][0] == 2
        assert problem in told[0][1]


SOURCES: list[tuple[bytes, int, list[int], str]] = [
    (b"", 0, [], "nothing"),
    (b"value\n", 0, [], "a header alone"),
    (b"\xef\xbb\xbfvalue,label\na.example,x\n", 1, [], "a byte order mark"),
    (b"# ours\n\na.example\r\nb.example", 2, [], "remarks, blank lines, Windows, no end of line"),
    (b"label;value\nx;a.example\n", 1, [], "semicolons, columns in another order"),
    (b'VALUE\tLABEL\na.example\t"say ""hi"""\n', 1, [], "tabs, capitals, quotes"),
    (b"value\na.example\n\xff.example\nb.example\n", 2, [3], "bytes that are no UTF-8"),
    (b'value,label\n"a.example\nb.example,"x"y\nc.example,z\n', 1, [2, 3], "quotes that nobody closes"),
    (b"value,label\na.example,x,y\nb.example\n", 1, [2], "too many cells, and too few"),
    (b"value,label\n,x\nb.example,\n", 1, [2], "no value"),
    (b"a.example\n" + b"x" * 200_000 + b"\nb.example\n", 2, [2], "a line of any length"),
    (b"a.example\n\0\0\nb.example\n", 2, [2], "zero bytes"),
    (b"a.example\nA.EXAMPLE\nhttps://a.example\n", 1, [], "the same thrice"),
]


@pytest.mark.parametrize(("text", "values", "lines"), [case[:3] for case in SOURCES], ids=[case[3] for case in SOURCES])
def test_sources_as_people_have_them(tmp_path: Path, text: bytes, values: int, lines: list[int]) -> None:
    path, result, told = built(tmp_path, text)

    assert (result.values, [line for line, _ in told]) == (values, lines), told
    assert ListStore(str(path)).require_whole() == values


def test_repeated_rows_are_counted(tmp_path: Path) -> None:
    _, result, _ = built(tmp_path, "value,label\na.example,x\na.example,y\nb.example,\n")

    assert (result.values, result.repeated, result.left_out) == (2, 1, 0)


def test_words_of_a_list_do_nothing_to_a_terminal(tmp_path: Path) -> None:
    path, *_ = built(tmp_path, "value,label\nshop.example,\x1b[31mred\u202e " + "x" * 500 + "\n")
    (row,) = ListStore(str(path)).find("h:shop.example")

    assert row.label.isprintable()
    assert len(row.label) == 200


def test_a_platform_for_all_rows(tmp_path: Path) -> None:
    path, *_ = built(tmp_path, "value,platform\na.example,\nb.example,Bank of China\n", "allow", "PayPal")
    guard = Guard(BASE.with_lists(path))

    assert guard.check("a.example", claims="PayPal", as_of=AS_OF).status is Status.OFFICIAL
    assert guard.check("b.example", claims="boc", as_of=AS_OF).status is Status.OFFICIAL
    assert guard.check("b.example", claims="PayPal", as_of=AS_OF).status is Status.IMPERSONATION


def test_what_stops_a_build(tmp_path: Path) -> None:
    title = ListTitle("deny", "n", "p", "2026-11-01")
    source, output = tmp_path / "x.csv", tmp_path / "x.list"
    source.write_text("value,colour\na.example,red\n")
    with pytest.raises(DataError, match="'colour' is not known"):
        build_list(source, output, title, knowledge=BASE)
    with pytest.raises(DataError, match="cannot be read"):
        build_list(tmp_path / "nothing", output, title, knowledge=BASE)
    source.write_text("a.example\n")
    with pytest.raises(DataError, match="cannot be written"):
        build_list(source, tmp_path / "no" / "folder", title, knowledge=BASE)
    with pytest.raises(UnknownPlatform):
        build_list(source, output, title, platform="nobody-knows-this", knowledge=BASE)
    with pytest.raises(UsageError, match="a name and a publisher"):
        build_list(source, output, ListTitle("deny", " ", "p", "2026-11-01"), knowledge=BASE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv"], "nothing is left lying about"


# ---- the command


def command(*words: str | Path) -> int:
    try:
        return main(list(map(str, words)))
    except SystemExit as end:
        return int(end.code or 0)


BUILD = ("--name", "Our list", "--publisher", "Acme Ltd", "--date", "2026-11-01")


def test_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("own.csv").write_text(
        "value,label\nbad-shop-of-tests.com,reported\nco.uk,\n020 7946 0999,\nbad-shop-of-tests.com,\n"
    )

    assert command("data", "list", "build", "own.csv", "--deny", *BUILD, "--output", "own.list", "--region", "GB") == 2
    printed = capsys.readouterr()
    assert printed.out == "own.list: denylist of 2 values, 1 repeated, 1 left out\n"
    assert printed.err.startswith("own.csv: line 3: is a public suffix")
    assert command("data", "list", "check", "own.list") == 0
    assert capsys.readouterr().out == "own.list: denylist of 2 values: “Our list”, Acme Ltd, 2026-11-01\n"
    assert command("check", "bad-shop-of-tests.com", "--list", "own.list") == 1
    assert "[listed-refused]" in capsys.readouterr().out
    Path("chat.txt").write_text("AliExpress: https://bad-shop-of-tests.com")
    assert command("scan", "chat.txt", "--list", "own.list", "--as-of", AS_OF) == 1
    assert "[listed-refused]" in capsys.readouterr().out


WRONG: list[tuple[tuple[str, ...], str]] = [
    (("check", "example.com", "--list", "nothing.list"), "nothing.list: cannot be read"),
    (("check", "example.com", "--list", "own.csv"), "own.csv: is no compiled list; make one of it"),
    (("scan", "own.csv", "--list", "."), "is no file"),
    (("check", "example.com", "--list", "short.list"), "incomplete or damaged"),
    (("data", "list", "check", "short.list"), "incomplete or damaged"),
    (("data", "list", "build", "nothing.csv", "--deny", *BUILD, "--output", "x.list"), "nothing.csv: cannot be read"),
    (("data", "list", "build", "own.csv", *BUILD, "--output", "x.list"), "--allow --deny is required"),
    (("data", "list", "build", "own.csv", "--deny", "--output", "x.list"), "required: --name, --publisher"),
    (("data", "list", "build", "own.csv", "--deny", *BUILD[:-1], "x", "--output", "x.list"), "write a date such as"),
    (("data", "list", "build", "own.csv", "--deny", *BUILD, "--output", "x.list", "--region", "UK"), "is GB"),
    (
        ("data", "list", "build", "own.csv", "--allow", *BUILD, "--output", "x.list", "--platform", "Payal"),
        "did you mean paypal?",
    ),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=[" ".join(case[0][:3]) + " " + case[1] for case in WRONG])
def test_errors_are_one_line_and_status_2(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    path, *_ = built(tmp_path, "bad-shop.example\n")
    (tmp_path / "short.list").write_bytes(path.read_bytes()[:-5])
    (tmp_path / "own.csv").write_text("value\nbad-shop.example\n")

    assert command(*words) == 2
    errors = capsys.readouterr().err
    assert message in errors.replace("'", "")
    assert "Traceback" not in errors
    assert len(errors.strip().splitlines()[-1:]) == 1


def test_words_for_lists_stand_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    helped: dict[str, Any] = {}
    for words in (("check",), ("scan",), ("serve",), ("mcp",)):
        command(*words, "--help")
        helped[words[0]] = capsys.readouterr().out
    assert all("--list PATH" in text for text in helped.values())
