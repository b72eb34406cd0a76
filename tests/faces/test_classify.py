"""``roadsign classify``: texts, files of JSON lines, and what is wrong with them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from roadsign.faces.cli import main

LINES = [
    {"id": 1, "anchor": "Talwind", "domain": "talwind.example", "brand": ["Talwind"]},
    {"id": "b", "anchor": "gravel bikes", "domain": "talwind.example", "keywords": ["gravel bike"]},
    {"id": None, "anchor": "", "domain": "talwind.example", "from": "alt"},
    {"anchor": "gravel bike", "url": "https://talwind.example/gravel-bikes", "language": "en"},
]
FIELDS = ["id", "class", "flags", "confidence", "matched", "reason", "alternatives"]


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["classify", *args], input=stdin)


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def asked(*lines: object) -> bytes:
    return b"\n".join(json.dumps(line).encode() for line in lines)


def test_a_file_is_answered_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "anchors.jsonl"
    file.write_bytes(asked(*LINES))
    result = run("--file", str(file))
    assert result.exit_code == 0
    found = lines_of(result)
    assert [list(answer) for answer in found] == [FIELDS] * 4
    assert [answer["id"] for answer in found] == [1, "b", None, None]
    assert [answer["class"] for answer in found] == ["brand", "exact", "blank", "exact"]
    assert "from_alt" in found[2]["flags"]
    assert "inferred" in found[3]["flags"]


def test_standard_input_and_json_change_nothing() -> None:
    assert run("--file", "-", stdin=asked(*LINES)).stdout == (
        run("--file", "-", "--json", stdin=asked(*LINES)).stdout
    )


@pytest.mark.parametrize(
    "line",
    [
        b"no json", b"[1]", b'"text"', b"{}", b'{"anchor": 5}',
        b'{"anchor": "x", "brand": {"a": 1}}',
        b'{"anchor": "x", "keywords": [1]}', b'{"anchor": "x", "domain": ["a"]}', b"[" * 100_000,
        b'{"anchor": "x"', b"\xff\xfe\x00",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_read_does_not_stop_the_others(line: bytes) -> None:
    result = run("--file", "-", stdin=asked(LINES[0]) + b"\n" + line + b"\n" + asked(LINES[1]))
    assert result.exit_code == 3
    first, second, third = lines_of(result)
    assert (first["class"], third["class"]) == ("brand", "exact")
    assert "line 2" in second["error"]
    assert result.stderr.count("\n") == 1
    assert "line 2" in result.stderr


def test_empty_lines_and_a_byte_order_mark_are_no_lines() -> None:
    result = run("--file", "-", stdin=b"\xef\xbb\xbf" + asked(LINES[0]) + b"\r\n\r\n\n")
    assert result.exit_code == 0
    assert len(lines_of(result)) == 1


def test_half_a_surrogate_pair_is_a_character_like_any_other() -> None:
    result = run(
        "--file",
        "-",
        stdin=b'{"id": "\\ud800", "anchor": "Talwind \\udc00", "domain": "d.example"}',
    )
    assert result.exit_code == 0
    assert len(lines_of(result)) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("--file", str(tmp_path / "none.jsonl"))
    assert result.exit_code == 3
    assert result.stderr.count("\n") == 1
    assert "none.jsonl" in result.stderr


def test_people_read_class_confidence_and_reason() -> None:
    result = run(
        "Talwind bikes",
        "--brand",
        "Talwind",
        "--domain",
        "talwind.example",
        "--keyword",
        "gravel bikes",
    )
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert first.startswith("brand_keyword  0.")
    assert second.endswith(".")


def test_an_unsure_class_has_a_question_mark_and_alternatives() -> None:
    result = run("quiet mornings", "--domain", "talwind.example", "--brand", "Talwind")
    assert result.stdout.startswith("other?  0.")
    assert " or partial" in result.stdout


def test_several_texts_are_told_apart() -> None:
    result = run("read more", "\x1b[31mTalwind", "--brand", "Talwind", "Talwind Radsport")
    assert "read more\n  generic" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_for_texts_is_one_object_a_line() -> None:
    found = lines_of(run("read more", "Talwind", "--domain", "talwind.example", "--json"))
    assert [answer["anchor"] for answer in found] == ["read more", "Talwind"]
    assert [answer["class"] for answer in found] == ["generic", "brand"]


@pytest.mark.parametrize("args", [(), ("text", "--file", "-")])
def test_a_wrong_call_is_told_in_one_line(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
