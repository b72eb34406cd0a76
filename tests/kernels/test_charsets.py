"""Bytes to text: what the bytes say comes before what is said of them."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadsign.kernels.charsets import charset_of, decode

GERMAN = "<p>Schöne Füße für Straßen</p>"
RUSSIAN = "<p>Красные сапоги для всей семьи по хорошей цене</p>"
JAPANESE = "<p>赤い長靴はこちらから。カタログを見る</p>"
KOREAN = "<p>빨간 장화를 여기에서 보세요</p>"
CHINESE = "<p>红色的靴子在这里请点击查看目录</p>"


@pytest.mark.parametrize(
    ("body", "header", "text", "charset", "source"),
    [
        (codecs.BOM_UTF8 + GERMAN.encode(), "iso-8859-1", GERMAN, "utf-8", "bom"),
        (codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), "", RUSSIAN, "utf-16le", "bom"),
        (codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"), "utf-8", RUSSIAN, "utf-16be", "bom"),
        (JAPANESE.encode("iso2022_jp"), "utf-8", JAPANESE, "iso-2022-jp", "escapes"),
        (KOREAN.encode("iso2022_kr"), "", KOREAN, "iso-2022-kr", "escapes"),
        (GERMAN.encode(), "iso-8859-1", GERMAN, "utf-8", "utf-8"),
        (GERMAN.encode("cp1252"), "ISO-8859-1", GERMAN, "windows-1252", "header"),
        (GERMAN.encode("cp1252"), "utf-8", GERMAN, "windows-1252", "detected"),
        (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "windows-1251", "header"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "koi8-r", "header"),
        (RUSSIAN.encode("utf-16-le"), "utf-16", RUSSIAN, "utf-16le", "header"),
        (JAPANESE.encode("cp932"), "x-sjis", JAPANESE, "shift_jis", "header"),
        (JAPANESE.encode("euc_jp"), "euc-jp", JAPANESE, "euc-jp", "header"),
        (CHINESE.encode("gb18030"), "gb2312", CHINESE, "gbk", "header"),
        (KOREAN.encode("cp949"), "ks_c_5601-1987", KOREAN, "euc-kr", "header"),
        (b"<p>plain</p>", "no-such-charset", "<p>plain</p>", "utf-8", "detected"),
        (b"", "", "", "utf-8", "detected"),
    ],
)
def test_which_charset(body: bytes, header: str, text: str, charset: str, source: str) -> None:
    found = decode(body, f"text/html; charset={header}" if header else "text/html")
    assert (found.text, found.charset, found.source) == (text, charset, source)


@pytest.mark.parametrize(
    ("page", "charset", "passed"),
    [
        ('<meta charset="windows-1251">', "windows-1251", ()),
        ("<META http-equiv=Content-Type content='text/html; charset=cp1251'>", "windows-1251", ()),
        ("<!-- <meta charset=utf-16> --><meta charset=windows-1251>", "windows-1251", ()),
        (" " * 5000 + "<meta charset=windows-1251>", "windows-1251", ()),
        ('<?xml version="1.0" encoding="windows-1251"?>', "windows-1251", ()),
        ("<meta charset=utf-8>", "windows-1251", ("utf-8",)),
        ("<meta charset=klingon>", "windows-1251", ("klingon",)),
    ],
)
def test_what_the_page_says(page: str, charset: str, passed: tuple[str, ...]) -> None:
    text = page + RUSSIAN * 3
    found = decode(text.encode("cp1251"))
    assert (found.text, found.charset, found.passed_over) == (text, charset, passed)


def test_a_meta_that_says_utf_16_means_utf_8() -> None:
    found = decode(b"<meta charset=utf-16><p>plain</p>")
    assert (found.charset, found.source) == ("utf-8", "meta")
    assert charset_of("UTF-16LE", in_meta=True) == "utf-8"


def test_a_label_that_the_bytes_contradict_gives_way_to_the_next() -> None:
    body = b"<meta charset=windows-1251>" + RUSSIAN.encode("cp1251")
    found = decode(body, "text/html; charset=shift_jis")
    assert (found.charset, found.source, found.passed_over) == (
        "windows-1251",
        "meta",
        ("shift_jis",),
    )


def test_a_character_cut_through_at_the_end_is_forgiven() -> None:
    assert decode(GERMAN.encode() + "ü".encode()[:1]).text == GERMAN


def test_a_few_broken_bytes_make_utf_8_nothing_else() -> None:
    found = decode(GERMAN.encode() * 20 + b"\xff" + GERMAN.encode())
    assert (found.charset, found.text.count("\ufffd")) == ("utf-8", 1)


@given(body=st.binary(max_size=200), header=st.text(max_size=20))
@settings(deadline=None)
def test_any_bytes_become_text(body: bytes, header: str) -> None:
    decode(body, f"text/html; charset={header}").text.encode()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x1b\0\ufeff"), max_size=80))
@settings(deadline=None)
def test_utf_8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()).text == text
