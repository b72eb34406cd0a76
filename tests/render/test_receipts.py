"""Receipts: what became of every row, for people and for programs."""

import json
from datetime import date

from audits import example_audit
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.model.receipts import Receipt, Sample
from roadsign.render.receipts import as_json, as_text, reason_in_words, warning_in_words

FULL = Receipt(
    "ahrefs-2026-11-12.csv", "ahrefs.backlinks", "Ahrefs, backlinks", "links", "UTF-16",
    4902, 4819, {"target_elsewhere": 61, "bad_url": 22}, ("capped_at_10000",),
    samples=(Sample(17, "bad_url", "http//broken\x1b[2J"),),
    unknown_columns=("Priority", "Notes"), first_seen=date(2019, 3, 2),
    last_seen=date(2026, 11, 12), target="shop.example", target_rows=4819,
)  # fmt: skip
FAILED = Receipt("notes.xlsx", error="not an export of links: no column holds addresses")


def test_a_receipt_says_what_became_of_the_rows() -> None:
    first, second, *more = as_text([FULL]).splitlines()
    assert first.split("   ")[0].strip().startswith("ahrefs-2026-11-12.csv  Ahrefs, backlinks")
    assert "(UTF-16)" in first
    assert "4,902 rows" in first
    assert "4,819 links" in first
    assert "83 rejected" in first
    assert second.strip() == "rejected: 61 target elsewhere, 22 no address"
    assert "limit of 10,000 rows" in more[0]
    assert max(map(len, (first, second, *more))) <= 96


def test_samples_and_columns_are_told_when_asked_and_defused() -> None:
    text = as_text([FULL], verbose=True)
    assert "row 17, no address: http//broken\\x1b[2J" in text
    assert "columns not used: Priority, Notes" in text
    assert "row 17" not in as_text([FULL])
    assert "\x1b" not in text


def test_an_input_that_could_not_be_read_has_its_reason_and_the_others_go_on() -> None:
    text = as_text([FULL, FAILED], seconds=0.8)
    assert "notes.xlsx" in text
    assert FAILED.error in text  # type: ignore[operator]
    assert (
        text.splitlines()[-1] == "  2 files, 4,819 of 4,902 rows used, 1 could not be read, 0.8 s"
    )


def test_what_was_read_before_says_so() -> None:
    known = Receipt("again.csv", "x", "X", read=1, kept=1, known=True)
    assert "known already" in as_text([known])
    assert "1 row " in as_text([known])


def test_other_holdings_are_not_called_links() -> None:
    sightings = Receipt("l.csv", "gsc", "Search Console", "sightings", read=7, kept=7)
    assert "7 pages seen, without words" in as_text([sightings])


def test_a_cap_and_a_grouping_without_a_code_are_told_too() -> None:
    text = as_text([Receipt("a.csv", read=9, kept=9, capped=True, grouped=True)])
    assert "lower bound" in text
    assert "several links" in text


def test_codes_that_nobody_knows_are_words_with_blanks() -> None:
    assert reason_in_words("odd_new_thing") == "odd new thing"
    assert warning_in_words("odd_new_thing_7") == "odd new thing 7"
    assert "1,000 rows" in warning_in_words("capped_at_1000")


def test_json_has_the_keys_of_the_interface() -> None:
    full, failed = json.loads(as_json([FULL, FAILED]))
    assert list(full)[:6] == ["source", "format", "read", "kept", "rejected", "warnings"]
    assert full["rejected"] == {"target_elsewhere": 61, "bad_url": 22}
    assert full["last_seen"] == "2026-11-12"
    assert {"known", "error"}.isdisjoint(full)
    assert failed["error"] == FAILED.error
    (known,) = json.loads(as_json([Receipt("a.csv", known=True)]))
    assert known["known"] is True


@settings(deadline=None)
@given(text=st.text(st.characters(codec=None), max_size=60))
def test_no_name_or_reason_can_steer(text: str) -> None:
    receipts = [
        Receipt(text, text, text, encoding=text, read=2, kept=1, rejected={text: 1},
                warnings=(text,), samples=(Sample(1, text, text),), target=text,
                unknown_columns=(text,)),
        Receipt(text, error=text),
    ]  # fmt: skip
    shown = as_text(receipts, verbose=True)
    assert all(line.isprintable() or max(line) >= "\U0001f000" for line in shown.split("\n"))
    assert json.loads(as_json(receipts))[0]["source"] == text


def test_receipts_of_an_audit_are_told() -> None:
    assert as_text(example_audit().sources).count("\n") >= 7
