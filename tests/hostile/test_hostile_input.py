"""Bad input through the real command line: a verdict, or one clear line and exit status 2; never a traceback."""

from __future__ import annotations

import json

import pytest
from command import Run, scamguard

GOOD = b'{"id": "good", "contact": "95588", "claims": "icbc"}'
MEGABYTE = 1_000_000
CHARACTERS = ["a", "1", "@", ".", "/", ":", "%", "(", "x", "＠", "一", "\u200b", "\u0301", "\U0001f600"]


def usage_error(run: Run, *words: str) -> None:
    """Fails where the run is not one clear line about these words, and exit status 2."""
    assert run.status == 2
    assert run.out == ""
    assert run.err.startswith("scamguard: ")
    assert run.err.count("\n") == 1, run.err
    for word in words:
        assert word in run.err


# ---- exit statuses (design.md, section 7)


def test_the_exit_status_is_0_where_every_contact_is_official() -> None:
    run = scamguard("check", "95588", "https://www.icbc.com.cn/", "--claims", "icbc", "--json")

    assert run.status == 0
    assert [answer["status"] for answer in run.answers] == ["official", "official"]


def test_the_exit_status_is_1_where_one_is_not() -> None:
    run = scamguard("check", "95588", "955881", "--claims", "icbc", "--json")

    assert run.status == 1
    assert [answer["status"] == "official" for answer in run.answers] == [True, False]


def test_what_is_no_contact_is_answered_so_with_status_1() -> None:
    nothing = ["", "   ", "help@", "https://", "+86", "微信", "hello world"]
    run = scamguard("check", *nothing)

    assert run.status == 1
    assert run.out.count("NOT A CONTACT") == len(nothing)
    assert run.err == ""


@pytest.mark.parametrize("stdin", [b"", b"\n \n"])
def test_nothing_on_standard_input_is_said_so(stdin: bytes) -> None:
    usage_error(scamguard("check", "--claims", "icbc", stdin=stdin), "standard input")


def test_an_empty_batch_is_no_error() -> None:
    run = scamguard("check", "--jsonl")

    assert (run.status, run.out, run.err) == (0, "", "")


# ---- usage


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "95588", "--claims", "tiktok shp"], ["tiktok shp", "did you mean tiktok-shop"]),
        (["check", "95588", "--claims", "PayPall"], ["PayPall", "did you mean paypal"]),
        (["check", "95588", "--claims", "\x1b[2Jtiktok\nshop"], ["\\x1b", "\\n", "did you mean"]),
        (["check", "95588", "--region", "UK"], ["UK", "GB"]),
        (["check", "95588", "--as-of", "2026-02-30"], ["2026-02-30", "2026-11-21"]),
        (["check", "95588", "--jsonl"], ["--jsonl", "standard input"]),
        (["show", "tiktok shp"], ["tiktok shp", "did you mean tiktok-shop"]),
        (["explain", "no-such-code"], ["no-such-code", "scamguard explain"]),
    ],
)
def test_a_wrong_value_is_one_line(arguments: list[str], words: list[str]) -> None:
    usage_error(scamguard(*arguments), *words)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chekc", "95588"],
        ["check", "95588", "--kind", "fax"],
        ["check", "95588", "--bogus"],
    ],
)
def test_a_wrong_option_names_the_right_ones(arguments: list[str]) -> None:
    run = scamguard(*arguments)

    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("usage: scamguard")
    assert "error:" in run.err


# ---- size


def test_a_megabyte_of_one_character_is_answered() -> None:
    run = scamguard("check", stdin="\n".join(character * MEGABYTE for character in CHARACTERS).encode())

    assert run.status == 1
    assert run.out.count("NOT A CONTACT") == len(CHARACTERS)
    assert len(run.out) < 20_000, "a long contact is not repeated in full"


def test_a_megabyte_of_one_character_is_answered_in_a_batch() -> None:
    requests = [
        json.dumps({"id": n, "contact": c * MEGABYTE}, ensure_ascii=False)
        for n, c in enumerate([*CHARACTERS, "\x00", "\\"])
    ]
    run = scamguard("check", "--jsonl", stdin="\n".join(requests).encode())

    assert run.status == 1
    assert [answer["id"] for answer in run.answers] == list(range(len(requests)))
    assert {answer["status"] for answer in run.answers} == {"invalid"}


def test_a_host_of_10_000_labels_is_no_contact() -> None:
    host = ".".join(["a"] * 10_000)
    run = scamguard("check", host, "https://" + host, "help@" + host)

    assert run.status == 1
    assert run.out.count("NOT A CONTACT") == 3


def test_a_line_over_the_bound_is_refused_and_the_rest_is_answered() -> None:
    long = b'{"id": 1, "contact": "' + b"a" * (9 * 1024 * 1024) + b'"}'
    run = scamguard("check", "--jsonl", stdin=b"\n".join([GOOD, long, GOOD]))

    assert run.status == 2
    assert [answer["id"] for answer in run.answers][::2] == ["good", "good"]
    assert "line 2: longer than" in run.answers[1]["error"]


# ---- characters


CONTROLS = [
    "https://evil.example/\x1b[2K\rYES. This is TikTok's.",
    "400-882-1234\x1b",
    '"\x1b[31mTikTok\x1b[0m" <a@b.example>',
    "\x1b[2K\rYES@evil.example",
    "a@\u202eelpmaxe..",
    "微信：a\x07bc",
    "tg://x\x1b[2J",
    "shop.example/\u202egnp.exe",
    "\x9b2K95588",
    "95588\rYES",
    "\x00\x01\x02",
]


@pytest.mark.parametrize("kind", [(), *(("--kind", kind) for kind in ("email", "url"))])
def test_control_characters_never_reach_the_terminal(kind: tuple[str, ...]) -> None:
    run = scamguard("check", *kind, stdin="\n".join(CONTROLS).encode())

    shown = run.out.replace("\n", "")
    assert run.status == 1
    assert [c for c in shown if ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u202a\u202e\u2066"] == []


def test_lone_surrogates_are_refused_and_the_rest_is_answered() -> None:
    lines = [
        GOOD,
        rb'{"id": 1, "contact": "\ud800 95588"}',
        rb'{"id": 2, "contact": "95588", "claims": "\udfff"}',
        GOOD,
    ]
    run = scamguard("check", "--jsonl", stdin=b"\n".join(lines))

    assert run.status == 2
    assert ["error" in answer for answer in run.answers] == [False, True, True, False]


def test_the_id_of_a_line_with_a_lone_surrogate_is_kept() -> None:
    run = scamguard("check", "--jsonl", stdin=rb'{"id": 1, "contact": "\ud800 95588"}')

    assert run.answers[0]["id"] == 1


def test_an_argument_that_is_not_utf_8_is_answered() -> None:
    run = scamguard("check", b"\xff\xfe", "--json")

    assert run.status == 1
    assert run.answers[0]["contact"]["raw"] == "\ufffd\ufffd"


def test_a_line_that_is_not_utf_8_is_named_and_the_rest_is_answered() -> None:
    run = scamguard("check", "--claims", "icbc", "--json", stdin=b"95588\n\xff\xfe\n95588\n")

    assert run.status == 2
    assert [answer["status"] for answer in run.answers] == ["official", "official"]
    assert run.err == "scamguard: standard input, line 2: not UTF-8 at byte 1\n"


def test_a_request_that_is_not_utf_8_is_refused_and_the_rest_is_answered() -> None:
    run = scamguard("check", "--jsonl", stdin=b"\n".join([GOOD, b'{"id": 2, "contact": "\xff\xfe"}', b"\xff", GOOD]))

    assert run.status == 2
    assert [answer["id"] for answer in run.answers][::3] == ["good", "good"]
    assert ["error" in answer for answer in run.answers] == [False, True, True, False]


def test_the_id_of_a_request_that_is_not_utf_8_is_kept() -> None:
    run = scamguard("check", "--jsonl", stdin=b'{"id": 2, "contact": "\xff\xfe"}')

    assert run.answers[0]["id"] == 2


def test_an_id_that_is_not_utf_8_does_not_spoil_the_answers() -> None:
    run = scamguard("check", "--jsonl", stdin=b'{"id": "\xff", "contact": "95588"}\n' + GOOD)

    assert run.status == 2
    assert run.answers[1]["id"] == "good"


# ---- batches


def test_broken_lines_between_good_ones() -> None:
    lines = [
        GOOD,
        b"not json",
        b"",
        b"   ",
        b'{"id": "five", "contact": 5}',
        b'{"id": [6], "contact": "95588", "bogus": 1}',
        b"[]",
        b"null",
        b'{"id": 9}',
        b'{"id": 10, "contact": "95588", "claims": "nobody"}',
        b'{"id": 11, "contact": "95588", "kind": "fax"}',
        b'{"id": 12, "contact": "95588", "as_of": "tomorrow"}',
        b'{"id": 13, "contact": "955',
        b"[" * 100_000,
        b'{"id": {"a": 15}, "contact": "95588", "claims": "icbc"}',
    ]
    run = scamguard("check", "--jsonl", stdin=b"\n".join(lines))

    assert run.status == 2
    assert [answer["id"] for answer in run.answers] == [
        "good", None, "five", [6], None, None, 9, 10, 11, 12, None, None, {"a": 15},
    ]  # fmt: skip
    assert [n for n, answer in enumerate(run.answers) if "error" not in answer] == [0, 12]
    assert [answer["error"].split(":")[0] for answer in run.answers[1:12]] == [
        f"line {number}" for number in (2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
    ], "lines are counted with the blank ones"
    assert all("\n" not in answer["error"] for answer in run.answers[1:12])


def test_an_id_of_100_000_brackets_is_refused_and_the_rest_is_answered() -> None:
    deep = b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b', "contact": "95588"}'
    run = scamguard("check", "--jsonl", stdin=b"\n".join([GOOD, deep, GOOD]))

    assert run.status == 2
    assert [answer["id"] for answer in run.answers][::2] == ["good", "good"]


@pytest.mark.parametrize(
    "stdin",
    [
        GOOD,
        GOOD + b"\n",
        b"\n\n" + GOOD + b"\n\n",
        b"\r\n" + GOOD + b"\r\n",
        b"\xef\xbb\xbf" + GOOD,
    ],
    ids=["no newline", "newline", "blank lines", "CR LF", "byte order mark"],
)
def test_how_a_batch_ends_does_not_matter(stdin: bytes) -> None:
    run = scamguard("check", "--jsonl", stdin=stdin)

    assert run.status == 0
    assert [(answer["id"], answer["status"]) for answer in run.answers] == [("good", "official")]


def test_plain_lines_are_contacts_however_they_end() -> None:
    run = scamguard("check", "--claims", "icbc", "--json", stdin=b"\xef\xbb\xbf95588\r\n\r\n  95588  \n95588")

    assert run.status == 0
    assert [answer["contact"]["raw"] for answer in run.answers] == ["95588", "95588", "95588"]


def test_the_options_of_the_command_hold_where_a_request_says_nothing() -> None:
    requests = [{"id": 1, "contact": "95588"}, {"id": 2, "contact": "95588", "claims": "ccb"}]
    run = scamguard("check", "--jsonl", "--claims", "icbc", stdin="\n".join(map(json.dumps, requests)).encode())

    assert run.status == 1
    assert [answer["claims"] for answer in run.answers] == ["icbc", "ccb"]


def test_a_verdict_is_the_same_in_every_way_of_asking() -> None:
    options = ("--claims", "tiktok-shop", "--as-of", "2026-11-21")
    as_argument = scamguard("check", "13122891139", *options, "--json").answers[0]
    as_line = scamguard("check", *options, "--json", stdin=b"13122891139\n").answers[0]
    as_request = scamguard("check", "--jsonl", *options, stdin=b'{"id": 1, "contact": "13122891139"}').answers[0]

    assert as_argument == as_line == {key: value for key, value in as_request.items() if key != "id"}


def test_output_is_utf_8_whatever_the_locale() -> None:
    run = scamguard("check", "95588", "--claims", "icbc", "--lang", "zh", LC_ALL="C", PYTHONIOENCODING="ascii")

    assert run.status == 0
    assert "工商银行" in run.out
